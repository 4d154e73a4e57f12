/**
 * V8 keeps the whole parsed chunk alive for every slice of 13 characters or more that is cut out of it. Rows outlive
 * their chunks, so what is kept gets a copy of its own.
 */
export function ownText(text: string): string {
  if (text.length < 13) return text;
  // Ids and most words need one byte a letter: half the memory, and everything that reads them later is faster.
  const encoding = isOneByte.test(text) ? 'latin1' : 'utf16le';
  return Buffer.from(text, encoding).toString(encoding);
}

const isOneByte = /^[^\u0100-\uffff]*$/;
