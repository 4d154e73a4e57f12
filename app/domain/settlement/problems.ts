import type { SettlementProblem, SettlementRefusal } from './types.ts';

export function blocking(row: number | null, column: string | null, message: string): SettlementProblem {
  return { row, column, message, severity: 'blocking' };
}

export function question(row: number | null, column: string | null, message: string): SettlementProblem {
  return { row, column, message, severity: 'question' };
}

export function note(row: number | null, column: string | null, message: string): SettlementProblem {
  return { row, column, message, severity: 'note' };
}

export function refusal(
  code: SettlementRefusal['code'],
  message: string,
  problems: readonly SettlementProblem[] = [],
): SettlementRefusal {
  return { code, message, problems };
}

/** `rows 4, 9, 12 and 38 more` */
export function nameRows(rows: readonly number[], shown = 5): string {
  const first = rows.slice(0, shown).join(', ');
  const word = rows.length === 1 ? 'row' : 'rows';
  return rows.length > shown ? `${word} ${first} and ${rows.length - shown} more` : `${word} ${first}`;
}
