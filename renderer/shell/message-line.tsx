import { useState } from 'react';
import { Button, IconButton } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { Icon } from '../widgets/icons.tsx';
import { useMessage } from './messages.ts';

const looks = {
  done: { className: 'tone-done', icon: 'check' },
  info: { className: 'tone-ready', icon: 'dot' },
  error: { className: 'tone-failed', icon: 'alert' },
} as const;

/** One line for what just happened. Never a stack of them: the newest counts. */
export function MessageLine() {
  const { message, dismiss } = useMessage();
  const [open, setOpen] = useState(false);
  const look = looks[message?.tone ?? 'info'];
  const text = message && <span className="text">{message.text}</span>;
  return (
    <>
      {/* Both regions stay in the page: a region that appears together with its text is not read out. */}
      <div className={message ? `message ${look.className}` : 'message-none'} hidden={!message}>
        {message && <Icon name={look.icon} />}
        <div className={message?.tone === 'error' ? 'visually-hidden' : 'text'} role="status">
          {message?.tone !== 'error' && text}
        </div>
        <div className={message?.tone === 'error' ? 'text' : 'visually-hidden'} role="alert">
          {message?.tone === 'error' && text}
        </div>
        {message && message.details.length > 0 && (
          <Button small onClick={() => setOpen(true)}>
            Details ({message.details.length})
          </Button>
        )}
        <IconButton icon="cross" label="Dismiss message" onClick={dismiss} />
      </div>
      {open && message && (
        <Dialog
          title="Details"
          wide
          onClose={() => setOpen(false)}
          onSubmit={() => setOpen(false)}
          actions={
            <Button kind="primary" type="submit" autoFocus>
              Close details
            </Button>
          }
        >
          <p>{message.text}</p>
          <ul className="reason-list">
            {message.details.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  );
}
