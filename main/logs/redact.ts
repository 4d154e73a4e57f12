const hidden = '[hidden]';

/** Names of fields whose values are nobody's business: keys of any kind, and what says who a buyer is. */
const privateName =
  /authorization|cookie|passw|secret|token|sign|cipher|credential|app_?key|account_?key|auth_?code|name|recipient|buyer|customer|address|line[12]|street|city|post_?code|zip|phone|mobile|mail/i;

function isPrivate(name: string): boolean {
  return privateName.test(name);
}

// Every repetition has a limit, or ends where it is consumed: what is logged comes from outside, and an expression that
// backtracks over it would hang the program.
const quotedField = /"([\w.-]{1,60})"(\s{0,5}:\s{0,5})"(?:[^"\\]|\\.)*"?/g;
const bareField = /([\w.-]{1,60})=[^\s&"',;)]+/g;
const bearer = /\b(Bearer|Basic)\s{1,5}[\w.~+/=-]+/gi;
/** Tokens as TikTok Shop and web standards write them, wherever they stand. */
const knownTokens = /\b(?:TTP_|ROW_|GCP_|eyJ)[\w.-]{6,}/g;
const mailAddress = /[\w.+-]{1,64}@[\w.-]{1,200}/g;

/**
 * Text for the log without secrets and without buyers. `secrets` are values known to be secret; the patterns catch what
 * nobody told. It rather hides too much: a log is for finding the place of a failure, not for reading data.
 */
export function redact(text: string, secrets: Iterable<string>): string {
  let shown = text;
  for (const secret of secrets) shown = shown.replaceAll(secret, hidden);
  return (
    shown
      .replace(bearer, `$1 ${hidden}`)
      .replace(quotedField, (field, name: string, colon: string) =>
        isPrivate(name) ? `"${name}"${colon}"${hidden}"` : field,
      )
      // In an address, `code` is a consent; in JSON it is the name of an error, which a log needs.
      .replace(bareField, (field, name: string) =>
        isPrivate(name) || name === 'code' ? `${name}=${hidden}` : field,
      )
      .replace(knownTokens, hidden)
      .replace(mailAddress, hidden)
  );
}
