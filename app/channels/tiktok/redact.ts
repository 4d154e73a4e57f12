export type Redact = (text: string) => string;

const controls = /\p{Cc}+/gu;
const longest = 240;

/**
 * Makes text from the network fit for a sentence: secrets are replaced, control characters become spaces, and it is
 * cut. Tokens and the app secret travel in addresses of the token calls (vendors/tiktok-shop.md §1.2), so that an error
 * text may echo them.
 */
export function redactor(secrets: readonly string[]): Redact {
  const known = secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [secret, encodeURIComponent(secret)]);
  return (text) => {
    let clean = text;
    for (const secret of known) clean = clean.replaceAll(secret, '•••');
    clean = clean.replaceAll(controls, ' ').trim();
    return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
  };
}
