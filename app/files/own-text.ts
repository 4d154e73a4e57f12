/**
 * V8 keeps the whole parsed chunk alive for every slice of 13 characters or more that is cut out of it. Rows outlive
 * their chunks, so what is kept gets a copy of its own.
 */
function ownText(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}

const longestShared = 40;
const mostShared = 200_000;

/** Gives equal short texts one string in memory: a settlement is mostly zeros, dates and repeated amounts. */
export function createTextPool(): (text: string) => string {
  const pool = new Map<string, string>();
  return (text) => {
    if (text === '') return '';
    if (text.length > longestShared) return ownText(text);
    const known = pool.get(text);
    if (known !== undefined) return known;
    const own = ownText(text);
    if (pool.size < mostShared) pool.set(own, own);
    return own;
  };
}
