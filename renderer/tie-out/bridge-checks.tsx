import type { Output } from '../../app/contract/api.ts';
import type { BridgeView } from '../../app/contract/tieout.ts';
import { Button } from '../widgets/button.tsx';
import { formatCount, formatMoney, plural } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { look, Status } from '../widgets/status.tsx';
import { goToRows } from './go-to.ts';

type Answer = Output<'tieout.bridge'>;

/** What no step explains, with the rows it may come from. Nothing is shown while everything is explained. */
export function Unexplained({
  shopId,
  bridge,
  currency,
}: {
  shopId: string;
  bridge: BridgeView;
  currency: string;
}) {
  if (bridge.residualMinor === 0 && bridge.candidates.length === 0) return null;
  return (
    <section className="message tone-failed unexplained" role="alert">
      <Icon name="alert" />
      <div className="text">
        <b>Not explained: {formatMoney(bridge.residualMinor, currency)}.</b> The parts of{' '}
        {plural(bridge.candidates.length, 'row')} do not add up to the settlement of the row:
        <ul>
          {bridge.candidates.map(({ rowKey, id, amountMinor }) => (
            <li key={rowKey}>
              <Button small onClick={() => goToRows(shopId, id)}>
                {id}
              </Button>{' '}
              <span className="figures">{formatMoney(amountMinor, currency)}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** The proofs below a bridge: from the rows as they stood in their files, and against the Withdrawal sheet. */
export function BridgeChecks({ checks, flow, currency }: Pick<Answer, 'checks' | 'flow' | 'currency'>) {
  const stated = flow.statedEarningsMinor;
  const missing = stated === null ? 0 : flow.earningsMinor - stated;
  return (
    <ul className="checks" aria-label="Checks">
      {checks.map(({ id, title, checked, failed }) => (
        <li key={id}>
          <Status
            look={
              checked === 0
                ? look('skipped', 'No row')
                : failed === 0
                  ? look('done', 'Holds')
                  : look('failed', 'Fails')
            }
          />
          <span>
            {title}: {formatCount(checked)} checked, {formatCount(failed)} failed
          </span>
        </li>
      ))}
      <li>
        <Status
          look={
            stated === null
              ? look('skipped', 'Not stated')
              : missing === 0
                ? look('done', 'Holds')
                : look('failed', 'Differs')
          }
        />
        <span>
          Earnings as the Withdrawal sheet has them:{' '}
          {stated === null
            ? 'no loaded file has that sheet for these dates'
            : missing === 0
              ? formatMoney(stated, currency)
              : `${formatMoney(stated, currency)} there, ${formatMoney(flow.earningsMinor, currency)} here`}
        </span>
      </li>
    </ul>
  );
}
