/** Deaths in a row within this time count together; one that comes later is the first of a new row. */
const rowMs = 60_000;
/** After so many in a row it is not started again by itself: somebody should look. */
const patience = 3;

/**
 * How long to wait before something that died is started again, in milliseconds; null when it should stay as it is
 * until a person asks. `deaths` are the instants it died, the newest last.
 */
export function restartDelay(deaths: readonly number[]): number | null {
  const newest = deaths.at(-1) ?? 0;
  const inRow = deaths.filter((at) => newest - at < rowMs).length;
  if (inRow > patience) return null;
  return inRow <= 1 ? 0 : 500 * 2 ** (inRow - 1);
}
