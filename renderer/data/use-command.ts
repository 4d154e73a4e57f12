import { useCallback } from 'react';
import type { Ask, MethodName, Output } from '../../app/contract/api.ts';
import { showError } from '../shell/messages.ts';
import { useBackend } from './backend.tsx';
import { useJobs } from './jobs.ts';

type Starter = {
  [M in MethodName]: Output<M> extends { jobId: string } ? M : never;
}[MethodName];

/** Carries out a command. An error goes to the message line and the value is undefined. */
export function useCommand(): <M extends MethodName>(
  method: M,
  input: Ask<M>,
) => Promise<Output<M> | undefined> {
  const { client } = useBackend();
  return useCallback(
    async (method, input) => {
      const reply = await client.call(method, input);
      if (reply.ok) return reply.value;
      showError(reply.error);
      return undefined;
    },
    [client],
  );
}

/** Starts a job and asks once for its first view; events tell the rest. True when it was started. */
export function useStartJob(): <M extends Starter>(method: M, input: Ask<M>) => Promise<boolean> {
  const { client } = useBackend();
  return useCallback(
    async (method, input) => {
      const reply = await client.call(method, input);
      if (!reply.ok) {
        showError(reply.error);
        return false;
      }
      const job = await client.call('jobs.get', { jobId: reply.value.jobId });
      if (job.ok) useJobs.getState().apply(job.value.job);
      return true;
    },
    [client],
  );
}
