import type { OrderRow } from '../../app/contract/orders.ts';
import { joinChoices, parseColumnFilter } from '../../app/domain/column-filter.ts';
import { type FilterTexts, textOf, withText } from '../grid/column-filters.ts';
import { formatCount } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { needsWork, verifyButtonNames, verifyLooks, verifyOrder } from './looks.ts';

type Word = OrderRow['verify'];
export type WordCounts = Partial<Record<Word, number>>;

interface VerifyFilterProps {
  readonly counts: WordCounts | undefined;
  readonly filters: FilterTexts;
  readonly onFilters: (filters: FilterTexts) => void;
}

/** The words ticked in the box of the verify status, whoever ticked them. */
export function wordsIn(filters: FilterTexts): readonly string[] {
  const parsed = parseColumnFilter('choice', textOf(filters, 'verify'), null);
  return parsed.ok && parsed.value?.test === 'oneOf' && !parsed.value.negated ? parsed.value.values : [];
}

/** What became of the orders, each with its number: one press shows them, another one all again. */
export function VerifyFilter({ counts, filters, onFilters }: VerifyFilterProps) {
  const chosen = wordsIn(filters);
  const choose = (words: readonly Word[]) => {
    const same = words.length === chosen.length && words.every((word) => chosen.includes(word));
    onFilters(withText(filters, 'verify', same ? '' : joinChoices(words)));
  };
  const count = (word: Word) => counts?.[word] ?? 0;
  const shown = verifyOrder.filter((word) => count(word) > 0 || chosen.includes(word));
  const work = needsWork.filter((word) => count(word) > 0);
  const workCount = work.reduce((sum, word) => sum + count(word), 0);
  return (
    <fieldset className="toolbar verify-filter">
      <legend className="visually-hidden">What became of the orders</legend>
      {work.length > 1 && (
        <button
          type="button"
          className="verify-button work"
          aria-pressed={work.length === chosen.length && work.every((word) => chosen.includes(word))}
          onClick={() => choose(work)}
        >
          Needs work <b className="figures">{formatCount(workCount)}</b>
        </button>
      )}
      {shown.map((word) => {
        const { tone, icon } = verifyLooks[word];
        return (
          <button
            key={word}
            type="button"
            className={`verify-button tone-${tone}`}
            aria-pressed={chosen.includes(word)}
            onClick={() => choose([word])}
          >
            <Icon name={icon} size={13} />
            {verifyButtonNames[word]} <b className="figures">{formatCount(count(word))}</b>
          </button>
        );
      })}
      {shown.length === 0 && <span className="muted">{counts ? 'No orders' : 'Counting'}</span>}
    </fieldset>
  );
}
