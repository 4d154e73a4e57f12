import type { Allocation, DocumentTarget, LedgerDocument, PlannedDocument } from '../documents.ts';
import type { Reference } from '../ids.ts';
import type { OpenInvoice } from '../payments/types.ts';
import { clearingCode } from './builders.ts';

/** A document as the ledger holds it. Balance: positive on invoices, negative on credit notes, 0 when settled. */
interface HeldDocument {
  totalMinor: number;
  balanceMinor: number;
}

/**
 * A ledger that refuses what a bookkeeper would: a balance that passes 0, a credit note applied twice, a payment that
 * is not the sum of its knock-offs, a reference used again. It knows nothing of how plans are made.
 */
export class LedgerSimulation {
  readonly documents = new Map<string, HeldDocument>();
  readonly references = new Set<Reference>();
  clearingMinor = 0;

  constructor(invoices: Iterable<OpenInvoice>) {
    for (const invoice of invoices) {
      this.documents.set(invoice.reference, {
        totalMinor: invoice.totalMinor,
        balanceMinor: invoice.outstandingMinor,
      });
    }
  }

  post(planned: readonly PlannedDocument[]): void {
    for (const { document } of planned) {
      if (this.references.has(document.reference)) throw new Error(`${document.reference} is used twice`);
      this.references.add(document.reference);
      this.apply(document);
    }
  }

  balanceOf(reference: string): number {
    return this.find(reference).balanceMinor;
  }

  private apply(document: LedgerDocument): void {
    if (document.kind !== 'payment') {
      const lines = document.lines.reduce((sum, line) => sum + line.grossMinor, 0);
      if (lines !== document.grossMinor) {
        throw new Error(`${document.reference}: lines ${lines} are not the total ${document.grossMinor}`);
      }
      for (const line of document.lines) {
        if (line.netMinor + line.taxMinor !== line.grossMinor) {
          throw new Error(`${document.reference}: net and tax of a line are not its gross`);
        }
      }
    }
    switch (document.kind) {
      case 'order':
        return;
      case 'invoice': {
        const { settled, grossMinor } = document;
        const paid = settled ? settled.payments.reduce((sum, payment) => sum + payment.amountMinor, 0) : 0;
        if (settled && paid !== grossMinor) throw new Error(`${document.reference} is not born paid`);
        for (const payment of settled?.payments ?? []) {
          if (payment.amountMinor === 0) throw new Error(`${document.reference} has a payment of nothing`);
          if (payment.method === clearingCode) this.clearingMinor += payment.amountMinor;
        }
        this.documents.set(document.reference, { totalMinor: grossMinor, balanceMinor: grossMinor - paid });
        return;
      }
      case 'amendment': {
        const invoice = this.find(document.invoice.reference);
        this.consume(document.invoice.reference, invoice.totalMinor - document.grossMinor);
        invoice.totalMinor = document.grossMinor;
        return;
      }
      case 'creditNote': {
        const { grossMinor, appliedMinor } = document;
        if (grossMinor <= 0) throw new Error(`${document.reference} credits nothing`);
        if (appliedMinor < 0 || appliedMinor > grossMinor) {
          throw new Error(`${document.reference} applies more than it has`);
        }
        if (document.invoice) this.consume(document.invoice.reference, appliedMinor);
        this.documents.set(document.reference, {
          totalMinor: -grossMinor,
          balanceMinor: appliedMinor - grossMinor,
        });
        return;
      }
      case 'payment': {
        let received = 0;
        for (const allocation of document.allocations) {
          received += this.knockOff(allocation);
        }
        if (received !== document.receivedMinor) {
          throw new Error(
            `${document.reference}: received ${document.receivedMinor}, knocked off ${received}`,
          );
        }
        if (document.method === clearingCode) this.clearingMinor += received;
        return;
      }
    }
  }

  private knockOff({ target, amountMinor, deductions }: Allocation): number {
    const deducted = deductions.reduce((sum, fee) => sum + fee.amountMinor, 0);
    const within =
      amountMinor > 0 ? deducted >= 0 && deducted <= amountMinor : deducted <= 0 && deducted >= amountMinor;
    if (amountMinor === 0 || !within) {
      throw new Error(`${nameOf(target)}: ${deducted} of fees do not fit a knock-off of ${amountMinor}`);
    }
    this.consume(target.reference, amountMinor);
    return amountMinor - deducted;
  }

  /** Takes an amount off a balance; a balance may reach 0 and never pass it. */
  private consume(reference: Reference, amountMinor: number): void {
    const held = this.find(reference);
    const rest = held.balanceMinor - amountMinor;
    const grows = amountMinor !== 0 && Math.sign(amountMinor) !== Math.sign(held.balanceMinor);
    const passes = rest !== 0 && Math.sign(rest) !== Math.sign(held.balanceMinor);
    if (grows || passes) {
      throw new Error(`${reference}: ${amountMinor} does not fit the balance ${held.balanceMinor}`);
    }
    held.balanceMinor = rest;
  }

  private find(reference: string): HeldDocument {
    const held = this.documents.get(reference);
    if (!held) throw new Error(`${reference} is not in the ledger`);
    return held;
  }
}

function nameOf(target: DocumentTarget): string {
  return `${target.kind} ${target.reference}`;
}
