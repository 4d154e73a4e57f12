import { useEffect, useEffectEvent, useRef, useState } from 'react';

/** Lists follow a key at once; while more are typed they are told no more often than this. */
const pauseMs = 150;

/**
 * The text of a box that filters while typing: shown at once, and told at once unless something was told just before; then
 * after the pause, on Enter or when the box is left (what is pressed next must find the filter that can be read on the
 * screen). A tab that is left takes its boxes away without leaving them first: what was typed last is told then, too.
 */
export function useTyped(text: string, onText: (text: string) => void) {
  const [typed, setTyped] = useState(text);
  const [seen, setSeen] = useState(text);
  // Taken off by its chip, or set from elsewhere: the box shows what counts.
  if (text !== seen) {
    setSeen(text);
    setTyped(text);
  }
  const toldAt = useRef(Number.NEGATIVE_INFINITY);
  const tell = useEffectEvent(() => {
    toldAt.current = performance.now();
    onText(typed);
  });
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(tell, Math.max(0, toldAt.current + pauseMs - performance.now()));
    return () => clearTimeout(timer);
  }, [typed, text]);
  const tellLast = useEffectEvent(() => {
    if (typed !== text) onText(typed);
  });
  useEffect(() => () => tellLast(), []);
  return {
    typed,
    type: setTyped,
    /** Tells at once; without a text what is typed. */
    tellNow: (now = typed) => {
      setTyped(now);
      if (now !== text) onText(now);
    },
  };
}
