import type { Output } from '../../app/contract/api.ts';
import type { PayoutView } from '../../app/contract/tieout.ts';
import { sumMinor } from '../../app/domain/money.ts';
import { settlementTerms } from '../../app/domain/tieout/ageing.ts';
import { formatCount, formatMoney, plural } from '../widgets/format.ts';
import { Status } from '../widgets/status.tsx';
import { bucketName } from './matrix-words.ts';
import { stageLooks } from './payout-columns.tsx';

type Bucket = Output<'standings.ageing'>['buckets'][number];
const stages: readonly PayoutView['stage'][] = ['earned', 'processing', 'withdrawn', 'inBank'];

/** Delivered and not settled yet, by how late it is. */
export function OrdersSide(props: {
  ageing: Output<'standings.ageing'>;
  termDays: number;
  onTerm: (days: number) => void;
  onOpen: (bucket: Bucket) => void;
}) {
  const { buckets, currency } = props.ageing;
  return (
    <section className="side" aria-label="Orders side">
      <header className="bridge-head">
        <h2>Orders side: delivered, not settled</h2>
        <span className="push" />
        <label className="inline-field">
          Term
          <select
            className="input"
            value={props.termDays}
            title="Days from delivery to settlement that are usual for the shop"
            onChange={(event) => props.onTerm(Number(event.target.value))}
          >
            {settlementTerms.map((days) => (
              <option key={days} value={days}>
                {plural(days, 'day')}
              </option>
            ))}
          </select>
        </label>
      </header>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Past the term</th>
            <th scope="col" className="right">
              Orders
            </th>
            <th scope="col" className="right">
              Goods
            </th>
          </tr>
        </thead>
        <tbody>
          {buckets.map((bucket) => (
            <tr key={bucket.to ?? 'rest'}>
              <td>{bucketName(bucket)}</td>
              <td className="right">
                {bucket.orders === 0 ? (
                  <span className="muted">–</span>
                ) : (
                  <button
                    type="button"
                    className="row-link"
                    aria-label={`${bucketName(bucket)}: ${plural(bucket.orders, 'order')}`}
                    onClick={() => props.onOpen(bucket)}
                  >
                    {formatCount(bucket.orders)}
                  </button>
                )}
              </td>
              <td className="right">{formatMoney(bucket.goodsMinor, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Settled money by how far it has come. */
export function BankSide({ payouts, currency }: { payouts: Output<'tieout.payouts'>; currency: string }) {
  const of = (stage: PayoutView['stage']) => payouts.payouts.filter((payout) => payout.stage === stage);
  return (
    <section className="side" aria-label="Bank side">
      <header className="bridge-head">
        <h2>Bank side: settled, on its way</h2>
      </header>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Stage</th>
            <th scope="col" className="right">
              Dates
            </th>
            <th scope="col" className="right">
              Earned
            </th>
          </tr>
        </thead>
        <tbody>
          {stages.map((stage) => (
            <tr key={stage}>
              <td>
                <Status look={stageLooks[stage]} />
              </td>
              <td className="right">{formatCount(of(stage).length)}</td>
              <td className="right">
                {formatMoney(sumMinor(of(stage).map((payout) => payout.earnedMinor)), currency)}
              </td>
            </tr>
          ))}
          <tr className="total">
            <td>Clearing balance</td>
            <td />
            <td className="right">{formatMoney(payouts.balanceMinor, currency)}</td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}
