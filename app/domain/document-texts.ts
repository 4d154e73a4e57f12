import { err, ok, type Result } from './result.ts';

/** The documents whose description a bookkeeper may word. */
export const textKinds = ['invoice', 'payment', 'adjustment'] as const;
export type TextKind = (typeof textKinds)[number];
export type DocumentTexts = Readonly<Record<TextKind, string>>;

/** The words of SQL Account's documents (model-app.md), so that a bookkeeper finds an order by them. */
export const usualTexts: DocumentTexts = {
  invoice: 'Tiktok - {recipient} {region} {country} (Items = {items}, Qty = {qty})',
  payment: 'Payment received from TikTok, {shop}, {date}',
  adjustment: 'Tiktok Adjustment',
};

/** What may stand in braces, per document, with what it stands for. */
export const placeholders = {
  invoice: {
    orderId: 'Order ID',
    recipient: 'Name of the recipient, as TikTok Shop shows it',
    region: 'Region of the recipient',
    country: 'Country of the recipient',
    items: 'Number of lines',
    qty: 'Number of units',
    shop: 'Name of the shop',
    date: 'Date of the order',
    currency: 'Currency',
  },
  payment: { shop: 'Name of the shop', date: 'Settled date', currency: 'Currency' },
  adjustment: { shop: 'Name of the shop', date: 'Settled date', currency: 'Currency' },
} as const satisfies Readonly<Record<TextKind, Readonly<Record<string, string>>>>;

export type TextValues<Kind extends TextKind> = Readonly<Record<keyof (typeof placeholders)[Kind], string>>;

/** A template is at most this long, and so is what comes of it: how much more a ledger keeps is not known. */
export const longestTemplate = 160;
export const longestText = 200;

const inBraces = /\{([^{}]*)\}/g;

/** The template as it may be saved, or a sentence that names what is wrong with it. */
export function checkTemplate(kind: TextKind, template: string): Result<string, string> {
  const text = template.trim();
  if (text === '') return err('Write a text; the document would have none.');
  if (text.length > longestTemplate) {
    return err(`The text has ${text.length} characters, at most ${longestTemplate} are allowed.`);
  }
  if (/\p{C}/u.test(text)) return err('The text contains a character that cannot be printed.');
  const known = placeholders[kind];
  for (const [whole, name = ''] of text.matchAll(inBraces)) {
    if (!Object.hasOwn(known, name)) {
      const names = Object.keys(known).map((one) => `{${one}}`);
      return err(`${whole} is not known here. Known are ${names.join(', ')}.`);
    }
  }
  if (/[{}]/.test(text.replace(inBraces, ''))) return err('A brace is not closed, or was not opened.');
  return ok(text);
}

/** Fills in the values. What is empty leaves no double space behind; what is too long is cut with an ellipsis. */
export function renderText<Kind extends TextKind>(
  kind: Kind,
  template: string,
  values: TextValues<Kind>,
): string {
  const known: Readonly<Record<string, string>> = { ...values };
  // A stored template that is no longer valid still makes a document: the usual words stand in.
  const usable = checkTemplate(kind, template).ok ? template : usualTexts[kind];
  const filled = usable.replace(inBraces, (_, name: string) => known[name] ?? '');
  const text = filled
    .replace(/[\p{C}\s]+/gu, ' ')
    .replace(/ ([,)])/g, '$1')
    .trim();
  const characters = [...text];
  return characters.length <= longestText ? text : `${characters.slice(0, longestText - 1).join('')}…`;
}
