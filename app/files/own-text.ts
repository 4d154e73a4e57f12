/**
 * V8 keeps the whole parsed chunk alive for every slice of 13 characters or more that is cut out of it. Rows outlive
 * their chunks, so what is kept gets a copy of its own.
 */
function ownText(text: string): string {
  if (text.length < 13) return text;
  // Ids and most words need one byte a letter: half the memory, and everything that reads them later is faster.
  const encoding = isOneByte.test(text) ? 'latin1' : 'utf16le';
  return Buffer.from(text, encoding).toString(encoding);
}

const isOneByte = /^[^\u0100-\uffff]*$/;

const longestShared = 40;
const mostShared = 200_000;

/** Gives equal short texts one string in memory: a settlement is mostly zeros, dates and repeated amounts. */
export function createTextPool(): (text: string) => string {
  const pool = new Map<string, string>();
  return (text) => {
    // V8 has one string for each single character; most cells of a settlement are a zero.
    if (text.length <= 1) return text;
    if (text.length > longestShared) return ownText(text);
    const known = pool.get(text);
    if (known !== undefined) return known;
    const own = ownText(text);
    if (pool.size < mostShared) pool.set(own, own);
    return own;
  };
}
