import { createContext, type ReactNode, useContext } from 'react';
import type { Client } from '../../app/contract/client.ts';
import type { QueryCache } from './query-cache.ts';

export interface Backend {
  readonly client: Client;
  readonly cache: QueryCache;
}

const BackendContext = createContext<Backend | null>(null);

export function BackendProvider({ backend, children }: { backend: Backend; children: ReactNode }) {
  return <BackendContext value={backend}>{children}</BackendContext>;
}

export function useBackend(): Backend {
  const backend = useContext(BackendContext);
  if (!backend) throw new Error('A component that asks the backend stands outside BackendProvider');
  return backend;
}
