import { useState } from 'react';

/**
 * The text of a box that filters while typing. Each key is told at once: lists ask for the newest text only
 * (query-cache.ts). What is told may be tidied; the box keeps what was typed.
 */
export function useTyped(text: string, onText: (text: string) => void) {
  const [typed, setTyped] = useState(text);
  const [seen, setSeen] = useState(text);
  // Taken off by its chip, or set from elsewhere: the box shows what counts.
  if (text !== seen) {
    setSeen(text);
    setTyped(text);
  }
  const type = (now: string) => {
    setTyped(now);
    if (now !== text) onText(now);
  };
  return { typed, type };
}
