/** Zero-width characters and soft hyphens: invisible, and in the way of every comparison. */
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** Text for people: composed, single spaces, trimmed. Tabs and no-break spaces count as spaces. */
export function cleanText(text: string): string {
  return text.normalize('NFC').replace(invisible, '').replace(/\s+/g, ' ').trim();
}

/** `orderSettledTime`, `order_settled_time` → words. Text that already has spaces is left alone. */
function splitWords(text: string): string {
  if (/\s/.test(text.trim())) return text;
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replaceAll('_', ' ');
}

const folded = new Map<string, string>();
const mostRemembered = 20_000;
/** Names are far shorter; it bounds what a hostile cell can cost. */
const longestName = 400;

/**
 * Text for comparison: NFKC (full-width brackets and colons become ASCII), case folded, words split, hyphens and
 * white space as one space, no space around brackets and slashes, no trailing colon.
 * Source: vendors/settlement-exports.md §1 (stray white space), §5 (full-width brackets), §11 rule 1.
 */
export function foldText(text: string): string {
  const known = folded.get(text);
  if (known !== undefined) return known;
  const result = splitWords(text.slice(0, longestName).replace(invisible, ''))
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-\u2010-\u2015\u2212]+/g, ' ')
    .replaceAll('\\', '/')
    .replace(/\s*([()/])\s*/g, '$1')
    .replace(/[:*\s]+$/, '')
    .trim()
    .replace(/\btik tok\b/g, 'tiktok');
  if (folded.size < mostRemembered && text.length <= longestName) folded.set(text, result);
  return result;
}

const zoneSuffix = /\((?:time ?zone ?= ?)?((?:utc|gmt)[^)]*)\)/;

/** Takes a time zone out of a folded header: `order settled time(utc)` → the name and `UTC`. */
export function splitZone(foldedHeader: string): { name: string; zone: string | null } {
  const match = zoneSuffix.exec(foldedHeader);
  if (!match) return { name: foldedHeader, zone: null };
  return {
    name: foldedHeader.replace(zoneSuffix, ' ').replace(/\s+/g, ' ').trim(),
    zone: (match[1] ?? '').toUpperCase().replaceAll(' ', ''),
  };
}
