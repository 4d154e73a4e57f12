import type { Ask } from '../../app/contract/api.ts';
import type { ProductRow } from '../../app/contract/products.ts';
import type { Draft } from './product-state.ts';

type Mapping = Ask<'products.map'>['mappings'][number];

export interface MappingPlan {
  /** `post` remembers what is chosen, `unlink` takes back what was remembered. */
  readonly kind: 'post' | 'unlink';
  readonly mappings: readonly PlannedMapping[];
  /** Ticked rows with nothing to remember, or nothing to take back. */
  readonly leftOut: number;
}

interface PlannedMapping extends Pick<Mapping, 'skuId' | 'components'> {
  /** `asked`: the date chosen for the posting. Else its own: of the file, or of the version it confirms. */
  readonly validFrom: 'asked' | string | null;
}

/**
 * What Post remembers: for each ticked row the code chosen now, else the one it has (which confirms an item of the same
 * code, or one whose SKU has changed). A draft without components takes a mapping back. A row that was only ticked
 * keeps the date of its mapping.
 */
export function planMappings(rows: readonly ProductRow[], drafts: ReadonlyMap<string, Draft>): MappingPlan {
  const mappings = rows.flatMap((row): PlannedMapping[] => {
    const draft = drafts.get(row.skuId);
    const components = draft?.components ?? row.components;
    if (components.length === 0 && draft === undefined) return [];
    const confirmed = row.saved ? row.saved.validFrom : 'asked';
    return [
      {
        skuId: row.skuId,
        components: components.map(({ itemId, quantity }) => ({ itemId, quantity })),
        validFrom: draft ? (draft.validFrom ?? 'asked') : confirmed,
      },
    ];
  });
  return { kind: 'post', mappings, leftOut: rows.length - mappings.length };
}

/** What Unlink takes back: the saved mappings of the ticked rows. */
export function planUnlinking(rows: readonly ProductRow[]): MappingPlan {
  const linked = rows.filter((row) => row.saved !== null);
  return {
    kind: 'unlink',
    mappings: linked.map(({ skuId }) => ({ skuId, components: [], validFrom: 'asked' })),
    leftOut: rows.length - linked.length,
  };
}

/** The plan as it is asked for and posted, with the date chosen in the dialog; null = all unposted orders. */
export function toMapInput(shopId: string, plan: MappingPlan, date: string | null): Ask<'products.map'> {
  return {
    shopId,
    mappings: plan.mappings.map(({ skuId, components, validFrom }) => ({
      skuId,
      components,
      validFrom: validFrom === 'asked' ? date : validFrom,
    })),
  };
}
