import { z } from 'zod';
import { api, type Handlers, isMethod } from './api.ts';
import { type ApiError, describeDiskTrouble, type Reply } from './errors.ts';

/** Turns an unknown call into a handler's answer. Handlers are trusted only behind this line. */
export type Dispatch = (method: string, input: unknown) => Promise<Reply<unknown>>;

export interface DispatchOptions {
  /** Told about what should not happen: a handler that threw, an answer that is not of its schema. */
  readonly onDefect: (method: string, defect: unknown) => void;
}

export function createDispatch(handlers: Handlers, options: DispatchOptions): Dispatch {
  return async (method, input) => {
    if (!isMethod(method)) {
      return refuse({
        code: 'UNKNOWN_METHOD',
        message: `There is no method of this name.`,
        retryable: false,
      });
    }
    const parsed = api[method].input.safeParse(input ?? {});
    if (!parsed.success) return refuse(badInput(parsed.error));
    let message = 'Something inside Tieout failed. Nothing was half-written. The log has the details.';
    try {
      // The schema of this very method has just accepted the input, so it is what its handler takes.
      const handle = handlers[method] as (input: unknown) => Promise<Reply<unknown>>;
      const reply = await handle(parsed.data);
      if (!reply.ok) return reply;
      const checked = api[method].output.safeParse(reply.value);
      if (checked.success) return { ok: true, value: checked.data };
      options.onDefect(method, checked.error);
    } catch (defect) {
      options.onDefect(method, defect);
      message = describeDiskTrouble(defect) ?? message;
    }
    return refuse({ code: 'BACKEND_FAILED', message, retryable: true });
  };
}

function refuse(error: ApiError): Reply<never> {
  return { ok: false, error };
}

function badInput(error: z.ZodError): ApiError {
  const issue = error.issues[0];
  const where = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  return {
    code: 'BAD_INPUT',
    message: `The request was not understood (${where}${issue?.message ?? 'wrong shape'}).`,
    details: { issues: z.treeifyError(error) },
    retryable: false,
  };
}
