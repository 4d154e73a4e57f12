import { parentPort, workerData } from 'node:worker_threads';
import { createCompany } from '../sandbox/company/company.ts';
import { type SandboxOptions, startSandbox } from '../sandbox/index.ts';

/** The vendors in a thread of their own: what they work is not ours. */
export interface VendorData {
  readonly orders: number;
  readonly rateLimit: NonNullable<SandboxOptions['rateLimit']>;
  /** One number: the instant it is, in milliseconds. */
  readonly time: SharedArrayBuffer;
}

// The data was given by vendors.ts, which starts this thread.
const { orders, rateLimit, time } = workerData as VendorData;
const instant = new Float64Array(time);
const sandbox = await startSandbox({
  company: createCompany(undefined, orders),
  rateLimit,
  tiktokTokenLifeMs: 7 * 86_400_000,
  now: () => Math.floor(instant[0] ?? 0),
});
const { tiktok, stokly, shops } = sandbox;
parentPort?.on('message', (asked: 'code' | 'reset') => {
  if (asked === 'reset') sandbox.reset();
  parentPort?.postMessage(asked === 'code' ? sandbox.authorize() : null);
});
parentPort?.postMessage({ tiktok, stokly, shops });
