import type { ProofFacts } from './facts.ts';
import { describeCloses, type ProofVerdict } from './verdict.ts';

/** How to check the pack with a spreadsheet and a program for SHA-256, without Tieout. */
export function writeReadMe(facts: ProofFacts, verdict: ProofVerdict): string {
  const { shop, ledgerName, from, to, history } = facts;
  const dates = from === to ? from : `${from} to ${to}`;
  const lines = [
    `Proof of the payouts of ${shop.name} (${shop.region}), settled ${dates}, in ${shop.currency}, booked in ${ledgerName}.`,
    '',
    verdict.sentence,
    describeCloses(facts),
    '',
    'FILES',
    '  payout.pdf       the same for reading and printing; letters outside Western European scripts are shown as ?',
    '  bridge.csv/json  goods sold to settlement, step by step, for each date and for all of them',
    '  rows.csv         every row of the settlement, with the document that booked it',
    '  row-fees.csv     the fees of these rows by name',
    '  documents.csv    payments, credit notes, adjustment documents, and the invoices they knock off',
    '  knock-offs.csv   what each payment takes off which document: cash and fees',
    '  bank.csv         the withdrawals that took the money, with the line of the bank statement',
    '  checks.json      what was recomputed, how often, and how often it failed',
    '  manifest.json    SHA-256 of every other file here, of the settlement files, and of the history of the books',
    '',
    'Amounts are decimals with a point. Money to the shop is positive, fees are negative. In CSV files an apostrophe in',
    'front of a text keeps spreadsheets from changing it and does not belong to it.',
    '',
    'HOW TO CHECK IT WITHOUT TIEOUT',
    '1. Nothing was changed: compute SHA-256 of each file (Linux "sha256sum *", macOS "shasum -a 256 *", Windows',
    '   "certutil -hashfile NAME SHA256") and compare with "files" in manifest.json.',
    '2. The source: do the same with the settlement export of Seller Center and compare with "sources" in manifest.json.',
    '3. The bridge: in rows.csv, of each date, Goods + Seller discounts + Refunds + Fees + Adjustment = Settlement, for each',
    '   row and in sum. The sum of Settlement of a date is its payout. The fees by name are the sums of row-fees.csv.',
    '4. The postings: in documents.csv, of each date, the documents made from the settlement carry the numbers to look up in',
    `   ${ledgerName}. In knock-offs.csv, Cash + Fees = Amount in each line; the Cash of a date is what was paid into the`,
    '   clearing account on it, which is the settlement of the date.',
    '5. The bank: in bank.csv, the parts of one withdrawal over all dates are what was withdrawn, and the amount of the',
    '   bank line. Withdrawals take the oldest money first.',
    `6. The history: the books had ${history.lines} lines of history, the last with the hash in manifest.json. Each line's hash`,
    '   covers the line and the hash before it: a copy of the books with the same last hash has the same history.',
    '',
    'The same books give the same bytes: a pack made again is equal until something is written to the books.',
  ];
  return `${lines.join('\n')}\n`;
}
