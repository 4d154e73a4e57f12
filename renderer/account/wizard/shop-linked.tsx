import { useEffect, useRef, useState } from 'react';
import type { ShopView, TestPart } from '../../../app/contract/accounts.ts';
import { useBackend } from '../../data/backend.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useShell } from '../../shell/shell-state.ts';
import { Button } from '../../widgets/button.tsx';
import { plural } from '../../widgets/format.ts';
import { look, Status } from '../../widgets/status.tsx';
import { PartList } from '../link-parts.tsx';

type Checked = { readonly parts: readonly TestPart[] } | { readonly problem: string };

/** Everything posting needs, looked at once for each shop. Nothing here keeps the shop from being linked. */
export function ProfileCheck({ shops }: { shops: readonly ShopView[] }) {
  const { client } = useBackend();
  const [results, setResults] = useState<ReadonlyMap<string, Checked>>(new Map());
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const check = async () => {
      for (const { shopId } of shops) {
        const reply = await client.call('shops.test', { shopId });
        const result: Checked = reply.ok ? { parts: reply.value.parts } : { problem: reply.error.message };
        setResults((before) => new Map(before).set(shopId, result));
      }
    };
    void check();
  }, [client, shops]);
  return (
    <>
      <p className="muted">What posting needs is looked up. Nothing is written.</p>
      {shops.map((shop) => (
        <section key={shop.shopId} className="check-shop" aria-label={shop.name}>
          <h3>{shop.name}</h3>
          <CheckResult result={results.get(shop.shopId)} />
        </section>
      ))}
    </>
  );
}

function CheckResult({ result }: { result: Checked | undefined }) {
  if (!result) return <Status look={look('moving', 'Checking')} />;
  if ('problem' in result) return <p className="missing">{result.problem}</p>;
  const bad = result.parts.filter((part) => part.result !== 'fine');
  if (bad.length === 0) return <Status look={look('done', `${plural(result.parts.length, 'check')} fine`)} />;
  return <PartList parts={bad} />;
}

/** The end of the wizard: the state as it is now, and what comes next. */
export function Linked(props: { shopIds: readonly string[]; onSettings: (shopId: string) => void }) {
  const { openTab } = useShell();
  const { data } = useQuery('shops.list', {});
  const shops = data?.shops.filter((shop) => props.shopIds.includes(shop.shopId)) ?? [];
  return (
    <>
      {shops.map((shop) => (
        <section key={shop.shopId} className="check-shop" aria-label={shop.name}>
          <h3>
            {shop.name} <Status look={look('done', 'Linked')} />
          </h3>
          {shop.gaps.length === 0 ? (
            <p className="muted">Booked into {shop.ledgerName}. Nothing is missing for posting.</p>
          ) : (
            <p className="missing">
              {shop.ledgerName === null
                ? 'No ledger is chosen yet: choose one on the card of the shop.'
                : `${plural(shop.gaps.length, 'choice')} missing before anything can be posted.`}{' '}
              {shop.ledgerName !== null && (
                <Button
                  small
                  onClick={() => props.onSettings(shop.shopId)}
                  label={`Settings of ${shop.name}`}
                >
                  Settings
                </Button>
              )}
            </p>
          )}
        </section>
      ))}
      <p>
        Next: fetch the products and choose their item codes, then fetch orders.{' '}
        <Button small onClick={() => openTab('product')}>
          Go to Product
        </Button>
      </p>
    </>
  );
}
