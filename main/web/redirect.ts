/** The query of a request target, without the question mark: `/oauth/callback?code=c&state=s` → `code=c&state=s`. */
export function queryOf(target: string): string {
  const start = target.indexOf('?');
  return start === -1 ? '' : target.slice(start + 1);
}

/** The page a seller sees after the consent. It tells how it went and repeats nothing of the address. */
export function redirectPage(outcome: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Tieout</title></head>
<body><h1>You can close this window</h1><p>${escapeHtml(outcome)}</p></body>
</html>
`;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');
}
