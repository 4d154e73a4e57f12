import type { Reference } from '../../domain/ids.ts';
import type { Currency } from '../../domain/money.ts';
import type { PostedDocument } from '../../ports/ledger.ts';
import { expectFigures, notReadBack, toSeen } from './confirm.ts';
import type { CallResult } from './errors.ts';
import { severalHeld } from './held-documents.ts';
import type { ReferencedRow } from './held-referenced.ts';
import type { Leaving, PostContext } from './post-context.ts';
import type { ReferencedLooks } from './shared-looks.ts';

/** Looks, sends once, reads back, compares. A document that is there already is the answer. */
export async function postReferenced<Row extends ReferencedRow>(
  context: PostContext,
  looks: ReferencedLooks<Row>,
  document: { readonly reference: Reference; readonly currency: Currency },
  body: unknown,
  expected: { readonly totalMinor: number; readonly outstandingMinor: number },
  leaving: Leaving,
): Promise<CallResult<PostedDocument>> {
  const { kind } = looks;
  const [plural, singular] = kind.words;
  const { currency, reference } = document;
  const held = await looks.held.ask(reference);
  if (!held.ok) return held;
  if (held.value.length > 1) {
    return severalHeld(
      plural,
      reference,
      held.value.map((row) => row.niceId),
    );
  }
  const [existing] = held.value;
  if (existing) {
    const posted = kind.toPosted(existing, reference);
    // Its balance may have been consumed since; its total may not have changed.
    const { totalMinor } = expected;
    return posted.ok ? expectFigures(posted.value, { currency, totalMinor, outstandingMinor: null }) : posted;
  }
  const created = await context.client.create(kind.create, { body, leaving });
  if (!created.ok) return created;
  const what = `${singular} ${reference}`;
  const row = toSeen(what, await looks.made.see({ id: created.value, reference }));
  if (!row.ok) return row;
  const posted = kind.toPosted(row.value, reference);
  return posted.ok ? expectFigures(posted.value, { currency, ...expected }) : notReadBack(what, posted.error);
}
