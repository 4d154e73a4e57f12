import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { formatTime } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { messageLooks } from './message-looks.ts';
import { useMessage } from './messages.ts';
import { useOverlay } from './overlay.ts';

/** What was told since the window opened, newest first, with the ways back that are still open. */
export function MessageList() {
  const { told, undo } = useMessage();
  const close = useOverlay((state) => state.close);
  return (
    <Dialog
      title="Messages"
      wide
      onClose={close}
      onSubmit={close}
      actions={
        <Button kind="primary" type="submit" autoFocus>
          Close messages
        </Button>
      }
    >
      {told.length === 0 && <p className="muted">Nothing was told since this window was opened.</p>}
      <ol className="message-list">
        {told.map((message) => {
          const look = messageLooks[message.tone];
          return (
            <li key={message.id}>
              <span className={`message-mark ${look.className}`}>
                <Icon name={look.icon} />
              </span>
              <time className="figures muted" dateTime={new Date(message.at).toISOString()}>
                {formatTime(message.at)}
              </time>
              <div>
                <p>{message.text}</p>
                {message.details.length > 0 && (
                  <details>
                    <summary>Details ({message.details.length})</summary>
                    <ul className="reason-list">
                      {message.details.map((line) => (
                        <li key={line}>{line}</li>
                      ))}
                    </ul>
                  </details>
                )}
              </div>
              {message.undo && (
                <Button
                  small
                  onClick={() => {
                    close();
                    undo(message.id);
                  }}
                >
                  {message.undo.label}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
    </Dialog>
  );
}
