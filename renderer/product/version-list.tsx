import type { ShopView } from '../../app/contract/accounts.ts';
import type { MappingVersionView } from '../../app/contract/products.ts';
import { useQuery } from '../data/use-query.ts';
import { Button } from '../widgets/button.tsx';
import { formatDate, formatInstant } from '../widgets/format.ts';

interface VersionListProps {
  readonly shop: ShopView;
  readonly skuId: string;
  readonly onUse: (version: MappingVersionView) => void;
}

/** Every mapping the row has had: when it was made, for which orders, which items; and back to it. */
export function VersionList({ shop, skuId, onUse }: VersionListProps) {
  const { data, error } = useQuery('products.versions', { shopId: shop.shopId, skuId });
  if (error) return <p className="missing">{error.message}</p>;
  if (!data) return <p className="muted">Reading the history</p>;
  if (data.versions.length === 0) return <p className="muted">Nothing was posted for this product yet.</p>;
  return (
    <ul className="version-list" aria-label="Versions">
      {data.versions.map((one) => {
        const inactive = one.components.filter((component) => !component.isActive);
        return (
          <li key={one.version}>
            <span className="figures">{one.version}</span>
            <time className="figures muted">{formatInstant(one.madeAt, shop.timeZone)}</time>
            <span className="muted">
              {one.validFrom === null ? 'all unposted orders' : `orders from ${formatDate(one.validFrom)}`}
            </span>
            <span className="version-items" title={one.components.map(wordsOf).join('\n') || undefined}>
              {one.components.map((part) => `${part.quantity} × ${part.itemCode}`).join(', ') || 'Unlinked'}
            </span>
            {one.components.length > 0 ? (
              <Button
                small
                label={`Use version ${one.version} again`}
                disabledBecause={
                  inactive.length > 0
                    ? `${inactive.map((part) => part.itemCode).join(', ')} is inactive in Stokly`
                    : null
                }
                onClick={() => onUse(one)}
              >
                Use again
              </Button>
            ) : (
              <span />
            )}
          </li>
        );
      })}
    </ul>
  );
}

function wordsOf({ quantity, itemCode, itemName }: MappingVersionView['components'][number]): string {
  return `${quantity} × ${itemCode} ${itemName}`;
}
