import { z } from 'zod';
import { DateOn, Id } from './fields.ts';
import { query } from './method.ts';

/** Proof of payouts as a folder that can be checked without Tieout. */
export const proofPackMethods = {
  'proofPack.make': query(
    'The proof of some settled dates (both included) as a zip of one folder: the same books give the same bytes.',
    z.object({ shopId: Id, from: DateOn, to: DateOn }),
    z.object({
      fileName: z.string(),
      contentBase64: z.string(),
      /** Every date of it agrees to the cent, and no check failed. */
      tiedOut: z.boolean(),
      sentence: z.string(),
    }),
  ),
} as const;
