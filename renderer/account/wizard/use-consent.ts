import { useEffect, useState } from 'react';
import type { Output } from '../../../app/contract/api.ts';
import { useBackend } from '../../data/backend.tsx';

type ConsentState = Output<'shops.linkState'>;

const pollMilliseconds = 1000;

/** Looks whether the consent of a link has come back; null while nothing is known. Stops when it has. */
export function useConsent(linkId: string | null): ConsentState | null {
  const { client } = useBackend();
  const [known, setKnown] = useState<{ linkId: string; state: ConsentState } | null>(null);
  useEffect(() => {
    if (linkId === null) return;
    let stopped = false;
    const look = async () => {
      const reply = await client.call('shops.linkState', { linkId });
      if (stopped || !reply.ok) return;
      setKnown({ linkId, state: reply.value });
      if (reply.value.state === 'choose' || reply.value.state === 'linked') window.clearInterval(timer);
    };
    const timer = window.setInterval(() => void look(), pollMilliseconds);
    return () => {
      stopped = true;
      window.clearInterval(timer);
    };
  }, [client, linkId]);
  return known?.linkId === linkId ? (known?.state ?? null) : null;
}
