import { useCallback, useState } from 'react';
import type { Ask, MethodName, Output } from '../../../app/contract/api.ts';
import { useBackend } from '../../data/backend.tsx';

/** Commands of a wizard: an error is told in the step it belongs to, not in the line at the top. */
export function useStepCommand() {
  const { client } = useBackend();
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const ask = useCallback(
    async <M extends MethodName>(doing: string, method: M, input: Ask<M>): Promise<Output<M> | undefined> => {
      setProblem(null);
      setBusy(doing);
      const reply = await client.call(method, input);
      setBusy(null);
      if (reply.ok) return reply.value;
      setProblem(reply.error.message);
      return undefined;
    },
    [client],
  );
  return { busy, problem, setProblem, ask };
}
