import type { ProductRow } from '../../app/contract/products.ts';
import { useQuery } from '../data/use-query.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { formatCount } from '../widgets/format.ts';
import { codeText } from './code-text.ts';
import type { Components } from './product-state.ts';

interface AlikeDialogProps {
  readonly shopId: string;
  readonly row: ProductRow;
  readonly components: Components;
  /** Ticked rows besides this one. */
  readonly ticked: number;
  readonly onTicked: () => void;
  readonly onRows: (skuIds: readonly string[]) => void;
  readonly onClose: () => void;
}

interface Rule {
  readonly name: string;
  readonly detail: string;
  /** Other rows it finds; null = being counted. */
  readonly count: number | null;
  readonly use: () => void;
}

/** “Map all like this”: by which rule, and how many rows that are, before anything is edited. */
export function AlikeDialog(props: AlikeDialogProps) {
  const { shopId, row, components, ticked, onRows, onTicked, onClose } = props;
  const { data, error } = useQuery('products.alike', { shopId, skuId: row.skuId });
  const sameSellerSku = data?.sameSellerSku ?? [];
  const sameName = data?.sameName ?? [];
  const rules: readonly Rule[] = [
    {
      name: 'Same seller SKU',
      detail: row.sellerSku || 'none',
      count: data ? sameSellerSku.length : null,
      use: () => onRows(sameSellerSku),
    },
    {
      name: 'Same product name and variation',
      detail: [row.productName, row.variation].filter(Boolean).join(', '),
      count: data ? sameName.length : null,
      use: () => onRows(sameName),
    },
    { name: 'All ticked rows', detail: 'ticked besides this one', count: ticked, use: onTicked },
  ];
  return (
    <Dialog title="Map all like this" onClose={onClose} actions={<Button onClick={onClose}>Cancel</Button>}>
      <p>
        <b>{codeText(components)}</b> for other rows too. They are edited and ticked; nothing is saved until
        Post.
      </p>
      {error && (
        <p className="missing" role="alert">
          {error.message}
        </p>
      )}
      <ul className="rule-list">
        {rules.map(({ name, detail, count, use }) => (
          <li key={name}>
            <Button
              onClick={use}
              disabledBecause={
                count === null ? 'Counting' : count === 0 ? 'No other row is like this one' : null
              }
            >
              {name} ({count === null ? '…' : formatCount(count)})
            </Button>
            <span className="muted">{detail}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
