import type { Reference } from '../job/judge.ts';
import { type Style, styles } from '../job/main-job.ts';
import { type CallFault, type FaultKind, faultKinds } from '../world/network-faults.ts';

export interface CallCase {
  readonly family: 'call';
  readonly style: Style;
  readonly fault: CallFault;
}

/** Calls that come before there is a token, or get one. */
const unauthorised = new Set(['POST /v1/grant', 'GET /api/v2/token/get', 'GET /api/v2/token/refresh']);
/** Lists of TikTok Shop come in several pages here; Stokly's in one, which can only miss rows. */
const isPagedList = (call: string) => /\/search$|^GET \/finance\//.test(call);
const isList = (call: string) => isPagedList(call) || /^GET \/v[02]\/[a-z-]+$/.test(call);
const isWrite = (call: string) => /^(POST|PATCH|DELETE) \/v[02]\//.test(call);

/**
 * Every call that a run without faults makes × every fault that can befall it × the first, a middle and the last such
 * call. The first style has all calls but a few; of the others come the calls that make documents.
 */
export function listCallCases(references: ReadonlyMap<Style, Reference>): CallCase[] {
  return styles.flatMap((style) => {
    const calls = references.get(style)?.calls ?? new Map<string, number>();
    return [...calls].flatMap(([call, count]) => {
      if (style !== 'deductions' && !ownCalls[style].includes(call)) return [];
      return faultKinds
        .filter((kind) => applies(kind, call))
        .flatMap((kind) =>
          places(count).flatMap((nth) => {
            const once: CallFault = { call, kind: kind.name, nth, lasting: false };
            const outage = kind.lasting ? [{ ...once, lasting: true }] : [];
            return [once, ...outage].map((fault) => ({ family: 'call' as const, style, fault }));
          }),
        );
    });
  });
}

/** Where the other styles differ: new lines of an invoice; an invoice that is born with its money; a month taken back. */
export const ownCalls: Readonly<Record<Style, readonly string[]>> = {
  deductions: [],
  'invoice-lines': ['PATCH /v0/invoices/{id}'],
  'on-settlement': ['POST /v2/saleorders/{id}/invoices', 'GET /v0/invoices/{id}'],
  'taken-back': [
    'GET /finance/202309/statements',
    'GET /finance/202501/statements/{id}/statement_transactions',
    'DELETE /v0/payments/{id}',
    'DELETE /v0/sale-credit-notes/{id}',
    'DELETE /v0/invoices/{id}',
    'DELETE /v2/saleorders/{id}',
  ],
};

function applies(kind: FaultKind, call: string): boolean {
  if (kind.only === 'authorised') return !unauthorised.has(call);
  if (kind.only === 'lists') return isList(call);
  if (kind.only === 'pagedLists') return isPagedList(call);
  if (kind.only === 'writes') return isWrite(call);
  return true;
}

/** The first, a middle and the last of so many. */
export function places(count: number): number[] {
  return [...new Set([1, Math.ceil(count / 2), count])];
}
