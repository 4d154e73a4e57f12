/** JSON for a TEXT column. `undefined` is stored as null, so that what is read back is a value again. */
export function toJson(value: unknown): string {
  return JSON.stringify(value ?? null);
}

/** Reads back what `toJson` wrote. */
export function fromJson<Value>(text: string): Value {
  // The column is written by the same repository from a value of this type, and CHECK (json_valid) guards it.
  return JSON.parse(text) as Value;
}

export type Flag = 0 | 1;

export function toFlag(value: boolean): Flag {
  return value ? 1 : 0;
}

/** A sum that left the safe range would be a wrong figure, so it is refused instead. */
export function safeMinor(value: number | null): number {
  const minor = value ?? 0;
  if (!Number.isSafeInteger(minor)) throw new RangeError(`A sum of money left the safe range: ${minor}`);
  return minor;
}
