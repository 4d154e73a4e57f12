import { startBackend } from '../backend/index.ts';
import { serveBackend } from './serve-backend.ts';

/** The entry of the utility process: the books, the vendors and the sample company live here, apart from the window. */
serveBackend({
  port: process.parentPort,
  start: startBackend,
  exit: (code) => process.exit(code),
});
