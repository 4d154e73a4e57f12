/**
 * JSON in which no number loses a digit: a number that JavaScript would write differently (an id of 19 digits, `12.30`)
 * is kept as the text it came as. Ids are strings in the API, yet some messages carry them as numbers
 * (vendors/tiktok-shop.md §0.2, fact 10). Throws SyntaxError on text that is not JSON.
 */
export function parseLosslessJson(text: string): unknown {
  const value: unknown = mayLoseDigits.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
  return value;
}

/**
 * A number of 16 digits or more, with a point or an exponent, or −0: every other number is written by JavaScript as it
 * came. Looking at each value costs five times the parsing; text that only looks like such a number costs no more.
 */
const mayLoseDigits = /(?:^|[:[,])\s*(?:-0|-?\d{16}|-?\d+[.eE])/;

/** The third argument is the source text of a primitive: in V8 since 2023, not yet in the language's typings. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number') return value;
  const source = context?.source;
  if (source === undefined) {
    if (Number.isSafeInteger(value)) return value;
    throw new SyntaxError('A number would lose digits on this runtime');
  }
  return String(value) === source ? value : source;
}
