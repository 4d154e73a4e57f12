import { formatGrouped, sumMinor } from '../domain/money.ts';
import type { ProofDocument, ProofFacts } from '../domain/proof-pack/facts.ts';
import { documentNames } from '../domain/proof-pack/tables.ts';
import { describeCloses, judgeProof, toUtcText } from '../domain/proof-pack/verdict.ts';
import { type Bridge, planBridge } from '../domain/tieout/bridge.ts';
import { grey, type Rgb, Sheets, sheet } from './pdf-sheet.ts';

const left = sheet.margin;
const added: Rgb = [0.24, 0.5, 0.72];
const taken: Rgb = [0.8, 0.47, 0.3];
const summed: Rgb = [0.35, 0.38, 0.44];
const barLeft = 318;
const barWidth = 235;
/** Longer lists are cut in the PDF and whole in the CSV files. */
const mostLines = 300;

/** The proof of some settled dates for reading and printing. Equal facts give equal bytes. */
export async function renderProofPdf(facts: ProofFacts): Promise<Uint8Array> {
  const { shop, from, to, history } = facts;
  const dates = from === to ? from : `${from} to ${to}`;
  const sheets = await Sheets.open(`Proof of payout, ${shop.name}, ${dates}`);
  writeHead(sheets, facts, dates);
  writeBridge(sheets, facts);
  writeDays(sheets, facts);
  writeChecks(sheets, facts);
  writeDocuments(sheets, facts);
  writeBank(sheets, facts);
  writeSources(sheets, facts);
  const seal = history.hash === null ? 'none' : `${history.hash.slice(0, 16)}…`;
  return sheets.finish(`${shop.name}, ${dates}. History of ${history.lines} lines, last ${seal}`);
}

function writeHead(sheets: Sheets, facts: ProofFacts, dates: string): void {
  const { shop, ledgerName } = facts;
  const verdict = judgeProof(facts);
  sheets.text('Proof of payout', left, 500, { size: 18, bold: true });
  sheets.space(26);
  sheets.text(`${shop.name} (${shop.region}), settled ${dates}`, left, 510, { size: 11 });
  sheets.space(17);
  sheets.text(`Booked in ${ledgerName}. Amounts in ${shop.currency}.`, left, 510, { color: grey });
  sheets.space(20);
  sheets.box(left, 0, 3, 24, verdict.tiedOut ? [0.2, 0.55, 0.35] : [0.78, 0.3, 0.2]);
  sheets.text(verdict.tiedOut ? 'Tied out' : 'Not tied out', left + 10, 490, { size: 11, bold: true });
  sheets.space(15);
  sheets.text(verdict.sentence.replace(/^(Tied out\.|Not tied out:) /, ''), left + 10, 500);
  sheets.space(16);
  sheets.paragraph(describeCloses(facts), { color: grey });
}

function writeBridge(sheets: Sheets, { rows, shop }: ProofFacts): void {
  sheets.heading('From goods sold to settlement');
  const bridge = planBridge(rows.map(({ row }) => row));
  const lines = toWaterfall(bridge);
  const low = Math.min(0, ...lines.map((line) => Math.min(line.from, line.to)));
  const high = Math.max(1, ...lines.map((line) => Math.max(line.from, line.to)));
  const place = (minor: number) => barLeft + ((minor - low) / (high - low)) * barWidth;
  for (const line of lines) {
    sheets.need(13);
    sheets.text(line.name, left, 170, { bold: line.isSum });
    sheets.text(formatGrouped(line.amountMinor, shop.currency), left + 172, 90, {
      align: 'right',
      bold: line.isSum,
    });
    const [start, end] = [place(Math.min(line.from, line.to)), place(Math.max(line.from, line.to))];
    const color = line.isSum ? summed : line.amountMinor < 0 ? taken : added;
    sheets.box(place(0), -2, 0.4, 13, grey);
    sheets.box(start, 0.5, Math.max(end - start, 0.7), 8, color);
    sheets.space(13);
  }
}

interface WaterfallLine {
  readonly name: string;
  readonly amountMinor: number;
  readonly from: number;
  readonly to: number;
  readonly isSum: boolean;
}

/** Each step begins where the one before it ended; the sums begin at nothing. */
function toWaterfall(bridge: Bridge): readonly WaterfallLine[] {
  const lines: WaterfallLine[] = [];
  let reached = 0;
  for (const { name, amountMinor } of bridge.steps) {
    lines.push({ name, amountMinor, from: reached, to: reached + amountMinor, isSum: false });
    reached += amountMinor;
  }
  const amountMinor = bridge.settlementMinor;
  return [...lines, { name: 'Settlement', amountMinor, from: 0, to: amountMinor, isSum: true }];
}

const stageNames = {
  earned: 'in the balance',
  processing: 'on its way',
  withdrawn: 'withdrawn',
  inBank: 'in the bank',
  nothing: 'nothing to pay out',
} as const;

