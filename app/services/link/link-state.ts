import type { LinkCheck } from '../../ports/link-checks.ts';

export type LinkState = 'linked' | 'expiring' | 'relinkNeeded' | 'clockWrong' | 'unreachable' | 'unlinked';

/** A link that ends within this time is shown as expiring. */
const expiringMs = 7 * 86_400_000;
const dayMs = 86_400_000;

export interface LinkFacts {
  readonly stored: 'linked' | 'relinkNeeded' | 'unlinked';
  /** End of the session, where the vendor tells one; UTC instant. */
  readonly expiresAt: number | null;
  readonly check: LinkCheck | null;
  readonly now: number;
}

/**
 * What is said of a link: its state, and for every state but "linked" why and what to do. The gravest comes first: a
 * link that is dead is not mended by setting the clock.
 */
export function describeLink(facts: LinkFacts): {
  readonly link: LinkState;
  readonly message: string | null;
} {
  const { stored, expiresAt, check, now } = facts;
  const trouble = check?.trouble ?? null;
  if (stored === 'unlinked') {
    return {
      link: 'unlinked',
      message: 'Nothing is fetched or posted. The books stay, and it can be linked again.',
    };
  }
  if (expiresAt !== null && expiresAt <= now) {
    return {
      link: 'relinkNeeded',
      message: 'The session is over: the time the seller agreed to has ended. Link it again.',
    };
  }
  if (stored === 'relinkNeeded' || trouble?.kind === 'auth') {
    return {
      link: 'relinkNeeded',
      message: trouble?.message ?? 'The sign-in is no longer accepted. Link it again.',
    };
  }
  if (trouble?.kind === 'clock') return { link: 'clockWrong', message: trouble.message };
  if (trouble?.kind === 'unreachable') return { link: 'unreachable', message: trouble.message };
  if (expiresAt !== null && expiresAt - now < expiringMs) {
    return {
      link: 'expiring',
      message: 'Link it again before the session ends: fetching stops with it. Nothing else changes.',
    };
  }
  return { link: 'linked', message: null };
}

/** Whole days until the session ends, counted as people do: 0 on the last day. Null where no end is known. */
export function daysLeft(expiresAt: number | null, now: number): number | null {
  return expiresAt === null ? null : Math.max(0, Math.floor((expiresAt - now) / dayMs));
}
