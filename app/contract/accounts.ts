import { z } from 'zod';
import { At, CurrencyCode, DateOn, Empty, Id, Name, OrderStatusField, SearchText, Typed } from './fields.ts';
import { command, query } from './method.ts';

const Choice = z.object({ id: z.string(), name: z.string() });
const MethodChoice = z.object({ code: z.int(), name: z.string() });
const ItemChoice = z.object({ itemId: Id, code: z.string(), name: z.string() });
/** As they come back from a screen: the ledger's own words, with a limit. */
const Words = z.string().max(1000);
const ChosenItem = ItemChoice.extend({ code: Words, name: Words });
const ChosenMethod = MethodChoice.extend({ name: Words });

export const AppState = z.object({
  version: z.string(),
  host: z.enum(['web', 'electron', 'cli']),
  booksName: z.string(),
  secretsStore: z.string(),
  hasSample: z.boolean(),
});

export const ShopView = z.object({
  shopId: Id,
  name: z.string(),
  channel: z.string(),
  region: z.string(),
  currency: CurrencyCode,
  timeZone: z.string(),
  link: z.enum(['linked', 'expiring', 'relinkNeeded', 'unlinked']),
  expiresAt: At.nullable(),
  isSample: z.boolean(),
  ledgerId: Id.nullable(),
  ledgerName: z.string().nullable(),
  customerName: z.string().nullable(),
  clearingMethodName: z.string().nullable(),
  /** What must still be chosen before anything can be posted. */
  gaps: z.array(z.object({ field: z.string(), message: z.string() })),
});
export type ShopView = z.infer<typeof ShopView>;

export const LedgerView = z.object({
  ledgerId: Id,
  kind: z.string(),
  name: z.string(),
  link: z.enum(['linked', 'relinkNeeded', 'unlinked']),
  isSample: z.boolean(),
  itemCount: z.int(),
});
export type LedgerView = z.infer<typeof LedgerView>;

export const ProfileView = z.object({
  shopId: Id,
  ledgerId: Id,
  timeZone: z.string().max(60),
  customer: z.object({ customerId: z.string().max(200), name: Name }).nullable(),
  ledgerChannel: z.object({ channelId: z.string().max(200), name: Name }).nullable(),
  location: z.object({ locationId: z.string().max(200), name: Name }).nullable(),
  tax: z.discriminatedUnion('mode', [
    z.object({ mode: z.literal('none') }),
    z.object({ mode: z.literal('inclusive'), rateBasisPoints: z.int().min(0).max(10_000), name: Name }),
  ]),
  shippingOnInvoice: z.boolean(),
  shippingItem: ChosenItem.nullable(),
  adjustmentItem: ChosenItem.nullable(),
  feeItem: ChosenItem.nullable(),
  refundItem: ChosenItem.nullable(),
  clearingMethod: ChosenMethod.nullable(),
  feeMethod: ChosenMethod.nullable(),
  invoiceTiming: z.enum(['onPost', 'onSettlement']),
  feeTreatment: z.enum(['deductions', 'invoiceLines']),
  adjustmentRule: z.enum(['byType', 'startsWith7']),
  defaultActions: z.record(OrderStatusField, z.enum(['invoice', 'order', 'skip'])),
  invoiceFrom: DateOn.nullable(),
  numberPrefix: z
    .string()
    .max(12)
    .regex(/^[A-Za-z0-9_-]*$/),
});
export type ProfileView = z.infer<typeof ProfileView>;

