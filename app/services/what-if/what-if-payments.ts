import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { type OrderId, toDocumentId, toShopId } from '../../domain/ids.ts';
import { planOrder } from '../../domain/invoices/plan-invoices.ts';
import { planPayments } from '../../domain/payments/plan-payments.ts';
import type {
  OpenInvoice,
  PaymentInput,
  PlanCapabilities,
  UninvoicedOrder,
} from '../../domain/payments/types.ts';
import type { StoredOrder } from '../../ports/order-book.ts';
import type { StoredRow } from '../../ports/settlement-book.ts';
import type { Deps } from '../deps.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { loadCapabilities } from '../payments/capabilities.ts';
import { countingRows, judgeChanges } from '../payments/counting-rows.ts';
import { toUninvoiced } from '../payments/payment-input.ts';
import { done } from '../replies.ts';
import { loadShopContext } from '../shop-context.ts';
import { leave, openVariants, report, type Variant } from './variants.ts';

/** How many orders are read at once. */
const chunk = 1_000;

/**
 * Totals of what settled dates become. The dates are planned as if nothing of them were posted, on invoices as they
 * were made; invoices that are not posted yet are taken as posted, and counted.
 */
export async function whatIfPayments(
  deps: Deps,
  ledgers: LedgerLinks,
  input: Input<'whatIf.payments'>,
): Promise<Reply<Output<'whatIf.payments'>>> {
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const capabilities = await loadCapabilities(ledgers, context.value);
  if (!capabilities.ok) return capabilities;
  const variants = await openVariants(deps, context.value, input);
  if (!variants.ok) return variants;
  const { saved, changed, posted } = variants.value;
  const { shopId } = context.value.shop;
  const dates = input.dates === null ? null : new Set(input.dates);
  const inScope = (on: string) => dates === null || dates.has(on);

  const stored = await deps.books.settlements.loadRows(shopId, { from: null, to: null });
  const facts = {
    rows: withRestOfOrders(countingRows(stored), inScope),
    changes: asIfNew(stored),
    typeMeanings: await deps.books.settlements.loadTypeMeanings(shopId),
    capabilities: capabilities.value,
  };
  const orders = await loadOrders(deps, facts.rows, shopId);
  let assumedInvoices = 0;
  for (const variant of changed ? [saved, changed] : [saved]) {
    const { invoices, uninvoiced, assumed } = toInvoices(orders, variant);
    if (variant === saved) assumedInvoices = assumed;
    const plan = planPayments(toInput(facts, variant, invoices, uninvoiced));
    for (const day of plan.days.filter(({ settledOn }) => inScope(settledOn))) {
      for (const { document } of day.documents) variant.totals.add(document);
      const reason = day.blockers[0]?.message;
      if (reason !== undefined) leave(variant, `${day.settledOn}: ${reason}`);
    }
  }
  const made = await deps.books.outbox.list({ shopId, states: ['posted'], ofSettlement: true });
  for (const { document, ledgerId } of made) {
    if (ledgerId === context.value.profile.ledgerId && inScope(document.issuedOn)) posted.add(document);
  }
  return done(report(variants.value, assumedInvoices));
}

interface Facts {
  readonly rows: readonly StoredRow[];
  readonly changes: PaymentInput['changes'];
  readonly typeMeanings: PaymentInput['typeMeanings'];
  readonly capabilities: PlanCapabilities;
}

function toInput(
  facts: Facts,
  { context }: Variant,
  invoices: PaymentInput['invoices'],
  uninvoiced: PaymentInput['uninvoiced'],
): PaymentInput {
  const { rows, changes, typeMeanings, capabilities } = facts;
  return {
    shopName: context.shop.name,
    currency: context.shop.currency,
    capabilities,
    rows: rows.map(({ row }) => row),
    invoices,
    uninvoiced,
    decisions: new Map(rows.flatMap(({ row, decision }) => (decision ? [[row.key, decision] as const] : []))),
    typeMeanings,
    changes,
    rowProblems: new Map(),
    profile: context.profile,
  };
}

