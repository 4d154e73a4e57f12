import { z } from 'zod';
import { longestTemplate } from '../domain/document-texts.ts';
import {
  At,
  CurrencyCode,
  DateOn,
  Empty,
  Id,
  JobStarted,
  Name,
  OrderStatusField,
  SearchText,
  Typed,
} from './fields.ts';
import { command, query } from './method.ts';

const Choice = z.object({ id: z.string(), name: z.string() });
const MethodChoice = z.object({ code: z.int(), name: z.string() });
const ItemChoice = z.object({ itemId: Id, code: z.string(), name: z.string() });
/** As they come back from a screen: the ledger's own words, with a limit. */
const Words = z.string().max(1000);
const ChosenItem = ItemChoice.extend({ code: Words, name: Words });
const ChosenMethod = MethodChoice.extend({ name: Words });
const Gap = z.object({ field: z.string(), message: z.string() });

/** What a connection test has looked at, part by part. */
export const TestPart = z.object({
  what: z.string(),
  result: z.enum(['fine', 'wrong', 'notTried']),
  message: z.string(),
});
export type TestPart = z.infer<typeof TestPart>;
const LastTest = z.object({ at: At, message: z.string(), parts: z.array(TestPart) });
const TestAnswer = z.object({ works: z.boolean(), message: z.string(), at: At, parts: z.array(TestPart) });

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
  link: z.enum(['linked', 'expiring', 'relinkNeeded', 'clockWrong', 'unreachable', 'unlinked']),
  /** Why it is not simply linked, and what to do. */
  message: z.string().nullable(),
  /** End of the session the seller agreed to, and whole days until then. */
  expiresAt: At.nullable(),
  daysLeft: z.int().nullable(),
  /** When the channel was last heard, or not heard. */
  checkedAt: At.nullable(),
  lastTest: LastTest.nullable(),
  isSample: z.boolean(),
  ledgerId: Id.nullable(),
  ledgerName: z.string().nullable(),
  customerName: z.string().nullable(),
  clearingMethodName: z.string().nullable(),
  /** What must still be chosen before anything can be posted. */
  gaps: z.array(Gap),
  /** Why nothing can be posted although the books can be looked at: the shop or its ledger is unlinked. */
  postingOff: z.string().nullable(),
});
export type ShopView = z.infer<typeof ShopView>;

export const LedgerView = z.object({
  ledgerId: Id,
  kind: z.string(),
  name: z.string(),
  link: z.enum(['linked', 'expiring', 'relinkNeeded', 'clockWrong', 'unreachable', 'unlinked']),
  message: z.string().nullable(),
  checkedAt: At.nullable(),
  lastTest: LastTest.nullable(),
  isSample: z.boolean(),
  itemCount: z.int(),
  /** Shops that are booked into it. */
  shopNames: z.array(z.string()),
});
export type LedgerView = z.infer<typeof LedgerView>;

const Template = z.string().max(longestTemplate);

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
  discountPlace: z.enum(['insideLine', 'ownLine']),
  discountItem: ChosenItem.nullable(),
  voucherPlace: z.enum(['insideLine', 'ownLine']),
  voucherItem: ChosenItem.nullable(),
  feeRules: z
    .array(
      z.object({
        feeName: z.string().trim().min(1).max(200),
        item: ChosenItem.nullable(),
        deductionName: z.string().trim().max(100),
        method: ChosenMethod.nullable(),
      }),
    )
    .max(100),
  adjustmentItems: z
    .array(z.object({ typeName: z.string().trim().min(1).max(200), item: ChosenItem }))
    .max(100),
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
  texts: z.object({ invoice: Template, payment: Template, adjustment: Template }),
});
export type ProfileView = z.infer<typeof ProfileView>;

const LedgerKeys = z.object({
  name: z.string().trim().min(1).max(100),
  accountKey: Typed.max(300),
  clientId: Typed.max(300),
  secretKey: Typed.max(300),
});
/** What the job of `ledgers.startLink` and `ledgers.relink` leaves behind. */
export const LedgerLinked = z.object({ ledgerId: Id, items: z.int() });

