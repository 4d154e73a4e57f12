import { type FormEvent, useEffect, useState } from 'react';
import { useBackend } from '../data/backend.tsx';
import { useCommand } from '../data/use-command.ts';
import { showDone } from '../shell/messages.ts';
import { Button } from '../widgets/button.tsx';
import { SelectField, TextField } from '../widgets/field.tsx';

const pollMilliseconds = 1500;

/** Keys of the shop's app → consent in the browser → the answer comes back by itself, or is pasted. */
export function LinkShop({ onDone }: { onDone: () => void }) {
  const command = useCommand();
  const [appKey, setAppKey] = useState('');
  const [appSecret, setAppSecret] = useState('');
  const [serviceId, setServiceId] = useState('');
  const [market, setMarket] = useState<'us' | 'rest'>('rest');
  const [link, setLink] = useState<{ linkId: string; opened: boolean } | null>(null);
  const complete = [appKey, appSecret, serviceId].every((text) => text.trim() !== '');

  const start = async (event: FormEvent) => {
    event.preventDefault();
    if (!complete) return;
    const started = await command('shops.startLink', { appKey, appSecret, serviceId, market });
    if (!started) return;
    setAppSecret('');
    setLink(started);
  };

  if (link) return <WaitForConsent {...link} onDone={onDone} onBack={() => setLink(null)} />;
  return (
    <form className="card link-panel" onSubmit={(event) => void start(event)} noValidate>
      <h3>Link TikTok Shop</h3>
      <p className="muted">
        From the shop’s app in TikTok Shop Partner Center. The secret goes to the key store of this computer
        and is never shown again.
      </p>
      <TextField label="App key" value={appKey} onChange={setAppKey} />
      <TextField label="App secret" type="password" value={appSecret} onChange={setAppSecret} />
      <TextField label="Service ID" value={serviceId} onChange={setServiceId} />
      <SelectField
        label="Market"
        value={market}
        options={[
          { value: 'rest', label: 'UK, South-East Asia and others' },
          { value: 'us', label: 'United States' },
        ]}
        onChange={(value) => setMarket(value === 'us' ? 'us' : 'rest')}
      />
      <footer>
        <Button
          kind="primary"
          type="submit"
          icon="link"
          disabledBecause={complete ? null : 'Fill in the three fields first'}
        >
          Open TikTok Shop in the browser
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </footer>
    </form>
  );
}

function WaitForConsent(props: { linkId: string; opened: boolean; onDone: () => void; onBack: () => void }) {
  const { linkId, onDone } = props;
  const { client } = useBackend();
  const command = useCommand();
  const [pasted, setPasted] = useState('');
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    const timer = window.setInterval(async () => {
      const reply = await client.call('shops.linkState', { linkId });
      if (!reply.ok) return;
      if (reply.value.state === 'failed') setFailure(reply.value.message);
      if (reply.value.state !== 'linked') return;
      window.clearInterval(timer);
      showDone(`Linked: ${reply.value.shops.map((shop) => shop.name).join(', ')}.`);
      onDone();
    }, pollMilliseconds);
    return () => window.clearInterval(timer);
  }, [client, linkId, onDone]);

  const finish = async (event: FormEvent) => {
    event.preventDefault();
    const done = await command('shops.finishLink', { linkId, pasted });
    if (!done) return;
    showDone(`Linked: ${done.shops.map((shop) => shop.name).join(', ')}.`);
    onDone();
  };

  return (
    <form className="card link-panel" onSubmit={(event) => void finish(event)} noValidate>
      <h3>Waiting for TikTok Shop</h3>
      {failure ? (
        <p className="missing" role="alert">
          {failure}
        </p>
      ) : (
        <p role="status">
          {props.opened
            ? 'The browser shows TikTok Shop’s consent page. This goes on by itself once it is answered.'
            : 'No browser could be opened. The address is shown where Tieout was started: open it by hand.'}
        </p>
      )}
      <TextField
        label="Address or code"
        hint="Only when the browser does not come back by itself: paste the address it ended on."
        value={pasted}
        onChange={setPasted}
      />
      <footer>
        <Button
          kind="primary"
          type="submit"
          disabledBecause={pasted.trim() === '' ? 'Paste the address or the code first' : null}
        >
          Finish linking
        </Button>
        <Button onClick={props.onBack}>Back</Button>
      </footer>
    </form>
  );
}