/** What a later file changes and nobody has decided on yet: what is booked as a difference counts in full. */
function asIfNew(stored: readonly StoredRow[]): PaymentInput['changes'] {
  const decided = new Set(
    stored.flatMap(({ row, decision }) => (decision?.kind === 'bookDifference' ? [row.key] : [])),
  );
  return new Map([...judgeChanges(stored).changes].filter(([newer]) => !decided.has(newer)));
}

/** The rows of the dates, and of other dates those of the same orders: rows of an order are judged together. */
function withRestOfOrders(
  rows: readonly StoredRow[],
  inScope: (on: string) => boolean,
): readonly StoredRow[] {
  const orders = new Set(
    rows.flatMap(({ row }) =>
      inScope(row.settledOn) && row.relatedOrderId !== null ? [row.relatedOrderId] : [],
    ),
  );
  return rows.filter(
    ({ row }) => inScope(row.settledOn) || (row.relatedOrderId !== null && orders.has(row.relatedOrderId)),
  );
}

async function loadOrders(
  deps: Deps,
  rows: readonly StoredRow[],
  shopId: ReturnType<typeof toShopId>,
): Promise<readonly StoredOrder[]> {
  const orderIds = [...new Set(rows.flatMap(({ row }) => row.relatedOrderId ?? []))];
  const orders: StoredOrder[] = [];
  for (let start = 0; start < orderIds.length; start += chunk) {
    orders.push(...(await deps.books.orders.load(shopId, orderIds.slice(start, start + chunk))));
  }
  return orders;
}

function toInvoices(orders: readonly StoredOrder[], { context, resolve }: Variant) {
  const invoices = new Map<OrderId, OpenInvoice>();
  const uninvoiced = new Map<OrderId, UninvoicedOrder>();
  let assumed = 0;
  for (const stored of orders) {
    const { orderId } = stored.order;
    const standing = toStandingInvoice(stored, context.profile.ledgerId);
    if (standing) {
      invoices.set(orderId, standing);
      continue;
    }
    const planned = planOrder(
      stored.order,
      resolve,
      context.profile,
      // As “Fetch and post missing orders” would: what is settled is invoiced whatever its status.
      context.profile.invoiceTiming === 'onSettlement' ? 'order' : 'invoice',
      context.shop.name,
    );
    const known = toUninvoiced(stored, resolve, context, new Map());
    if (!('document' in planned) || stored.skip) {
      uninvoiced.set(orderId, known);
    } else if (planned.document.kind === 'invoice') {
      assumed += 1;
      invoices.set(orderId, toUntouched(orderId, planned.document));
    } else if (planned.document.kind === 'order') {
      const saleOrder = known.saleOrder ?? planned.document;
      if (!known.saleOrder) assumed += 1;
      uninvoiced.set(orderId, {
        ...known,
        state: 'postable',
        saleOrder,
        openMinor: saleOrder.grossMinor,
      });
    }
  }
  return { invoices, uninvoiced, assumed };
}

function toStandingInvoice({ order, invoice }: StoredOrder, ledgerId: string): OpenInvoice | null {
  if (invoice?.state !== 'posted' || invoice.ledgerId !== ledgerId) return null;
  const { document } = invoice;
  if (document.kind !== 'invoice' || document.settled !== null) return null;
  const untouched = toUntouched(order.orderId, document);
  return {
    ...untouched,
    documentId: invoice.documentId ?? untouched.documentId,
    number: invoice.number ?? untouched.number,
  };
}

/** An invoice before anything was knocked off it. */
function toUntouched(
  orderId: OrderId,
  document: Pick<OpenInvoice, 'reference' | 'lines'> & { readonly grossMinor: number },
): OpenInvoice {
  const { reference, lines, grossMinor } = document;
  return {
    orderId,
    documentId: toDocumentId(reference),
    reference,
    number: reference,
    totalMinor: grossMinor,
    outstandingMinor: grossMinor,
    claimedMinor: 0,
    lines,
    hasPayments: false,
  };
}
