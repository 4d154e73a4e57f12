import type { DocumentLine, LedgerDocument } from '../documents.ts';
import { splitTax } from '../invoices/tax.ts';
import { sumMinor } from '../money.ts';
import type { TaxTreatment } from '../profile.ts';

/** Which total a figure belongs to. `method`: money by payment method. `fee`: deducted from payments, by name. */
export const whatIfSections = ['document', 'item', 'method', 'fee', 'tax'] as const;
export type WhatIfSection = (typeof whatIfSections)[number];

/** `count`: documents, units, payments, deductions or lines. Minor units; what is credited or paid out is negative. */
export interface Total {
  readonly section: WhatIfSection;
  readonly name: string;
  readonly count: number;
  readonly amountMinor: number;
}

/** What gives codes of a ledger their names. */
export interface WhatIfNames {
  readonly methods: ReadonlyMap<number, string>;
  /** Tax treatments a line may have been made with; what fits none of them is named so. */
  readonly taxes: readonly TaxTreatment[];
}

/** Adds documents up one by one: a selection of a year does not have to be held at once. */
export interface Totals {
  add(document: LedgerDocument): void;
  /** By section, and by name inside it. */
  list(): readonly Total[];
}

const kindNames = {
  order: 'Sales orders',
  invoice: 'Invoices',
  amendment: 'Lines added to invoices',
  creditNote: 'Credit notes',
  payment: 'Payments',
} as const;

export function createTotals(names: WhatIfNames): Totals {
  const totals = new Map<string, Total>();
  const add = (section: WhatIfSection, name: string, count: number, amountMinor: number) => {
    const key = `${section} ${name}`;
    const before = totals.get(key);
    totals.set(key, {
      section,
      name,
      count: (before?.count ?? 0) + count,
      amountMinor: sumMinor([before?.amountMinor ?? 0, amountMinor]),
    });
  };
  return {
    add(document) {
      if (document.kind === 'payment') {
        add('document', kindNames.payment, 1, document.receivedMinor);
        add('method', methodName(document.method, names), 1, document.receivedMinor);
        for (const { deductions } of document.allocations) {
          for (const fee of deductions) add('fee', fee.name, 1, 0 - fee.amountMinor);
        }
        return;
      }
      const sign = document.kind === 'creditNote' ? -1 : 1;
      const lines = document.kind === 'amendment' ? addedLines(document.lines) : document.lines;
      add('document', kindNames[document.kind], 1, sign * sumMinor(lines.map((line) => line.grossMinor)));
      for (const line of lines) {
        add('item', line.itemCode, sign * line.quantity, sign * line.grossMinor);
        const code = taxName(line, names.taxes);
        add('tax', `${code}, net`, 1, sign * line.netMinor);
        add('tax', `${code}, tax`, 1, sign * line.taxMinor);
      }
      if (document.kind !== 'invoice' || !document.settled) return;
      for (const { method, amountMinor } of document.settled.payments) {
        add('method', methodName(method, names), 1, amountMinor);
      }
    },
    list: () => [...totals.values()].sort(byPlace),
  };
}

/** An amendment names all lines the invoice has afterwards; what it adds are those that no order has. */
function addedLines(lines: readonly DocumentLine[]): readonly DocumentLine[] {
  return lines.filter(({ kind }) => kind === 'fee' || kind === 'refund' || kind === 'adjustment');
}

function methodName(code: number, { methods }: WhatIfNames): string {
  return methods.get(code) ?? `Payment method ${code}`;
}

/** Documents keep net and tax and not the name of the rate: the treatment that gives the same split is the line's. */
function taxName(line: DocumentLine, taxes: readonly TaxTreatment[]): string {
  if (line.taxMinor === 0) return 'No tax';
  const fits = taxes.find((tax) => splitTax(line.grossMinor, tax).taxMinor === line.taxMinor);
  return fits?.mode === 'inclusive' ? fits.name : 'Another rate';
}

export function byPlace(a: Pick<Total, 'section' | 'name'>, b: Pick<Total, 'section' | 'name'>): number {
  const place = whatIfSections.indexOf(a.section) - whatIfSections.indexOf(b.section);
  return place !== 0 ? place : a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
