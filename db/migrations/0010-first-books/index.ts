import type { Migration } from '../../migrate.ts';
import { afterPosting } from './after-posting.ts';
import { bank } from './bank.ts';
import { feeRules } from './fee-rules.ts';
import { linkChecks } from './link-checks.ts';
import { links, products } from './links-and-products.ts';
import { orderOutcomes } from './order-outcomes.ts';
import { orders } from './orders.ts';
import { outbox } from './outbox.ts';
import { records } from './records.ts';
import { settlements } from './settlements.ts';

export const firstBooks: Migration = {
  number: 10,
  name: 'first-books',
  up: (raw) => {
    const pieces = [
      links,
      linkChecks,
      products,
      orders,
      settlements,
      bank,
      feeRules,
      outbox,
      orderOutcomes,
      records,
      afterPosting,
    ];
    for (const piece of pieces) raw.exec(piece);
  },
};