export const accountMethods = {
  'app.state': query('What is open, where, and how secrets are kept.', Empty, AppState),
  'sample.open': command(
    'Starts the sandbox inside the app, links its shops and its ledger, and prepares their posting profiles.',
    Empty,
    z.object({ shops: z.array(ShopView), ledger: LedgerView }),
  ),
  'sample.settlementFile': query(
    'A settlement export of a shop of the sample company. later: the next one, some days on, with rows that changed, a fee charged twice, a late refund and an unknown type.',
    z.object({
      shopId: Id,
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
      which: z.enum(['month', 'later']).default('month'),
    }),
    z.object({ fileName: z.string(), contentBase64: z.string() }),
  ),
  'sample.bankStatement': query(
    'The bank statement of the sample company in the currency of a shop; the line of one payout is missing.',
    z.object({ shopId: Id }),
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
      state: z.enum(['waiting', 'choose', 'linked', 'failed']),
      message: z.string(),
      shops: z.array(ShopView),
      /** What the consent covers: to choose from. */
      authorised: z.array(
        z.object({
          shopId: Id,
          name: z.string(),
          region: z.string(),
          currency: CurrencyCode,
          /** In the books already: it is linked again. */
          isKnown: z.boolean(),
        }),
      ),
    }),
  ),
  'shops.finishLink': command(
    'Takes the pasted address or code when the browser could not come back by itself.',
    z.object({ linkId: Id, pasted: z.string().max(4000) }),
    z.object({ shops: z.array(ShopView) }),
  ),
  'shops.completeLink': command(
    'Links the chosen shops of a consent and prepares their posting profiles in the ledger. Nothing is stored before.',
    z.object({ linkId: Id, shopIds: z.array(Id).min(1).max(100), ledgerId: Id.nullable() }),
    z.object({ shops: z.array(ShopView) }),
  ),
  'shops.cancelLink': command(
    'Forgets a link that was begun; nothing of it is kept.',
    z.object({ linkId: Id }),
    Empty,
  ),
  'shops.relink': command(
    'Asks for consent again with the app keys that are kept.',
    z.object({ shopId: Id }),
    z.object({ linkId: Id, opened: z.boolean() }),
  ),
  'shops.test': command(
    'Asks TikTok Shop for one page and looks up in the ledger what posting needs; says part by part how it went.',
    z.object({ shopId: Id }),
    TestAnswer,
  ),
  'shops.unlink': command('Forgets the tokens. The books stay.', z.object({ shopId: Id }), Empty),
  'ledgers.list': query('Linked ledgers.', Empty, z.object({ ledgers: z.array(LedgerView) })),
  'ledgers.link': command(
    'Links a Stokly account and reads its items.',
    LedgerKeys,
    z.object({ ledger: LedgerView }),
  ),
  'ledgers.tryKeys': command(
    'Signs in with keys that were typed. Nothing is stored.',
    LedgerKeys,
    z.object({ accountName: z.string() }),
  ),
  'ledgers.startLink': command(
    'Signs in and reads the items, as a job that tells its progress; stores the ledger when both worked.',
    LedgerKeys,
    JobStarted,
  ),
  'ledgers.relink': command(
    'Links a ledger of the books again with a new secret key, as a job.',
    z.object({ ledgerId: Id, secretKey: Typed.max(300) }),
    JobStarted,
  ),
  'ledgers.test': command(
    'Signs in to the ledger and looks up what its shops need for posting; says part by part how it went.',
    z.object({ ledgerId: Id }),
    TestAnswer,
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
  'items.make': command(
    'Finds the service item with this code in the ledger, or makes it.',
    z.object({ ledgerId: Id, code: Typed.max(60), name: z.string().trim().min(1).max(100) }),
    z.object({ item: ItemChoice }),
  ),
  'customers.search': query(
    'Customers of the ledger whose name contains the text, or whose code it is.',
    z.object({ ledgerId: Id, text: SearchText, limit: z.int().min(1).max(50).default(12) }),
    z.object({ customers: z.array(Choice) }),
  ),
  'customers.make': command(
    'Finds the shared customer of a shop in the ledger by its code, or makes it.',
    z.object({ ledgerId: Id, shopId: Id, name: z.string().trim().min(1).max(100) }),
    z.object({ customer: Choice }),
  ),
  'profiles.names': query(
    'Names of fees and types of adjustments seen in the settlement files of a shop.',
    z.object({ shopId: Id }),
    z.object({ fees: z.array(z.string()), adjustmentTypes: z.array(z.string()) }),
  ),
  'profiles.postedWith': query(
    'How many documents of a shop stand in the ledger it is booked into now: they stay there when it moves.',
    z.object({ shopId: Id }),
    z.object({ documents: z.int() }),
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
    z.object({ profile: ProfileView, gaps: z.array(Gap) }),
  ),
} as const;
