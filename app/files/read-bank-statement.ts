import type { BankLine } from '../domain/bank/bank-lines.ts';
import { type BankRefusal, nameLines, parseBankTable } from '../domain/bank/parse-bank-table.ts';
import { type BusinessDate, parseBusinessDate } from '../domain/dates.ts';
import { type Currency, parseCurrency, parseMinor } from '../domain/money.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { readTable } from './read-table.ts';
import { Refused } from './refusal.ts';
import { createXmlReader } from './xml.ts';

/** A bank statement is small: ten years of a busy account stay below this. */
const limits = { fileBytes: 16 * 1024 * 1024, rows: 200_000, columns: 200 } as const;
const longestText = 300;

type Draft = Omit<BankLine, 'lineId'>;

/**
 * Reads a bank statement: CSV or .xlsx with a header row, OFX (1 and 2), or camt.053. Lines in other currencies keep
 * theirs; where the file names none, `currency` is assumed. Refuses rather than guesses: a line left out would never be
 * missed.
 */
export async function readBankStatement(
  bytes: Uint8Array,
  currency: Currency,
): Promise<Result<readonly BankLine[], BankRefusal>> {
  if (bytes.length > limits.fileBytes) return refuse('The file is larger than a bank statement can be.');
  const head = Buffer.from(bytes.subarray(0, 2_000)).toString('latin1');
  if (/OFXHEADER|<OFX>/i.test(head)) return readOfx(Buffer.from(bytes).toString('utf8'), currency);
  if (/camt\.05[23]/.test(head)) return readCamt(bytes);
  if (isMt940(head)) {
    return refuse(
      'This is an MT940 statement, which is not read. The bank has the same one as camt.053, OFX or CSV: export it as one of these.',
    );
  }
  const table = await readTable(bytes, { rows: limits.rows, columns: limits.columns });
  return table.ok ? parseBankTable(table.value, currency) : refuse(table.error);
}

/** SWIFT's MT940: tags between colons, one a line. No kept library reads it (docs/dependencies.md). */
function isMt940(head: string): boolean {
  return /^:20:/m.test(head) && /^:(25|28C?|60[FM]):/m.test(head);
}

/** OFX 1 is SGML without end tags, OFX 2 is XML; a value is what stands between a tag and the next one in both. */
function readOfx(text: string, fallback: Currency): Result<readonly BankLine[], BankRefusal> {
  const stated = parseCurrency(/<CURDEF>\s*([A-Za-z]{3})/i.exec(text)?.[1] ?? '');
  const drafts: Draft[] = [];
  const ids: (string | null)[] = [];
  for (const [index, block] of text
    .split(/<STMTTRN>/i)
    .slice(1)
    .entries()) {
    const value = (tag: string) =>
      decodeEntities(new RegExp(`<${tag}>([^<\\r\\n]*)`, 'i').exec(block)?.[1]?.trim() ?? '');
    const day = /^(\d{4})(\d{2})(\d{2})/.exec(value('DTPOSTED'));
    const bookedOn = day ? parseBusinessDate(`${day[1]}-${day[2]}-${day[3]}`) : null;
    const currency = stated ?? fallback;
    const amount = parseMinor(value('TRNAMT').replace(/^\+/, ''), currency);
    if (bookedOn === null || !amount.ok) {
      return refuse(`Transaction ${index + 1} has no date or amount that can be read. Nothing was loaded.`);
    }
    if (amount.value === 0) continue;
    drafts.push({
      bookedOn,
      amountMinor: amount.value,
      currency,
      text: joinTexts(value('NAME'), value('MEMO')),
    });
    ids.push(value('FITID') || null);
  }
  return drafts.length === 0 ? refuse('The file has no transactions.') : ok(nameLines(drafts, ids));
}

interface Entry {
  amount: string;
  currency: string;
  sign: string;
  date: string;
  id: string;
  readonly texts: string[];
}

/** Booked entries of camt.053 and camt.052 (ISO 20022): amount, currency, credit or debit, booking date, texts. */
function readCamt(bytes: Uint8Array): Result<readonly BankLine[], BankRefusal> {
  const entries: Entry[] = [];
  const path: string[] = [];
  let entry: Entry | null = null;
  let text = '';
  let currency = '';
  const take = (name: string) => {
    if (!entry) return;
    const inside = path.slice(path.lastIndexOf('Ntry') + 1);
    const value = text.trim();
    if (name === 'Amt' && inside.length === 1) {
      entry.amount = value;
      entry.currency = currency;
    } else if (name === 'CdtDbtInd' && inside.length === 1) entry.sign = value;
    else if (name === 'Dt' && inside[0] === 'BookgDt') entry.date = value;
    else if (name === 'DtTm' && inside[0] === 'BookgDt') entry.date = value.slice(0, 10);
    else if (name === 'AcctSvcrRef' && inside.length === 1) entry.id = value;
    else if (name === 'Ustrd' || name === 'EndToEndId' || name === 'AddtlNtryInf') entry.texts.push(value);
  };
  const reader = createXmlReader('the bank statement', {
    onOpen: (name, attributes) => {
      path.push(name);
      text = '';
      if (name === 'Ntry') entry = { amount: '', currency: '', sign: '', date: '', id: '', texts: [] };
      if (name === 'Amt') currency = attributes.Ccy ?? '';
    },
    onText: (piece) => {
      if (text.length < 1_000) text += piece;
    },
    onClose: (name) => {
      take(name);
      path.pop();
      text = '';
      if (name === 'Ntry' && entry) {
        entries.push(entry);
        entry = null;
      }
    },
  });
  try {
    reader.write(bytes);
    reader.end();
  } catch (problem) {
    if (problem instanceof Refused) return refuse('The file is damaged. Export the statement again.');
    throw problem;
  }
  return fromEntries(entries);
}

function fromEntries(entries: readonly Entry[]): Result<readonly BankLine[], BankRefusal> {
  const drafts: Draft[] = [];
  const ids: (string | null)[] = [];
  for (const [index, entry] of entries.entries()) {
    const currency = parseCurrency(entry.currency);
    const bookedOn: BusinessDate | null = parseBusinessDate(entry.date);
    const amount = currency ? parseMinor(entry.amount, currency) : null;
    const isKnownSign = entry.sign === 'CRDT' || entry.sign === 'DBIT';
    if (currency === null || bookedOn === null || !amount?.ok || !isKnownSign) {
      return refuse(
        `Entry ${index + 1} has no date, amount or currency that can be read. Nothing was loaded.`,
      );
    }
    if (amount.value === 0) continue;
    const amountMinor = entry.sign === 'CRDT' ? amount.value : -amount.value;
    drafts.push({ bookedOn, amountMinor, currency, text: joinTexts(...entry.texts) });
    ids.push(entry.id || null);
  }
  return drafts.length === 0 ? refuse('The file has no booked entries.') : ok(nameLines(drafts, ids));
}

function joinTexts(...texts: readonly string[]): string {
  return [...new Set(texts.map((text) => text.replace(/\s+/g, ' ').trim()))]
    .filter((text) => text !== '')
    .join(' · ')
    .slice(0, longestText);
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (whole, name: string) => entities[name] ?? whole);
}

function refuse(message: string): Result<never, BankRefusal> {
  return err({ message, row: null, column: null });
}