export const accountMethods = {
  'app.state': query('What is open, where, and how secrets are kept.', Empty, AppState),
  'sample.open': command(
    'Starts the sandbox inside the app, links its shops and its ledger, and prepares their posting profiles.',
    Empty,
    z.object({ shops: z.array(ShopView), ledger: LedgerView }),
  ),
  'sample.settlementFile': query(
    'The settlement export that belongs to a shop of the sample company.',
    z.object({ shopId: Id, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
    z.object({ fileName: z.string(), contentBase64: z.string() }),
  ),

  'shops.list': query(
    'Linked shops with the state of their link.',
    Empty,
    z.object({ shops: z.array(ShopView) }),
  ),
  'shops.startLink': command(
    'Opens the consent page of TikTok Shop in the system browser. The answer comes back by itself, or is pasted.',
    z.object({
      appKey: Typed.max(200),
      appSecret: Typed.max(400),
      serviceId: Typed.max(200),
      market: z.enum(['us', 'rest']),
    }),
    z.object({
      linkId: Id,
      /** True when the browser was opened; else the address is shown for copying by the host itself. */
      opened: z.boolean(),
    }),
  ),
  'shops.linkState': query(
    'Whether the consent has come back.',
    z.object({ linkId: Id }),
    z.object({
      state: z.enum(['waiting', 'linked', 'failed']),
      message: z.string(),
      shops: z.array(ShopView),
    }),
  ),
  'shops.finishLink': command(
    'Takes the pasted address or code when the browser could not come back by itself.',
    z.object({ linkId: Id, pasted: z.string().max(4000) }),
    z.object({ shops: z.array(ShopView) }),
  ),
  'shops.test': command(
    'Asks TikTok Shop for one page; says in a sentence how it went.',
    z.object({ shopId: Id }),
    z.object({ works: z.boolean(), message: z.string() }),
  ),
  'shops.unlink': command('Forgets the tokens. The books stay.', z.object({ shopId: Id }), Empty),
  'ledgers.list': query('Linked ledgers.', Empty, z.object({ ledgers: z.array(LedgerView) })),
  'ledgers.link': command(
    'Links a Stokly account and reads its items.',
    z.object({
      name: z.string().trim().min(1).max(100),
      accountKey: Typed.max(300),
      clientId: Typed.max(300),
      secretKey: Typed.max(300),
    }),
    z.object({ ledger: LedgerView }),
  ),
  'ledgers.test': command(
    'Signs in to the ledger; says in a sentence how it went.',
    z.object({ ledgerId: Id }),
    z.object({ works: z.boolean(), message: z.string() }),
  ),
  'ledgers.unlink': command('Forgets the credentials. The books stay.', z.object({ ledgerId: Id }), Empty),
  'ledgers.choices': query(
    'Channels, locations and payment methods to choose from.',
    z.object({ ledgerId: Id }),
    z.object({
      channels: z.array(Choice),
      locations: z.array(Choice),
      paymentMethods: z.array(MethodChoice),
    }),
  ),
  'ledgers.check': command(
    'Tries every call of the ledger that can be tried without writing.',
    z.object({ ledgerId: Id }),
    z.object({
      calls: z.array(
        z.object({
          call: z.string(),
          purpose: z.string(),
          status: z.enum(['observed', 'assumed']),
          result: z.enum(['works', 'refused', 'not tried']),
          detail: z.string(),
        }),
      ),
    }),
  ),
  'items.refresh': command(
    'Reads the stock items of the ledger again.',
    z.object({ ledgerId: Id }),
    z.object({ items: z.int() }),
  ),
  'items.search': query(
    'Type-ahead over item code, name and barcode.',
    z.object({ ledgerId: Id, text: SearchText, limit: z.int().min(1).max(50).default(12) }),
    z.object({
      items: z.array(ItemChoice.extend({ isKit: z.boolean(), barcodes: z.array(z.string()) })),
    }),
  ),
  'profiles.get': query(
    'How a shop is booked; null until it was prepared.',
    z.object({ shopId: Id }),
    z.object({ profile: ProfileView.nullable() }),
  ),
  'profiles.prepare': command(
    'Makes a posting profile with sensible choices: finds or makes the customer and the service items in the ledger.',
    z.object({ shopId: Id, ledgerId: Id }),
    z.object({ profile: ProfileView }),
  ),
  'profiles.save': command(
    'Saves a posting profile.',
    z.object({ profile: ProfileView }),
    z.object({ profile: ProfileView, gaps: z.array(z.object({ field: z.string(), message: z.string() })) }),
  ),
} as const;
