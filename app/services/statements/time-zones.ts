import { statementLayout } from '../../domain/statements/to-settlement-table.ts';
import type { StoredSettlement } from '../../ports/settlement-book.ts';

type DatedFile = Pick<StoredSettlement, 'layout' | 'timeZone' | 'fileName'>;

/** The file says that its days are those of UTC, as statements of the API are. */
function isUtc({ timeZone }: Pick<DatedFile, 'timeZone'>): boolean {
  return timeZone !== null && /^(UTC|GMT)([+-]0{1,2}(:?00)?)?$/i.test(timeZone.replaceAll(/[\s()]/g, ''));
}

/**
 * Rows are known once by their date too: beside a file whose days may begin at another hour, the same money would be on
 * another date and count twice. The sentence that says so, or null.
 */
export function whyNotBeside(incoming: DatedFile, known: readonly DatedFile[]): string | null {
  const isStatement = incoming.layout === statementLayout;
  const other = isStatement
    ? known.find((file) => file.layout !== statementLayout && !isUtc(file))
    : isUtc(incoming)
      ? undefined
      : known.find((file) => file.layout === statementLayout);
  if (!other) return null;
  const file = isStatement ? other : incoming;
  const zone = file.timeZone === null ? 'does not say its time zone' : `counts days in ${file.timeZone}`;
  return `The settlement file ${file.fileName} ${zone}, statements of the API count them in UTC: the same money could stand on two dates and be booked twice. For this shop use one of the two; comparing them is possible.`;
}
