import type { ProfileView } from '../../../app/contract/accounts.ts';
import { isTimeZone, parseBusinessDate } from '../../../app/domain/dates.ts';
import { checkTemplate, textKinds } from '../../../app/domain/document-texts.ts';
import { err, ok, type Result } from '../../../app/domain/result.ts';
import { formatPercent, parsePercent } from '../../widgets/format.ts';

export type ItemChoice = NonNullable<ProfileView['feeItem']>;
type AdjustmentItem = ProfileView['adjustmentItems'][number];

/** An adjustment's row while it is edited: its item may not be chosen yet. */
export type AdjustmentDraft = Omit<AdjustmentItem, 'item'> & {
  readonly item: ItemChoice | null;
  readonly row: number;
};

export type FeeDraft = ProfileView['feeRules'][number] & { readonly row: number };

/** A posting profile while it is edited: what is typed stays text until it is saved. */
export interface ProfileDraft
  extends Omit<ProfileView, 'tax' | 'invoiceFrom' | 'feeRules' | 'adjustmentItems'> {
  readonly taxMode: 'none' | 'inclusive';
  readonly taxName: string;
  /** As typed: `20`, `17.5`. */
  readonly taxPercent: string;
  /** As typed; empty = no limit. */
  readonly invoiceFromText: string;
  /** Rows have a number of their own while they are edited: their names are being typed. */
  readonly feeRules: readonly FeeDraft[];
  readonly adjustmentItems: readonly AdjustmentDraft[];
}

export interface DraftProblem {
  readonly field: string;
  readonly message: string;
}

export function toDraft(profile: ProfileView): ProfileDraft {
  const { tax, invoiceFrom, ...rest } = profile;
  return {
    ...rest,
    taxMode: tax.mode,
    taxName: tax.mode === 'inclusive' ? tax.name : 'VAT',
    taxPercent: tax.mode === 'inclusive' ? formatPercent(tax.rateBasisPoints) : '20',
    invoiceFromText: invoiceFrom ?? '',
    feeRules: rest.feeRules.map((rule, row) => ({ ...rule, row })),
    adjustmentItems: rest.adjustmentItems.map((rule, row) => ({ ...rule, row })),
  };
}

/** The profile to save, or the first field that cannot be saved as it stands. */
export function toProfile(draft: ProfileDraft): Result<ProfileView, DraftProblem> {
  const { taxMode, taxName, taxPercent, invoiceFromText, ...plain } = draft;
  const problem = findProblem(draft);
  if (problem) return err(problem);
  const from = invoiceFromText.trim();
  const adjustmentItems = draft.adjustmentItems.flatMap(({ typeName, item }) =>
    item ? [{ typeName, item }] : [],
  );
  const feeRules = draft.feeRules.map(({ row: _, ...rule }) => rule);
  const rest = { ...plain, feeRules, adjustmentItems, invoiceFrom: from === '' ? null : from };
  if (taxMode === 'none') return ok({ ...rest, tax: { mode: 'none' } });
  const rateBasisPoints = parsePercent(taxPercent);
  if (rateBasisPoints === null) {
    return err({ field: 'tax', message: 'Write a percentage from 0 to 100 with at most two decimals.' });
  }
  return ok({ ...rest, tax: { mode: 'inclusive', rateBasisPoints, name: taxName.trim() } });
}

function findProblem(draft: ProfileDraft): DraftProblem | null {
  if (!isTimeZone(draft.timeZone)) {
    return { field: 'timeZone', message: 'Choose a zone such as Europe/London or Asia/Kuala_Lumpur.' };
  }
  if (!/^[A-Za-z0-9_-]{0,12}$/.test(draft.numberPrefix)) {
    return { field: 'numberPrefix', message: 'At most 12 letters, digits, - or _.' };
  }
  const from = draft.invoiceFromText.trim();
  if (from !== '' && parseBusinessDate(from) === null) {
    return { field: 'invoiceFrom', message: 'Write the date as YYYY-MM-DD, or leave it empty.' };
  }
  const fee = firstUnusable(draft.feeRules.map((rule) => rule.feeName));
  if (fee !== null) return { field: 'feeRules', message: fee };
  const type = firstUnusable(draft.adjustmentItems.map((rule) => rule.typeName));
  if (type !== null) return { field: 'adjustmentItems', message: type };
  if (draft.adjustmentItems.some((rule) => rule.item === null)) {
    return { field: 'adjustmentItems', message: 'Choose an item for each type, or remove the row.' };
  }
  for (const kind of textKinds) {
    const text = checkTemplate(kind, draft.texts[kind]);
    if (!text.ok) return { field: `texts.${kind}`, message: text.error };
  }
  return null;
}

/** The number of the next row. */
export function nextRow(rows: readonly { readonly row: number }[]): number {
  return rows.reduce((most, { row }) => Math.max(most, row), -1) + 1;
}

/** Rows are told apart by their names: none may be empty or come twice. */
function firstUnusable(names: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const name of names.map((one) => one.trim().toLowerCase())) {
    if (name === '') return 'Write the name in each row, or remove the row.';
    if (seen.has(name)) return `“${name}” has two rows. Remove one of them.`;
    seen.add(name);
  }
  return null;
}
