import { type FormEvent, useState } from 'react';
import { useCommand } from '../data/use-command.ts';
import { showDone } from '../shell/messages.ts';
import { Button } from '../widgets/button.tsx';
import { TextField } from '../widgets/field.tsx';
import { plural } from '../widgets/format.ts';

/** Credentials of a Stokly account; they go in once and never come back to a screen. */
export function LinkStokly({ onDone }: { onDone: () => void }) {
  const command = useCommand();
  const [name, setName] = useState('Stokly');
  const [accountKey, setAccountKey] = useState('');
  const [clientId, setClientId] = useState('');
  const [secretKey, setSecretKey] = useState('');
  const [busy, setBusy] = useState(false);
  const complete = [name, accountKey, clientId, secretKey].every((text) => text.trim() !== '');

  const link = async (event: FormEvent) => {
    event.preventDefault();
    if (!complete || busy) return;
    setBusy(true);
    const done = await command('ledgers.link', { name, accountKey, clientId, secretKey });
    setBusy(false);
    if (!done) return;
    showDone(`${done.ledger.name} is linked: ${plural(done.ledger.itemCount, 'item')} read.`);
    onDone();
  };

  const why = busy ? 'Stokly is being asked' : complete ? null : 'Fill in the four fields first';
  return (
    <form className="card link-panel" onSubmit={(event) => void link(event)} noValidate>
      <h3>Link Stokly</h3>
      <p className="muted">
        From Stokly’s settings, under API access. Keys go to the key store of this computer and are never
        shown again.
      </p>
      <TextField label="Name in Tieout" value={name} onChange={setName} />
      <TextField label="Account key" value={accountKey} onChange={setAccountKey} />
      <TextField label="Client ID" value={clientId} onChange={setClientId} />
      <TextField label="Secret key" type="password" value={secretKey} onChange={setSecretKey} />
      <footer>
        <Button kind="primary" type="submit" icon="link" disabledBecause={why}>
          Link Stokly account
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </footer>
    </form>
  );
}
