import { Icon, type IconName } from './icons.tsx';

/** Green done, blue ready, amber needs a person, red failed, grey skipped or waiting (field.md §4). */
export type Tone = 'done' | 'ready' | 'attention' | 'failed' | 'skipped' | 'moving';

export interface StatusLook {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly label: string;
}

const icons: Readonly<Record<Tone, IconName>> = {
  done: 'check',
  ready: 'dot',
  attention: 'alert',
  failed: 'cross',
  skipped: 'dash',
  moving: 'arrowRight',
};

/** A look with the usual drawing of its tone, or one of its own. */
export function look(tone: Tone, label: string, icon: IconName = icons[tone]): StatusLook {
  return { tone, icon, label };
}

/** Colour, drawing and words together: never colour alone. */
export function Status({
  look: { tone, icon, label },
  title,
}: {
  look: StatusLook;
  title?: string | undefined;
}) {
  return (
    <span className={`status tone-${tone}`} title={title}>
      <Icon name={icon} size={14} />
      <span className="status-label">{label}</span>
    </span>
  );
}
