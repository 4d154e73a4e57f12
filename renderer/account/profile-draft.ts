import type { ProfileView } from '../../app/contract/accounts.ts';
import { isTimeZone, parseBusinessDate } from '../../app/domain/dates.ts';
import { err, ok, type Result } from '../../app/domain/result.ts';
import { formatPercent, parsePercent } from '../widgets/format.ts';

/** A posting profile while it is edited: what is typed stays text until it is saved. */
export interface ProfileDraft extends Omit<ProfileView, 'tax' | 'customer' | 'invoiceFrom'> {
  readonly taxMode: 'none' | 'inclusive';
  readonly taxName: string;
  /** As typed: `20`, `17.5`. */
  readonly taxPercent: string;
  readonly customerId: string;
  readonly customerName: string;
  /** As typed; empty = no limit. */
  readonly invoiceFromText: string;
}

export interface DraftProblem {
  readonly field: string;
  readonly message: string;
}

export function toDraft(profile: ProfileView): ProfileDraft {
  const { tax, customer, invoiceFrom, ...rest } = profile;
  return {
    ...rest,
    taxMode: tax.mode,
    taxName: tax.mode === 'inclusive' ? tax.name : 'VAT',
    taxPercent: tax.mode === 'inclusive' ? formatPercent(tax.rateBasisPoints) : '20',
    customerId: customer?.customerId ?? '',
    customerName: customer?.name ?? '',
    invoiceFromText: invoiceFrom ?? '',
  };
}

/** The profile to save, or the first field that cannot be saved as it stands. */
export function toProfile(draft: ProfileDraft): Result<ProfileView, DraftProblem> {
  const { taxMode, taxName, taxPercent, customerId, customerName, invoiceFromText, ...plain } = draft;
  if (!isTimeZone(draft.timeZone)) {
    return err({ field: 'timeZone', message: 'Write a zone such as Europe/London or Asia/Kuala_Lumpur.' });
  }
  if (!/^[A-Za-z0-9_-]{0,12}$/.test(draft.numberPrefix)) {
    return err({ field: 'numberPrefix', message: 'At most 12 letters, digits, - or _.' });
  }
  const from = invoiceFromText.trim();
  if (from !== '' && parseBusinessDate(from) === null) {
    return err({ field: 'invoiceFrom', message: 'Write the date as YYYY-MM-DD, or leave it empty.' });
  }
  const rest = { ...plain, invoiceFrom: from === '' ? null : from };
  const id = customerId.trim();
  const customer = id === '' ? null : { customerId: id, name: customerName.trim() || id };
  if (taxMode === 'none') return ok({ ...rest, customer, tax: { mode: 'none' } });
  const rateBasisPoints = parsePercent(taxPercent);
  if (rateBasisPoints === null) {
    return err({ field: 'tax', message: 'Write a percentage from 0 to 100 with at most two decimals.' });
  }
  return ok({ ...rest, customer, tax: { mode: 'inclusive', rateBasisPoints, name: taxName.trim() } });
}
