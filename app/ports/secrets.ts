/** Keeps app secrets and tokens outside the books: the OS keychain, or a clearly announced fallback. */
export interface Secrets {
  /** Name of the store, for the Account tab: `Keychain`, `File beside the books`, … */
  readonly storeName: string;
  load(name: string): Promise<string | null>;
  save(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
}
