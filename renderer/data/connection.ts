import { create } from 'zustand';

/** `lost`: no answer, it is tried again. `ended`: another run of Tieout answers, which this window does not belong to. */
export type ConnectionState = 'up' | 'lost' | 'ended';

/** Whether the backend answers, as the stream of events tells. */
export const useConnection = create<{ readonly state: ConnectionState }>(() => ({ state: 'up' }));
