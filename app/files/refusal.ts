/** Why bytes could not be read as tables. A sentence for people: what the file is, and what to do. */
export interface FileRefusal {
  readonly code: 'not-a-spreadsheet' | 'damaged' | 'encrypted' | 'macros' | 'too-large' | 'no-rows';
  readonly message: string;
}

/**
 * Carries a refusal out of nested parser callbacks. It never leaves this folder: `readTables` turns it into a value.
 */
export class Refused extends Error {
  readonly refusal: FileRefusal;

  constructor(code: FileRefusal['code'], message: string) {
    super(message);
    this.refusal = { code, message };
  }
}

export const downloadAgain = 'Download the export from Seller Center again and load that file.';

export function damaged(what: string): Refused {
  return new Refused('damaged', `${what} ${downloadAgain}`);
}

export function tooLarge(what: string): Refused {
  return new Refused('too-large', `${what} Export a shorter period and load the parts one by one.`);
}
