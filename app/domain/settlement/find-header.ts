import { type Field, headerKey, type Language, lookUpField, nameOfField } from './columns.ts';
import { cleanText, foldText, splitZone } from './text.ts';

/** The columns of a settlement sheet by meaning. Indexes are 0-based positions in the row. */
export interface Header {
  readonly rowNumber: number;
  /** Header texts, tidied; empty for nameless columns. Its length is the width of the layout. */
  readonly names: readonly string[];
  /** Comparison keys of the names. */
  readonly keys: readonly string[];
  readonly fields: ReadonlyMap<Field, number>;
  readonly language: Language;
  /** Time zone that the settled-date header states, such as `UTC`. */
  readonly zone: string | null;
  /** Positions that repeat the name of an earlier column. */
  readonly duplicates: readonly number[];
  /** US statements: settlement = net sales + shipping + fees + adjustment. */
  readonly isUs: boolean;
}

export type HeaderMatch =
  | { readonly kind: 'settlement'; readonly header: Header }
  /** Clearly a settlement table, but columns without which it cannot be read are not there. */
  | { readonly kind: 'incomplete'; readonly missing: readonly string[] };

const always: readonly Field[] = ['id', 'type', 'settlement'];

function missingFields(fields: ReadonlyMap<Field, number>): string[] {
  const missing = always.filter((field) => !fields.has(field));
  if (!fields.has('settledOn') && !fields.has('statementOn')) missing.push('settledOn');
  if (!fields.has('netSales')) {
    if (!fields.has('revenue')) missing.push('revenue');
    if (!fields.has('fees')) missing.push('fees');
  } else {
    if (!fields.has('usShipping')) missing.push('usShipping');
    if (!fields.has('usFees')) missing.push('usFees');
  }
  return missing.map(nameOfField);
}

/**
 * Recognises a row as the header of a settlement sheet by its names alone; order and extra columns do not matter.
 * Null when the row is no such header. vendors/settlement-exports.md §11 rule 1.
 */
export function matchHeader(rowNumber: number, cells: readonly string[]): HeaderMatch | null {
  if (cells.length < 3) return null;
  const names = cells.map(cleanText);
  const keys = names.map(headerKey);
  const fields = new Map<Field, number>();
  const ranks = new Map<Field, number>();
  const languages = new Map<Language, number>();
  const seen = new Set<string>();
  const duplicates: number[] = [];
  keys.forEach((key, index) => {
    if (key === '') return;
    if (seen.has(key)) {
      duplicates.push(index);
      return;
    }
    seen.add(key);
    const alias = lookUpField(key);
    if (!alias) return;
    languages.set(alias.language, (languages.get(alias.language) ?? 0) + 1);
    const rank = ranks.get(alias.field);
    if (rank !== undefined && rank <= alias.rank) return;
    ranks.set(alias.field, alias.rank);
    fields.set(alias.field, index);
  });
  const core = [
    ...always,
    'settledOn',
    'statementOn',
    'revenue',
    'fees',
    'netSales',
    'usFees',
    'adjustment',
  ] as const;
  const found = core.filter((field) => fields.has(field)).length;
  if (!fields.has('id') || found < 4) {
    const money = (['settlement', 'revenue', 'fees', 'adjustment'] as const).every((field) =>
      fields.has(field),
    );
    return money ? { kind: 'incomplete', missing: missingFields(fields) } : null;
  }
  const missing = missingFields(fields);
  if (missing.length > 0) return { kind: 'incomplete', missing };
  const isUs = fields.has('netSales');
  const settled = fields.get('settledOn') ?? fields.get('statementOn') ?? 0;
  const language = [...languages].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'en';
  return {
    kind: 'settlement',
    header: {
      rowNumber,
      names,
      keys,
      fields,
      language: language === 'en' && languages.size > 1 ? (localised(languages) ?? 'en') : language,
      zone: splitZone(foldText(names[settled] ?? '')).zone,
      duplicates,
      isUs,
    },
  };
}

/** A translated header keeps some English names; a handful of translated ones already tells the language. */
function localised(languages: ReadonlyMap<Language, number>): Language | null {
  for (const [language, count] of languages) if (language !== 'en' && count >= 3) return language;
  return null;
}
