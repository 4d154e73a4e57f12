/** Time, so that services and tests agree on it. */
export interface Clock {
  /** UTC instant, epoch milliseconds. */
  now(): number;
  sleep(ms: number): Promise<void>;
}
