import { useEffect, useEffectEvent, useState } from 'react';

/** Lists follow the typing after a pause of this long: not every letter on the way is asked for. */
const pauseMs = 150;

/**
 * The text of a box that filters while typing: shown at once, told after a pause, on Enter or when the box is left (what
 * is pressed next must find the filter that can be read on the screen). A tab that is left takes its boxes away without
 * leaving them first: what was typed last is told then, too.
 */
export function useTyped(text: string, onText: (text: string) => void) {
  const [typed, setTyped] = useState(text);
  const [seen, setSeen] = useState(text);
  // Taken off by its chip, or set from elsewhere: the box shows what counts.
  if (text !== seen) {
    setSeen(text);
    setTyped(text);
  }
  const tell = useEffectEvent(() => onText(typed));
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(tell, pauseMs);
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
