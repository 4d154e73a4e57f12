import { z } from 'zod';
import { whatIfSections } from '../domain/what-if/totals.ts';
import { ProfileView } from './accounts.ts';
import { CurrencyCode, DateOn, Id, Minor } from './fields.ts';
import { query } from './method.ts';
import { OrderSelection } from './orders.ts';
import { MappingDraft, mostMappings } from './products.ts';

/** Changes that are not saved: mappings as they would be posted, and the profile as it would be saved. */
const Drafts = {
  mappings: z.array(MappingDraft).max(mostMappings).default([]),
  profile: ProfileView.nullable().default(null),
};

const Figure = z.object({ count: z.int(), amountMinor: Minor });

export const WhatIfLineView = z.object({
  section: z.enum(whatIfSections),
  name: z.string(),
  saved: Figure,
  changed: Figure.nullable(),
  posted: Figure,
  changeMinor: Minor.nullable(),
  toPostMinor: Minor,
});
export type WhatIfLineView = z.infer<typeof WhatIfLineView>;

export const WhatIfReport = z.object({
  currency: CurrencyCode,
  lines: z.array(WhatIfLineView),
  /** Why orders or dates become nothing, the most frequent first: how many as saved, and with the changes. */
  left: z.array(z.object({ reason: z.string(), saved: z.int(), changed: z.int().nullable() })),
  leftCount: z.int(),
  /** Invoices that payments were planned on although they are not posted yet. */
  assumedInvoices: z.int(),
});
export type WhatIfReport = z.infer<typeof WhatIfReport>;

export const whatIfMethods = {
  'whatIf.orders': query(
    'Totals of the documents of orders: as saved, with unsaved changes, as posted. Nothing is stored.',
    z.object({
      selection: OrderSelection,
      action: z.enum(['default', 'invoice', 'order']).default('default'),
      ...Drafts,
    }),
    WhatIfReport,
  ),
  'whatIf.payments': query(
    'Totals of what settled dates become as if nothing of them were posted: as saved, with unsaved changes, as posted.',
    z.object({
      shopId: Id,
      /** These dates; null = every date in the books. */
      dates: z.array(DateOn).max(400).nullable().default(null),
      ...Drafts,
    }),
    WhatIfReport,
  ),
} as const;
