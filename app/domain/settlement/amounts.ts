import { type Currency, exponentOf, parseMinor } from '../money.ts';
import { err, ok, type Result } from '../result.ts';

/** Which character separates the decimals in a file. `unclear` = the file writes both ways, or not enough of either. */
export type DecimalMark = '.' | ',' | 'unclear';

export type CellAmountProblem =
  | 'not-a-number'
  | 'too-many-decimals'
  | 'too-large'
  | 'ambiguous'
  | 'rounded'
  | 'other-currency';

export interface CellAmount {
  /** Minor units. */
  readonly minor: number;
  /** True when binary noise of a re-saved numeric cell (`61.970000000000006`) was removed. */
  readonly repaired: boolean;
}

/** No amount is longer; it also bounds what a hostile cell can cost. */
const longestAmount = 60;
const nothing = /^(?:[/\-–—−]+|n\/?a|null|none)?$/i;
/** Currencies that a mark beside an amount stands for; an empty list fits any. Three letters are a code. */
const currencyMarks: ReadonlyMap<string, readonly string[]> = new Map([
  ['$', []],
  ['RM', ['MYR']],
  ['RP', ['IDR']],
  ['RP.', ['IDR']],
  ['S$', ['SGD']],
  ['US$', ['USD']],
  ['HK$', ['HKD']],
  ['NT$', ['TWD']],
  ['R$', ['BRL']],
  ['MX$', ['MXN']],
  ['£', ['GBP']],
  ['€', ['EUR']],
  ['฿', ['THB']],
  ['₫', ['VND']],
  ['Đ', ['VND']],
  ['₱', ['PHP']],
  ['¥', ['JPY', 'CNY']],
  ['RMB', ['CNY']],
  ['₩', ['KRW']],
]);
const currencyCodes = new Set(
  'MYR SGD IDR PHP THB VND USD GBP EUR JPY CNY BRL MXN HKD TWD KRW AUD CAD NZD INR AED SAR'.split(' '),
);
const spacedGroups = /^\d{1,3}(?:[ ']\d{3})+(?:[.,]\d*)?$/;

/** Digits and separators of an amount cell, with its sign taken out of brackets, dashes and currency marks. */
function splitCell(text: string): { negative: boolean; body: string; marks: readonly string[] } | null {
  let rest = text
    .replace(/[\u00a0\u202f\u200b-\u200f\ufeff\s]+/g, ' ')
    .replace(/[\u2010\u2011−–—﹣－]/g, '-')
    .trim()
    .replace(/^'/, '');
  let negative = false;
  const bracketed = /^(.*)\(([^()]*)\)(.*)$/.exec(rest);
  if (bracketed) {
    negative = true;
    rest = `${bracketed[1] ?? ''}${bracketed[2] ?? ''}${bracketed[3] ?? ''}`;
  }
  const match = /^([^\d.,+-]*)([+-]?)([^\d.,+-]*)(\d[\d., ']*(?:[eE][+-]?\d+)?|[.,]\d+)\s*(-?)([^\d]*)$/.exec(
    rest.trim(),
  );
  if (!match) return null;
  const [, before = '', sign = '', between = '', body = '', trailing = '', after = ''] = match;
  const marks = [before, between, after]
    .map((mark) => mark.trim().toUpperCase())
    .filter((mark) => mark !== '');
  if (!marks.every((mark) => currencyMarks.has(mark) || /^[A-Z]{3}$/.test(mark))) return null;
  // Two numbers in one cell are not one number.
  if (/[ ']/.test(body.trim()) && !spacedGroups.test(body.trim())) return null;
  if (trailing !== '' && (sign !== '' || negative)) return null;
  if (sign === '-' && negative) return null;
  return { negative: negative || sign === '-' || trailing === '-', body: body.replace(/[ ']/g, ''), marks };
}

function groupsAreValid(body: string, mark: string): boolean {
  const [first = '', ...others] = body.split(mark);
  return first.length >= 1 && first.length <= 3 && others.every((group) => group.length === 3);
}

/** `1.2E-2` → `0.012`. A positive exponent means that digits were cut off: null. */
function expandExponent(body: string): string | null {
  const match = /^(\d+)(?:\.(\d+))?[eE]([+-]?\d+)$/.exec(body);
  if (!match) return body.includes('e') || body.includes('E') ? null : body;
  const [, whole = '', fraction = '', power = '0'] = match;
  const shift = Number(power);
  if (shift > 0 || shift < -400) return null;
  const digits = whole.padStart(1 - shift, '0');
  const cut = digits.length + shift;
  return `${digits.slice(0, cut) || '0'}.${digits.slice(cut)}${fraction}`;
}

/** What one cell proves about the decimal mark of its file; null when it proves nothing. */
export function decimalEvidence(text: string): '.' | ',' | null {
  if (text.length > longestAmount || (!text.includes(',') && !text.includes('.'))) return null;
  const cell = splitCell(text);
  if (!cell) return null;
  const { body } = cell;
  const dots = body.split('.').length - 1;
  const commas = body.split(',').length - 1;
  if (dots > 0 && commas > 0) return body.lastIndexOf('.') > body.lastIndexOf(',') ? '.' : ',';
  const mark = dots > 0 ? '.' : ',';
  const other = mark === '.' ? ',' : '.';
  if (dots + commas > 1) return groupsAreValid(body, mark) ? other : null;
  return (body.split(mark)[1] ?? '').length === 3 ? null : mark;
}

/** Removes grouping and gives the decimals a point, or says why the cell cannot be read for certain. */
function toPlain(body: string, exponent: number, mark: DecimalMark): Result<string, CellAmountProblem> {
  const dots = body.split('.').length - 1;
  const commas = body.split(',').length - 1;
  if (dots + commas === 0) return ok(body);
  if (dots > 0 && commas > 0) {
    const decimal = body.lastIndexOf('.') > body.lastIndexOf(',') ? '.' : ',';
    const [whole = '', fraction = '', ...more] = body.split(decimal);
    const grouping = decimal === '.' ? ',' : '.';
    if (more.length > 0 || !groupsAreValid(whole, grouping)) return err('not-a-number');
    return ok(`${whole.replaceAll(grouping, '')}.${fraction}`);
  }
  const used = dots > 0 ? '.' : ',';
  if (dots + commas > 1) {
    return groupsAreValid(body, used) ? ok(body.replaceAll(used, '')) : err('not-a-number');
  }
  const [whole = '', fraction = ''] = body.split(used);
  const asDecimal = `${whole === '' ? '0' : whole}.${fraction}`;
  const asGrouped = `${whole}${fraction}`;
  const couldGroup = fraction.length === 3 && groupsAreValid(body, used) && whole !== '0';
  if (!couldGroup) return ok(asDecimal);
  if (exponent === 0) return ok(asGrouped);
  if (mark === used) return ok(asDecimal);
  if (mark !== 'unclear') return ok(asGrouped);
  if (exponent === 3) return err('ambiguous');
  // Without evidence: a comma before three digits groups thousands where the currency has two decimals; a point is
  // TikTok's own decimal mark (vendors/settlement-exports.md §1), so three digits after it are one too many.
  return ok(used === ',' ? asGrouped : asDecimal);
}

/** Seven zeros or nines after the last decimal the currency has: a spreadsheet's binary number, within 1e-9. */
function removeNoise(plain: string, exponent: number): string | null {
  const match = /^(\d+)\.(\d+)$/.exec(plain);
  if (!match) return null;
  const [, whole = '', fraction = ''] = match;
  const tail = fraction.slice(exponent);
  if (!/^(0{7}|9{7})/.test(tail)) return null;
  const kept = BigInt(whole + fraction.slice(0, exponent)) + (tail.startsWith('9') ? 1n : 0n);
  const digits = kept.toString().padStart(exponent + 1, '0');
  if (exponent === 0) return digits;
  return `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** What a currency mark beside an amount says against the file's currency; null when nothing. */
function checkMark(mark: string, currency: Currency): CellAmountProblem | null {
  const meant = currencyMarks.get(mark);
  if (mark === currency || meant?.length === 0 || meant?.includes(currency)) return null;
  // "est 5" is no amount of a currency EST.
  return meant !== undefined || currencyCodes.has(mark) ? 'other-currency' : 'not-a-number';
}

/**
 * One amount cell → minor units. `/`, `-` and blank are nothing, that is 0 (vendors/settlement-exports.md §11 rule 3).
 * Brackets and minus signs of every kind make it negative; currency marks and thousands separators are accepted
 * where they leave one reading only.
 */
export function parseCellAmount(
  text: string,
  currency: Currency,
  mark: DecimalMark,
): Result<CellAmount, CellAmountProblem> {
  if (text === '0' || nothing.test(text.trim())) return ok({ minor: 0, repaired: false });
  if (text.length > longestAmount) return err('not-a-number');
  // An accounting format shows nothing as a dash beside the currency: `RM -`.
  const zero = /^([^\d\s-]*)\s*-+\s*([^\d\s-]*)$/.exec(text.trim());
  const cell = zero ? null : splitCell(text);
  const marks = zero ? [zero[1] ?? '', zero[2] ?? ''].filter((mark) => mark !== '') : cell?.marks;
  for (const mark of marks ?? []) {
    const problem = checkMark(mark.toUpperCase(), currency);
    if (problem !== null) return err(problem);
  }
  if (zero) return ok({ minor: 0, repaired: false });
  if (!cell) return err('not-a-number');
  const exponent = exponentOf(currency);
  const expanded = expandExponent(cell.body);
  if (expanded === null) return err('rounded');
  const plain = toPlain(expanded, exponent, expanded === cell.body ? mark : '.');
  if (!plain.ok) return plain;
  const sign = cell.negative ? '-' : '';
  const parsed = parseMinor(sign + plain.value, currency);
  if (parsed.ok) return ok({ minor: parsed.value, repaired: false });
  if (parsed.error === 'too-many-decimals') {
    const quiet = removeNoise(plain.value, exponent);
    const repaired = quiet === null ? null : parseMinor(sign + quiet, currency);
    if (repaired?.ok) return ok({ minor: repaired.value, repaired: true });
  }
  return err(parsed.error === 'empty' ? 'not-a-number' : parsed.error);
}

export function explainAmountProblem(problem: CellAmountProblem, text: string, currency: Currency): string {
  const shown = `"${text.trim().slice(0, 40)}"`;
  switch (problem) {
    case 'not-a-number':
      return `${shown} is not an amount.`;
    case 'too-many-decimals':
      return `${shown} has more decimals than ${currency} has (${exponentOf(currency)}).`;
    case 'too-large':
      return `${shown} is larger than any amount that can be booked.`;
    case 'ambiguous':
      return `${shown} can be read in two ways: the file does not show which character separates its decimals.`;
    case 'other-currency':
      return `${shown} names another currency than the file (${currency}). Export each currency by itself.`;
    case 'rounded':
      return `${shown} was shortened by a spreadsheet program, so digits are lost. Load the original export.`;
  }
}
