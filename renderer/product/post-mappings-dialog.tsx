import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { Ask } from '../../app/contract/api.ts';
import type { MappingImpact } from '../../app/contract/products.ts';
import { toBusinessDate } from '../../app/domain/dates.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import { DateBox } from '../widgets/date-box.tsx';
import { ConfirmDialog } from '../widgets/dialog.tsx';
import { plural } from '../widgets/format.ts';
import { describeImpact } from './describe-impact.ts';
import { ImpactOrders } from './impact-orders.tsx';
import { type MappingPlan, toMapInput } from './plan-mappings.ts';

interface PostMappingsDialogProps {
  readonly shop: ShopView;
  readonly plan: MappingPlan;
  readonly onConfirm: (input: Ask<'products.map'>) => void;
  readonly onClose: () => void;
}

/** The question before mappings are saved: what they reach, and from which date they count. */
export function PostMappingsDialog({ shop, plan, onConfirm, onClose }: PostMappingsDialogProps) {
  const [dated, setDated] = useState(false);
  const [date, setDate] = useState(() => toBusinessDate(Date.now(), shop.timeZone) as string);
  const count = plan.mappings.length;
  const whole = !dated || /^\d{4}-\d{2}-\d{2}$/.test(date);
  const input = toMapInput(shop.shopId, plan, dated && whole ? date : null);
  const { data, error } = useQuery('products.impact', count > 0 && whole ? input : null);
  const impact = useKept(data);
  const isUnlinking = plan.kind === 'unlink';
  const nothing = isUnlinking
    ? 'None of the ticked rows has a saved mapping'
    : 'None of the ticked rows has an item code';
  const why =
    count === 0
      ? nothing
      : whole
        ? (error?.message ?? (data ? null : 'Counting'))
        : 'Choose the first date of the orders';
  const hasChoice = plan.mappings.some(({ validFrom }) => validFrom === 'asked');
  return (
    <ConfirmDialog
      title={titleOf(plan.kind, why === 'Counting' ? null : count)}
      confirm={isUnlinking ? 'Unlink' : 'Post'}
      disabledBecause={why}
      onConfirm={() => onConfirm(input)}
      onClose={onClose}
    >
      {error && (
        <p className="missing" role="alert">
          {error.message}
        </p>
      )}
      {count === 0 && <p>{nothing}.</p>}
      {count > 0 && !impact && !error && <p className="muted">Counting</p>}
      {impact && <Impact impact={impact} />}
      {hasChoice && (
        <fieldset className="from-choice">
          <legend>Which orders it is for</legend>
          <label className="check-field">
            <input type="radio" name="from" checked={!dated} onChange={() => setDated(false)} />
            All unposted orders
          </label>
          <label className="check-field">
            <input type="radio" name="from" checked={dated} onChange={() => setDated(true)} />
            Orders from a date on
          </label>
          {dated && <DateBox label="First date" value={date} onChange={setDate} />}
        </fieldset>
      )}
      {isUnlinking && count > 0 && (
        <p className="muted">
          The seller SKU decides again: an item with that code, or none. Every earlier version stays in the
          history of its row.
        </p>
      )}
      {plan.leftOut > 0 && (
        <p className="muted">
          {plural(plan.leftOut, 'ticked row')} without {isUnlinking ? 'a saved mapping' : 'an item code'}{' '}
          {plan.leftOut === 1 ? 'is' : 'are'} left out.
        </p>
      )}
      {count > 0 && <p className="muted">Nothing is written to Stokly now.</p>}
    </ConfirmDialog>
  );
}

/** The count stands in the title when the question can be answered. */
function titleOf(kind: MappingPlan['kind'], count: number | null): string {
  if (kind === 'unlink') return count === null ? 'Unlink products' : `Unlink ${plural(count, 'product')}`;
  return count === null ? 'Post mappings' : `Post ${plural(count, 'mapping')}`;
}

function Impact({ impact }: { impact: MappingImpact }) {
  const { sentence, details } = describeImpact(impact);
  return (
    <div className="impact">
      <p className="impact-sentence">{sentence}</p>
      {details.map((line) => (
        <p key={line} className="muted">
          {line}
        </p>
      ))}
      <ImpactOrders impact={impact} />
    </div>
  );
}
