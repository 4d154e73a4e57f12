import type { Input, Output } from '../../app/contract/api.ts';
import { formatCount, formatDate, formatInstant, plural } from '../widgets/format.ts';

type Settings = Output<'care.get'>['settings'];
type Backup = Output<'care.get'>['backups'][number];

/** What was recomputed, and whether all of it agrees. */
export function describeVerify(report: Output<'books.verify'>): string {
  const looked = [
    plural(report.orders, 'order'),
    plural(report.rows, 'settlement row'),
    plural(report.documents, 'document'),
    plural(report.payouts, 'payout'),
  ].join(', ');
  const history = `${plural(report.lines, 'line')} of history`;
  if (report.failed === 0) return `${looked} and ${history} were recomputed: all agree.`;
  return `${looked} and ${history} were recomputed: ${plural(report.failed, 'check')} ${report.failed === 1 ? 'does' : 'do'} not agree. Keep the file, and put the newest copy that verifies in its place with “tieout restore”.`;
}

export function describeCopies(backups: readonly Backup[]): string {
  const [newest] = backups;
  if (!newest) return 'None yet';
  return `${formatCount(backups.length)}, the newest of ${formatInstant(newest.at)} (${formatSize(newest.bytes)})`;
}

export function describeRhythm({ backupEveryDays, backupsKept }: Settings): string {
  const kept = `${plural(backupsKept, 'copy', 'copies')} kept`;
  if (backupEveryDays === 0) return `Only when asked for, ${kept}`;
  return `${backupEveryDays === 1 ? 'Every day' : `Every ${formatCount(backupEveryDays)} days`}, ${kept}`;
}

export function describeRetention({ forgetBuyersAfterMonths }: Settings): string {
  return forgetBuyersAfterMonths === null
    ? 'Names and addresses are kept'
    : `Names and addresses go ${plural(forgetBuyersAfterMonths, 'month')} after the order`;
}

export function describeForgotten(before: string, done: Output<'buyers.forget'>): string {
  const { orders, documents, waiting, copies } = done;
  if (orders + documents === 0 && waiting === 0)
    return `No buyer of orders before ${formatDate(before)} was left to forget.`;
  return [
    `Buyers of ${plural(orders, 'order')} before ${formatDate(before)} and of ${plural(documents, 'document')} are forgotten.`,
    ...(waiting > 0
      ? [
          `${plural(waiting, 'order')} with a document on its way to Stokly ${waiting === 1 ? 'keeps its' : 'keep their'} buyer until it is confirmed.`,
        ]
      : []),
    ...(copies > 0
      ? [
          `${plural(copies, 'older copy', 'older copies')} of the books still ${copies === 1 ? 'holds' : 'hold'} the names until newer ones replace ${copies === 1 ? 'it' : 'them'}.`,
        ]
      : []),
  ].join(' ');
}

/** Bytes as a person reads them, in thousands. */
export function formatSize(bytes: number): string {
  if (bytes < 1_000_000) return `${formatCount(Math.ceil(bytes / 1_000))} KB`;
  return `${formatCount(Math.round(bytes / 1_000_000))} MB`;
}

/** How the books are looked after, as typed. */
export interface CareDraft {
  readonly everyDays: string;
  readonly kept: string;
  readonly months: string;
}

export function toCareDraft(settings: Settings): CareDraft {
  return {
    everyDays: String(settings.backupEveryDays),
    kept: String(settings.backupsKept),
    months: settings.forgetBuyersAfterMonths === null ? '' : String(settings.forgetBuyersAfterMonths),
  };
}

type CareProblems = Readonly<Partial<Record<keyof CareDraft, string>>>;

/** The settings that were typed, or what is wrong with each field; limits are those of the contract (care.ts). */
export function parseCareDraft(
  draft: CareDraft,
):
  | { readonly ok: true; readonly settings: Input<'care.save'>['settings'] }
  | { readonly ok: false; readonly problems: CareProblems } {
  const everyDays = whole(draft.everyDays, 0, 90);
  const kept = whole(draft.kept, 1, 365);
  const isKeptForever = draft.months.trim() === '';
  const months = isKeptForever ? null : whole(draft.months, 1, 120);
  if (everyDays !== null && kept !== null && (isKeptForever || months !== null)) {
    return {
      ok: true,
      settings: { backupEveryDays: everyDays, backupsKept: kept, forgetBuyersAfterMonths: months },
    };
  }
  return {
    ok: false,
    problems: {
      ...(everyDays === null ? { everyDays: 'A whole number from 0 to 90; 0 = only when asked for.' } : {}),
      ...(kept === null ? { kept: 'A whole number from 1 to 365.' } : {}),
      ...(isKeptForever || months !== null
        ? {}
        : { months: 'A whole number from 1 to 120, or empty to keep them.' }),
    },
  };
}

function whole(text: string, least: number, most: number): number | null {
  if (!/^\d{1,3}$/.test(text.trim())) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}
