/**
 * Text of a server on its way to a person or a log: without secrets, on one line, of bounded length. Servers echo
 * requests in their errors, so the sign-in values and anything that looks like a token are taken out.
 */
const longest = 300;
const tokenLike = /\b(?:Bearer\s+\S+|eyJ[\w-]+(?:\.[\w-]*){1,2})/gi;

export function redact(text: string, secrets: readonly string[]): string {
  let clean = text.replace(tokenLike, '[hidden]');
  for (const secret of secrets) {
    if (secret.length > 0) clean = clean.replaceAll(secret, '[hidden]');
  }
  clean = clean.replace(/[\p{C}\s]+/gu, ' ').trim();
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
}
