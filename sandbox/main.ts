import { startSandbox } from './index.ts';

/** `node sandbox/main.ts`: starts both stand-ins, prints one line of JSON, runs until it is told to stop. */
const port = (name: string): number => {
  const value = Number(process.env[name] ?? '0');
  return Number.isInteger(value) && value >= 0 && value < 65_536 ? value : 0;
};

const sandbox = await startSandbox({
  tiktokPort: port('SANDBOX_TIKTOK_PORT'),
  stoklyPort: port('SANDBOX_STOKLY_PORT'),
});
console.log(JSON.stringify({ tiktok: sandbox.tiktok, stokly: sandbox.stokly, shops: sandbox.shops }));

const stop = (): void => {
  void sandbox.close().then(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
