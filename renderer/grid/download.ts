/** Hands a file to the browser's downloads. A blob address belongs to this page, so the CSP has nothing to refuse. */
export function downloadFile(fileName: string, parts: BlobPart[], type: string): void {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The download has taken its copy by the time the page is idle again.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** `Acme UK` → `acme-uk`: a name for a file on any system. */
export function toFileWord(name: string): string {
  const word = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase();
  return word === '' ? 'shop' : word.slice(0, 60);
}
