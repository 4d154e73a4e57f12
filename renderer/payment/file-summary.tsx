import { parseCurrency, parseMinor } from '../../app/domain/money.ts';
import { IconButton } from '../widgets/button.tsx';
import { formatCount, formatDate, formatMoney, plural } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { look, Status } from '../widgets/status.tsx';
import { proofTitles } from './looks.ts';
import type { LoadedFile } from './payment-state.ts';
import { describeLoad } from './use-load-file.ts';

/** What was just loaded: counts, the file's own totals, and the proofs it passed. */
export function FileSummary({ loaded, onClose }: { loaded: LoadedFile; onClose: () => void }) {
  const { summary } = loaded.result;
  const { totals, rows, period, currency } = summary;
  const known = parseCurrency(currency);
  /** The file's own decimal text; what is none is shown as it is. */
  const money = (text: string) => {
    const minor = known && parseMinor(text, known);
    return minor?.ok ? formatMoney(minor.value, currency) : text;
  };
  return (
    <section className="file-summary" aria-label="Loaded file">
      <div className="file-line">
        <Icon name="file" />
        <b>{loaded.fileName}</b>
        <span role="status">{describeLoad(loaded)}</span>
        <span className="muted">
          {formatDate(period[0])} to {formatDate(period[1])} · {plural(rows.orders, 'order row')},{' '}
          {plural(rows.adjustments, 'adjustment')}
          {rows.unknown > 0 && `, ${formatCount(rows.unknown)} of unknown type`} · settlement{' '}
          {money(totals.settlement)} = revenue {money(totals.revenue)} + fees {money(totals.fees)} +
          adjustments {money(totals.adjustments)}
        </span>
        <span className="push" />
        <IconButton icon="cross" label="Close file summary" onClick={onClose} />
      </div>
      <ul className="proofs" aria-label="Proofs">
        {summary.proofs.map((proof) => {
          const text = `${proof.id} ${proof.failed > 0 ? `${formatCount(proof.failed)} of ` : ''}${formatCount(proof.checked)}`;
          const title = `${proofTitles[proof.id] ?? proof.id}: ${proof.failed === 0 ? `holds in ${proof.checked}` : `fails in ${proof.failed} of ${proof.checked}`}`;
          return (
            <li key={proof.id}>
              <Status title={title} look={proofLook(proof, text)} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function proofLook(proof: { checked: number; failed: number }, text: string) {
  if (proof.checked === 0) return look('skipped', text);
  return proof.failed === 0 ? look('done', text) : look('failed', text);
}
