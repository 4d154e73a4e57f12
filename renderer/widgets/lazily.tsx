import { type ComponentType, createElement, lazy, type ReactNode, Suspense, useState } from 'react';

/** A part of the screens in a file of its own, which is read when it is first shown, or before that when it is warmed. */
export interface Part<Props> {
  (props: Props): ReactNode;
  /** Reads the file; once it is there, the part is shown at once. Never rejects. */
  warm(): Promise<void>;
}

/** Parts whose file nobody has asked for yet. Reading one may bring more: those inside it. */
const cold = new Set<Part<never>>();

/** `waiting` stands in the part's place until its file is there. */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: ReactNode = null,
): Part<Props> {
  let loaded: ComponentType<Props> | null = null;
  let loading: Promise<ComponentType<Props>> | null = null;
  const read = (): Promise<ComponentType<Props>> => {
    cold.delete(part);
    loading ??= load().then(
      (component) => {
        loaded = component;
        return component;
      },
      () => Unreadable,
    );
    return loading;
  };
  const Later: ComponentType<Props> = lazy(async () => ({ default: await read() }));
  function Shown(props: Props): ReactNode {
    // Chosen once: another element in its place would lose what the part knows.
    const [component] = useState(() => loaded ?? Later);
    return <Suspense fallback={waiting}>{createElement(component, props)}</Suspense>;
  }
  const part: Part<Props> = Object.assign(Shown, { warm: async () => void (await read()) });
  cold.add(part);
  return part;
}

/** Reads the files of all parts, one whenever the page has nothing else to do. */
export async function warmWhenIdle(): Promise<void> {
  for (const part of cold) {
    await new Promise<unknown>((resolve) => {
      // Not every browser knows when it is idle.
      if ('requestIdleCallback' in window) window.requestIdleCallback(resolve);
      else setTimeout(resolve);
    });
    await part.warm();
  }
}

/** A browser remembers that a file could not be read: only a reload asks again. */
function Unreadable() {
  return (
    <div className="message tone-attention">
      <span className="text" role="alert">
        This part of the screens could not be read, because Tieout does not answer. What was posted is in the
        books. Start Tieout again if it was closed, then reload this window.
      </span>
    </div>
  );
}
