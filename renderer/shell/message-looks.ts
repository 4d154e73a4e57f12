import type { IconName } from '../widgets/icons.tsx';
import type { Message } from './messages.ts';

export const messageLooks: Readonly<Record<Message['tone'], { className: string; icon: IconName }>> = {
  done: { className: 'tone-done', icon: 'check' },
  info: { className: 'tone-ready', icon: 'dot' },
  error: { className: 'tone-failed', icon: 'alert' },
};
