import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { Ask } from '../../app/contract/api.ts';
import { useQuery } from '../data/use-query.ts';
import { useProductState } from '../product/product-state.ts';
import { showDone } from '../shell/messages.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { exportWhatIf } from './what-if-export.ts';
import './what-if.css';
import { WhatIfNotes, WhatIfTable } from './what-if-table.tsx';

/** What is asked about: orders as they would be posted, or settled dates. */
export type WhatIfSubject =
  | ({ readonly of: 'orders' } & Omit<Ask<'whatIf.orders'>, 'mappings' | 'profile'>)
  | ({ readonly of: 'payments' } & Pick<Ask<'whatIf.payments'>, 'dates'>);

interface WhatIfProps {
  readonly shop: ShopView;
  /** What the totals are of, for the title and the page: `Orders of October`. */
  readonly title: string;
  readonly subject: WhatIfSubject;
}

/** Opens the totals of what posting would make, before anything is posted. */
export function WhatIfButton(props: WhatIfProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Preview totals</Button>
      {isOpen && <WhatIfDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function WhatIfDialog({ shop, title, subject, onClose }: WhatIfProps & { onClose: () => void }) {
  const { drafts } = useProductState(shop.shopId);
  const mappings = [...drafts].map(([skuId, { components, validFrom }]) => ({
    skuId,
    validFrom,
    components: components.map(({ itemId, quantity }) => ({ itemId, quantity })),
  }));
  const { of, ...asked } = subject;
  const orders = useQuery(
    'whatIf.orders',
    of === 'orders' && 'selection' in asked ? { ...asked, mappings } : null,
  );
  const payments = useQuery(
    'whatIf.payments',
    of === 'payments' && 'dates' in asked ? { ...asked, shopId: shop.shopId, mappings } : null,
  );
  const { data: report, error } = of === 'orders' ? orders : payments;
  const heading = `${title}, ${shop.name}`;
  const save = async (format: 'csv' | 'xlsx') => {
    if (report) showDone(`Saved ${await exportWhatIf(report, `Totals ${heading}`, format)}.`);
  };
  const why = report ? null : 'The totals are not there yet';
  return (
    <Dialog
      title={`Totals: ${title}`}
      wide
      className="what-if"
      onClose={onClose}
      actions={
        <>
          <Button icon="download" disabledBecause={why} onClick={() => void save('csv')}>
            Export CSV
          </Button>
          <Button icon="download" disabledBecause={why} onClick={() => void save('xlsx')}>
            Export XLSX
          </Button>
          <Button disabledBecause={why} onClick={() => window.print()}>
            Print
          </Button>
          <Button kind="primary" onClick={onClose} autoFocus>
            Close
          </Button>
        </>
      }
    >
      {error && (
        <p className="missing" role="alert">
          {error.message}
        </p>
      )}
      {!report && !error && <p className="muted">Counting</p>}
      {report && (
        // The list is longer than the window: without a place for the focus it could not be scrolled by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        <section aria-label="Totals" tabIndex={0}>
          <p className="what-if-head">
            {heading}. Nothing is posted by looking.{' '}
            {report.lines.length === 0 && 'Nothing would be made of it.'}
          </p>
          {report.lines.length > 0 && <WhatIfTable report={report} />}
          <WhatIfNotes report={report} drafts={mappings.length} />
        </section>
      )}
    </Dialog>
  );
}
