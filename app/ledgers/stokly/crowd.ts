/**
 * The documents that are on their way at one time. Each goes its way alone until it needs an answer that the others need
 * too: there it waits until nobody moves any more, and one call asks for all of them. No pause is guessed for that.
 */
export interface Crowd {
  /** The whole way of one document. */
  join<T>(way: () => Promise<T>): Promise<T>;
  /** Inside `join`: this document waits for something that others may share. */
  wait<T>(answer: Promise<T>): Promise<T>;
  /** Heard each time everybody who is under way waits. */
  onQuiet(listener: () => void): void;
  /** Somebody new waits: is everybody? */
  look(): void;
  isQuiet(): boolean;
}

export function createCrowd(): Crowd {
  const listeners: (() => void)[] = [];
  let moving = 0;
  let isLooking = false;

  function look(): void {
    if (moving > 0 || isLooking) return;
    isLooking = true;
    // At the end of this turn of the event loop: who was just answered, or is just beginning, moves on before it.
    setImmediate(() => {
      isLooking = false;
      if (moving === 0) for (const listener of listeners) listener();
    });
  }

  function stop(): void {
    moving -= 1;
    look();
  }

  return {
    async join(way) {
      moving += 1;
      try {
        return await way();
      } finally {
        stop();
      }
    },
    async wait(answer) {
      stop();
      try {
        return await answer;
      } finally {
        moving += 1;
      }
    },
    onQuiet(listener) {
      listeners.push(listener);
    },
    look,
    isQuiet: () => moving === 0,
  };
}
