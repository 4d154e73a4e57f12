import { useState } from 'react';

/**
 * As many sets of row elements as were ever on the screen at once, used in turn: a row that comes into sight takes the
 * elements of the one that left, and a new sorting or filter only changes texts. Making rows anew took more than half of
 * what a key in a filter took (docs/performance.md).
 */
export function useRowSlots(shown: number): (index: number) => number {
  const [most, setMost] = useState(0);
  if (shown > most) setMost(shown);
  const slots = Math.max(most, shown, 1);
  return (index) => index % slots;
}
