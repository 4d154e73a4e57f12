import type { ReactNode } from 'react';
import type { SettlementFileView } from '../../app/contract/settlements.ts';
import { formatCount, formatDate, formatMoney, plural } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { look, Status } from '../widgets/status.tsx';
import { proofTitles } from './looks.ts';
import { type FilePart, usePaymentState } from './payment-state.ts';
import { describeLoad } from './use-load-files.ts';

/**
 * A settlement file at a glance: period, rows, totals, what its proofs say, and how much of it was new. The proofs are
 * counted; unfolded they are when one fails.
 */
export function FileCard({
  shopId,
  file,
  isNews = false,
  action,
}: {
  shopId: string;
  file: SettlementFileView;
  /** It was loaded just now: its counts are told to those who do not see them. */
  isNews?: boolean;
  action?: ReactNode;
}) {
  const state = usePaymentState(shopId);
  const { settlementId, fileName } = file;
  const open = (part: FilePart) =>
    state.set({
      view: 'rows',
      onlyDay: false,
      fee: null,
      orderId: null,
      status: null,
      text: '',
      rowFilters: [],
      file: { settlementId, fileName, part },
    });
  const money = (minor: number) => formatMoney(minor, file.currency);
  // A file that brought nothing is known from itself: all its rows are.
  const knownPart: FilePart = file.added === 0 ? 'all' : 'known';
  return (
    <article className="file-card" aria-label={`File ${fileName}`}>
      <div className="file-line">
        <Icon name="file" />
        <b>{fileName}</b>
        <span className="figures">
          {formatDate(file.periodFrom)} to {formatDate(file.periodTo)}
        </span>
        {isNews && (
          <span className="visually-hidden" role="status">
            {describeLoad(file)}
          </span>
        )}
        <span className="file-counts">
          <OpenRows
            count={file.rowCount}
            words={file.rowCount === 1 ? 'row' : 'rows'}
            onOpen={() => open('all')}
          />
          <OpenRows count={file.added} words="new" onOpen={() => open('new')} />
          <OpenRows count={file.alreadyKnown} words="already known" onOpen={() => open(knownPart)} />
          <OpenRows count={file.changed} words="changed" onOpen={() => open('changed')} />
        </span>
        <span className="push">{action}</span>
      </div>
      <p className="file-line figures">
        <span>
          {plural(file.orderRows, 'order row')}, {plural(file.adjustmentRows, 'adjustment')}
          {file.otherRows > 0 && `, ${formatCount(file.otherRows)} other`}
        </span>
        <span>
          Settlement <b>{money(file.settlementMinor)}</b> = revenue {money(file.revenueMinor)} + fees{' '}
          {money(file.feesMinor)} + adjustments {money(file.adjustmentsMinor)}
        </span>
      </p>
      <details className="file-proofs" open={file.proofs.some((proof) => proof.failed > 0)}>
        <summary>
          <Status look={allProofsLook(file)} />
        </summary>
        <ul className="proofs" aria-label={`Proofs of ${fileName}`}>
          {file.proofs.map((proof) => (
            <li key={proof.id}>
              <Status title={describeProof(proof)} look={proofLook(proof)} />
            </li>
          ))}
        </ul>
      </details>
      {file.problems.length > 0 && (
        <details className="file-problems">
          <summary>{plural(file.problems.length, 'remark')}</summary>
          <ul>
            {file.problems.map(({ row, column, message }) => (
              <li key={`${row} ${column} ${message}`}>
                {[row === null ? '' : `Row ${row}`, column ?? ''].filter(Boolean).join(', ')} {message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

/** A count that opens the rows it counts. */
function OpenRows({ count, words, onOpen }: { count: number; words: string; onOpen: () => void }) {
  const text = `${formatCount(count)} ${words}`;
  if (count === 0) return <span className="figures muted">{text}</span>;
  return (
    <button type="button" className="figure-link" title="Shows these rows" onClick={onOpen}>
      {text}
    </button>
  );
}

/** All proofs in one sentence. */
export function allProofsLook({ proofs }: SettlementFileView) {
  const failed = proofs.filter((proof) => proof.failed > 0).length;
  const made = proofs.filter((proof) => proof.checked > 0).length;
  if (failed > 0) return look('failed', `${failed} of ${made} proofs fail`);
  return look('done', made === 1 ? '1 proof holds' : `${made} proofs hold`);
}

type Proof = SettlementFileView['proofs'][number];

function nameOf(proof: Proof): string {
  return proofTitles[proof.id] ?? proof.title;
}

function proofLook(proof: Proof) {
  const name = nameOf(proof);
  if (proof.checked === 0) return look('skipped', `${name}: not in this file`);
  if (proof.failed === 0) return look('done', `${name}: ${formatCount(proof.checked)}`);
  return look('failed', `${name}: fails in ${formatCount(proof.failed)} of ${formatCount(proof.checked)}`);
}

function describeProof(proof: Proof): string {
  if (proof.checked === 0) return `${proof.id} could not be made: the file does not have what it compares`;
  return proof.failed === 0
    ? `${proof.id} holds in all ${formatCount(proof.checked)} comparisons`
    : `${proof.id} fails in ${formatCount(proof.failed)} of ${formatCount(proof.checked)} comparisons`;
}
