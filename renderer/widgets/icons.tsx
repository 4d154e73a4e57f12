import type { ReactNode } from 'react';

const shapes = {
  check: <path d="M3.5 8.5l3 3 6-7" />,
  cross: <path d="M4.5 4.5l7 7M11.5 4.5l-7 7" />,
  alert: (
    <>
      <path d="M8 2.5L14.2 13.3H1.8z" />
      <path d="M8 6.6v3M8 11.4v.1" />
    </>
  ),
  dot: <circle cx="8" cy="8" r="3" fill="currentColor" />,
  ring: <circle cx="8" cy="8" r="3.6" />,
  dash: <path d="M4 8h8" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="5.6" />
      <path d="M8 5v3.2l2 1.4" />
    </>
  ),
  question: (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <path d="M6.4 6.4c.2-1.1 1-1.6 1.8-1.5 1 .1 1.7.9 1.3 1.9-.3.8-1.4.9-1.5 2M8 11.2v.1" />
    </>
  ),
  arrowRight: <path d="M3 8h9M8.5 4.5L12 8l-3.5 3.5" />,
  chevronDown: <path d="M4.5 6.5L8 10l3.5-3.5" />,
  caretUp: <path d="M5 9.5L8 6l3 3.5z" fill="currentColor" />,
  caretDown: <path d="M5 6.5L8 10l3-3.5z" fill="currentColor" />,
  refresh: <path d="M13 8a5 5 0 1 1-1.6-3.7M13 2.8v2.7h-2.7" />,
  file: <path d="M4 2.5h5l3 3v8H4zM9 2.5v3h3" />,
  columns: <path d="M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10" />,
  copy: <path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3" />,
  download: <path d="M8 3v7M5 7.5l3 3 3-3M3 11.5v2h10v-2" />,
  upload: <path d="M8 10.5v-7M5 6l3-3 3 3M3 11.5v2h10v-2" />,
  larger: <path d="M3.5 6.5L8 2.5l4.5 4M3.5 12.5h9" />,
  smaller: <path d="M3.5 9.5L8 13.5l4.5-4M3.5 3.5h9" />,
  plus: <path d="M8 3.5v9M3.5 8h9" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.2" />
      <path d="M10.2 10.2L13.5 13.5" />
    </>
  ),
  link: (
    <path d="M6.5 9.5l3-3M7 4.8l1.3-1.3a2.9 2.9 0 0 1 4.2 4.2L11.2 9M9 11.2l-1.3 1.3a2.9 2.9 0 0 1-4.2-4.2L4.8 7" />
  ),
  gear: (
    <>
      <circle cx="8" cy="8" r="2.1" />
      <path d="M8 1.9v2M8 12.1v2M1.9 8h2M12.1 8h2M3.7 3.7l1.4 1.4M10.9 10.9l1.4 1.4M12.3 3.7l-1.4 1.4M5.1 10.9l-1.4 1.4" />
    </>
  ),
  sun: (
    <>
      <circle cx="8" cy="8" r="2.8" />
      <path d="M8 1.8v1.6M8 12.6v1.6M1.8 8h1.6M12.6 8h1.6M3.6 3.6l1.1 1.1M11.3 11.3l1.1 1.1M12.4 3.6l-1.1 1.1M4.7 11.3l-1.1 1.1" />
    </>
  ),
  moon: <path d="M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z" />,
  box: <path d="M2.5 5L8 2.3 13.5 5v6L8 13.7 2.5 11zM2.5 5L8 7.8 13.5 5M8 7.8v5.9" />,
  shop: (
    <path d="M2.5 6.5l1-3.8h9l1 3.8M3.2 6.8v6.5h9.6V6.8M2.5 6.5c0 1.7 2.7 1.7 2.8 0 .1 1.7 2.6 1.7 2.7 0 .1 1.7 2.6 1.7 2.7 0 .1 1.7 2.8 1.7 2.8 0" />
  ),
} as const;

export type IconName = keyof typeof shapes;

/** Drawn on a 16 px field in the colour of the text. Decoration: the words beside it carry the meaning. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }): ReactNode {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[name]}
    </svg>
  );
}