function writeDays(sheets: Sheets, { days, shop }: ProofFacts): void {
  sheets.heading('Settlement against ledger, by date');
  const show = (minor: number) => formatGrouped(minor, shop.currency);
  const lines = days.map((day) => [
    day.settledOn,
    show(day.settlementMinor),
    show(day.postedMinor),
    show(day.residualMinor),
    stageNames[day.stage],
  ]);
  const sum = (of: (day: (typeof days)[number]) => number) => show(sumMinor(days.map(of)));
  sheets.table(
    [
      { title: 'Settled on', x: left, width: 80 },
      { title: 'Settlement', x: left + 80, width: 90, align: 'right' },
      { title: 'Posted', x: left + 175, width: 90, align: 'right' },
      { title: 'Difference', x: left + 270, width: 80, align: 'right' },
      { title: 'The money is', x: left + 375, width: 130 },
    ],
    [
      ...lines,
      [
        'All dates',
        sum((day) => day.settlementMinor),
        sum((day) => day.postedMinor),
        sum((day) => day.residualMinor),
        '',
      ],
    ],
  );
}

function writeChecks(sheets: Sheets, { checks, sources }: ProofFacts): void {
  sheets.heading('Checks');
  const groups = { bridge: 'Bridge', posting: 'Posting', books: 'Books' } as const;
  sheets.table(
    [
      { title: 'Of', x: left, width: 60 },
      { title: 'Check', x: left + 62, width: 340 },
      { title: 'Checked', x: left + 405, width: 50, align: 'right' },
      { title: 'Failed', x: left + 460, width: 50, align: 'right' },
    ],
    [
      ...checks.map((one) => [groups[one.group], one.title, String(one.checked), String(one.failed)]),
      ...sources.flatMap((source) =>
        source.proofs.map((proof) => [
          'File',
          `${proof.id} ${proof.title}${sources.length > 1 ? ` (${source.fileName})` : ''}`,
          String(proof.checked),
          String(proof.failed),
        ]),
      ),
    ],
  );
}

function writeDocuments(sheets: Sheets, { documents, shop }: ProofFacts): void {
  sheets.heading('Documents made from the settlement');
  const made = documents.filter((one) => !one.isTarget);
  // Payments and adjustment documents carry the payout; credit notes, which may be many, come after them.
  const order = (one: ProofDocument) => (one.kind === 'payment' ? 0 : one.orderIds.length === 0 ? 1 : 2);
  const shown = [...made].sort((a, b) => order(a) - order(b)).slice(0, mostLines);
  sheets.table(
    [
      { title: 'Date', x: left, width: 58 },
      { title: 'Document', x: left + 60, width: 85 },
      { title: 'Number', x: left + 148, width: 80 },
      { title: 'Reference', x: left + 230, width: 140 },
      { title: 'State', x: left + 373, width: 50 },
      { title: 'Total', x: left + 425, width: 85, align: 'right' },
    ],
    shown.map((one) => [
      one.issuedOn,
      documentNames[one.kind],
      one.number ?? '',
      one.reference,
      one.state,
      formatGrouped(one.totalMinor, shop.currency),
    ]),
  );
  const targets = documents.length - made.length;
  const more = made.length - shown.length;
  sheets.space(3);
  sheets.paragraph(
    `${more > 0 ? `${more} more are in documents.csv. ` : ''}${targets} invoices that these documents knock off are in documents.csv, each knock-off in knock-offs.csv.`,
    { color: grey },
  );
}

function writeBank(sheets: Sheets, { bank, shop }: ProofFacts): void {
  sheets.heading('Bank');
  if (bank.length === 0) {
    sheets.paragraph('Nothing of these dates was withdrawn yet.', { color: grey });
    return;
  }
  const show = (minor: number) => formatGrouped(minor, shop.currency);
  sheets.table(
    [
      { title: 'Settled on', x: left, width: 58 },
      { title: 'Part', x: left + 60, width: 65, align: 'right' },
      { title: 'Withdrawal', x: left + 135, width: 115 },
      { title: 'Withdrawn', x: left + 250, width: 70, align: 'right' },
      { title: 'In the bank on', x: left + 330, width: 62 },
      { title: 'Bank line', x: left + 394, width: 116 },
    ],
    bank
      .slice(0, mostLines)
      .map((one) => [
        one.settledOn,
        show(one.partMinor),
        one.withdrawalId,
        show(one.withdrawnMinor),
        one.line?.bookedOn ?? 'not matched',
        one.line ? `${show(one.line.amountMinor)} ${one.line.text}` : '',
      ]),
  );
}

function writeSources(sheets: Sheets, { sources, history }: ProofFacts): void {
  sheets.heading('Settlement files and history');
  for (const source of sources) {
    sheets.need(40);
    sheets.text(source.fileName, left, 510, { bold: true });
    sheets.space(12);
    sheets.text(
      `${source.periodFrom} to ${source.periodTo}, ${source.rows} rows, loaded ${toUtcText(source.loadedAt)}`,
      left,
      510,
    );
    sheets.space(12);
    sheets.text(`SHA-256 ${source.sha256}`, left, 510, { size: 7.5, color: grey });
    sheets.space(16);
  }
  sheets.need(28);
  sheets.text(`History of the books: ${history.lines} lines`, left, 510, { bold: true });
  sheets.space(12);
  sheets.text(`Last hash ${history.hash ?? 'none'}`, left, 510, { size: 7.5, color: grey });
}
