import { useState } from 'react';

/**
 * What a dialog that is filled in does when it is sent: what is wrong is told at its field from the first try on, and
 * the dialog closes once it was kept. `send` gives false where something is missing or it was refused: what was typed stays.
 */
export function useSending(send: () => false | Promise<boolean>, onClose: () => void) {
  const [isTried, setTried] = useState(false);
  const submit = async () => {
    setTried(true);
    if (await send()) onClose();
  };
  return {
    submit: () => void submit(),
    told: (isWrong: boolean, problem: string): string | undefined =>
      isTried && isWrong ? problem : undefined,
  };
}
