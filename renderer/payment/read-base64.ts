import { err, ok, type Result } from '../../app/domain/result.ts';

/** The contract takes files up to this size (96 MB of text after encoding). */
export const largestFile = 72 * 1024 * 1024;

/** A chosen or dropped file as base64 text, or the sentence that says why not. Nothing but its bytes is looked at. */
export function readBase64(file: File): Promise<Result<string, string>> {
  if (file.size > largestFile) {
    return Promise.resolve(err('The file is larger than 72 MB. Export a shorter period from Seller Center.'));
  }
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onerror = () =>
      resolve(err('The file could not be read. It may have been moved or be open elsewhere.'));
    reader.onload = () => {
      const text = typeof reader.result === 'string' ? reader.result : '';
      // A data URL: what follows the comma is the base64 text; an empty file has no comma.
      resolve(ok(text.slice(text.indexOf(',') + 1)));
    };
    reader.readAsDataURL(file);
  });
}
