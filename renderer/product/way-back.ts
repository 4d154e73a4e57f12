import type { Ask, Output } from '../../app/contract/api.ts';

type Mapping = Ask<'products.map'>['mappings'][number];
type Version = Output<'products.versions'>['versions'][number];

/** `null` is before every date. */
function isBefore(a: string | null, b: string | null): boolean {
  if (b === null) return false;
  return a === null || a < b;
}

/** What stood for orders of a date (null = of the oldest) by these versions, newest first: the one made last that is valid then. */
function standing(versions: readonly Version[], on: string | null): Mapping['components'] {
  const found = versions.find(({ validFrom }) => validFrom === null || (on !== null && validFrom <= on));
  return (found?.components ?? []).map(({ itemId, quantity }) => ({ itemId, quantity }));
}

/**
 * The mappings that make a SKU stand for what it did before its newest version: that of the newest version's first date,
 * and one for every later date at which an older version began. To be posted one after the other. Null when the newest
 * version is not the one that was `posted`: somebody has mapped it anew since.
 */
export function planWayBack(
  posted: Pick<Mapping, 'skuId' | 'components' | 'validFrom'>,
  versions: readonly Version[],
): readonly Mapping[] | null {
  const [newest, ...before] = versions;
  const from = posted.validFrom ?? null;
  if (!newest || newest.validFrom !== from || !isSame(newest.components, posted.components)) return null;
  const later = before.flatMap(({ validFrom }) => (isBefore(from, validFrom) ? [validFrom] : []));
  const dates = [from, ...[...new Set(later)].toSorted()];
  const steps = dates.map((date) => ({
    skuId: posted.skuId,
    components: standing(before, date),
    validFrom: date,
  }));
  // A date that changes nothing against the one before it needs no version of its own.
  return steps.filter((step, index) => {
    const previous = steps[index - 1];
    return !previous || !isSame(step.components, previous.components);
  });
}

function isSame(a: Mapping['components'], b: Mapping['components']): boolean {
  return (
    a.length === b.length &&
    a.every(({ itemId, quantity }, index) => b[index]?.itemId === itemId && b[index].quantity === quantity)
  );
}

/** Rounds of posting: each has every SKU once at most, and a SKU's own steps keep their order. */
export function toRounds(ways: readonly (readonly Mapping[])[]): readonly (readonly Mapping[])[] {
  const most = Math.max(0, ...ways.map((way) => way.length));
  return Array.from({ length: most }, (_, round) => ways.flatMap((way) => way[round] ?? []));
}
