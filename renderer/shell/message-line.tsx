import { useState } from 'react';
import { useConnection } from '../data/connection.ts';
import { Button, IconButton } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { formatTime } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { ConnectionLine } from './connection-line.tsx';
import { GuideStrip } from './guide-strip.tsx';
import { messageLooks } from './message-looks.ts';
import { useMessage } from './messages.ts';
import { UnresolvedButtons } from './unresolved-buttons.tsx';
import { useUnresolved } from './use-unresolved.ts';

/**
 * One line under the header, always of one height so that nothing below it moves: what just happened, else documents
 * that were never confirmed, else the next of the first steps, else what happened last. Never a stack: the newest message counts, the list keeps the others.
 */
export function MessageLine({ hasGuide = true }: { hasGuide?: boolean }) {
  const connection = useConnection((state) => state.state);
  const { message, told, dismiss, undo } = useMessage();
  const unresolved = useUnresolved();
  const [openId, setOpenId] = useState<number | null>(null);
  const look = messageLooks[message?.tone ?? 'info'];
  const text = message && (
    <span className="text" title={message.text}>
      {message.text}
    </span>
  );
  const last = told[0];
  const rest = last && (
    <span className="text muted" title={last.text}>
      <span className="figures">{formatTime(last.at)}</span> {last.text}
    </span>
  );
  const opened = told.find(({ id }) => id === openId);
  if (connection !== 'up') {
    return (
      <div className="notice">
        <ConnectionLine state={connection} />
      </div>
    );
  }
  return (
    <div className="notice">
      {/* Both regions stay in the page: a region that appears together with its text is not read out. */}
      <div className={message ? `message ${look.className}` : 'message-none'} hidden={!message}>
        {message && <Icon name={look.icon} />}
        <div className={message?.tone === 'error' ? 'visually-hidden' : 'text'} role="status">
          {message?.tone !== 'error' && text}
        </div>
        <div className={message?.tone === 'error' ? 'text' : 'visually-hidden'} role="alert">
          {message?.tone === 'error' && text}
        </div>
        {message?.undo && (
          <Button small onClick={() => undo(message.id)}>
            {message.undo.label}
          </Button>
        )}
        {message && unresolved && <UnresolvedButtons unresolved={unresolved} />}
        {message && message.details.length > 0 && (
          <Button small onClick={() => setOpenId(message.id)}>
            Details ({message.details.length})
          </Button>
        )}
        <IconButton icon="cross" label="Dismiss message" onClick={dismiss} />
      </div>
      {!message && unresolved && (
        <div className="message tone-attention">
          <Icon name="question" />
          <span className="text" role="status" title={unresolved.text}>
            {unresolved.text}
          </span>
          <UnresolvedButtons unresolved={unresolved} />
        </div>
      )}
      {!message && !unresolved && (
        <div className="message-rest">{hasGuide ? <GuideStrip otherwise={rest} /> : rest}</div>
      )}
      {opened && (
        <Dialog
          title="Details"
          wide
          onClose={() => setOpenId(null)}
          onSubmit={() => setOpenId(null)}
          actions={
            <Button kind="primary" type="submit" autoFocus>
              Close details
            </Button>
          }
        >
          <p>{opened.text}</p>
          <ul className="reason-list">
            {opened.details.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Dialog>
      )}
    </div>
  );
}
