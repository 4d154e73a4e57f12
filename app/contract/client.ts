import type { Ask, MethodName, Output } from './api.ts';
import type { Reply } from './errors.ts';
import type { TieoutEvent } from './jobs.ts';

/** How a host carries a call: IPC, HTTP or a direct call. It never throws; a broken line is an error reply. */
export interface Transport {
  call(method: MethodName, input: unknown): Promise<Reply<unknown>>;
  /** Returns the function that stops listening. */
  listen(listener: (event: TieoutEvent) => void): () => void;
}

export interface Client {
  call<M extends MethodName>(method: M, input: Ask<M>): Promise<Reply<Output<M>>>;
  listen(listener: (event: TieoutEvent) => void): () => void;
}

export function createClient(transport: Transport): Client {
  return {
    // The backend has checked the answer against the method's schema: its type is the method's output.
    call: (method, input) => transport.call(method, input) as Promise<Reply<Output<typeof method>>>,
    listen: (listener) => transport.listen(listener),
  };
}
