import type { z } from 'zod';
import { accountMethods } from './accounts.ts';
import { careMethods } from './care.ts';
import { changeMethods } from './changes.ts';
import { documentMethods } from './documents.ts';
import type { Reply } from './errors.ts';
import { feeMethods } from './fees.ts';
import { jobMethods } from './jobs.ts';
import { orderMethods } from './orders.ts';
import { paymentMethods } from './payments.ts';
import { preferenceMethods } from './preferences.ts';
import { productMethods } from './products.ts';
import { profitMethods } from './profit.ts';
import { proofPackMethods } from './proof-pack.ts';
import { settlementMethods } from './settlements.ts';
import { standingMethods } from './standings.ts';
import { statementMethods } from './statements.ts';
import { tieOutMethods } from './tieout.ts';
import { undoMethods } from './undo.ts';
import { whatIfMethods } from './what-if.ts';

/**
 * Everything a screen or a script may ask. Handlers, clients, validation and documentation derive from this one
 * object. No URL, path, SQL or secret comes out of it (secrets go in once, when something is linked).
 */
export const api = {
  ...accountMethods,
  ...productMethods,
  ...orderMethods,
  ...settlementMethods,
  ...paymentMethods,
  ...documentMethods,
  ...tieOutMethods,
  ...proofPackMethods,
  ...whatIfMethods,
  ...statementMethods,
  ...feeMethods,
  ...profitMethods,
  ...standingMethods,
  ...undoMethods,
  ...changeMethods,
  ...jobMethods,
  ...preferenceMethods,
  ...careMethods,
} as const;

export type Api = typeof api;
export type MethodName = keyof Api;
/** What the Account tab asks; the app and its sample company are the host's. */
export type AccountMethod = Exclude<keyof typeof accountMethods, `app.${string}` | `sample.${string}`>;
/** What a caller may leave out (defaults) … */
export type Ask<M extends MethodName> = z.input<Api[M]['input']>;
/** … and what a handler gets. */
export type Input<M extends MethodName> = z.output<Api[M]['input']>;
export type Output<M extends MethodName> = z.output<Api[M]['output']>;

export type Handlers = { readonly [M in MethodName]: (input: Input<M>) => Promise<Reply<Output<M>>> };

export function isMethod(name: string): name is MethodName {
  return Object.hasOwn(api, name);
}
