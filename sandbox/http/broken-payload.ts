import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Call } from './call.ts';

const DRIP_MS = 2_000;
const DRIPS = 8;

/** Spoils an answer whose work is already done. */
export function brokenPayload(call: Call, reply: FastifyReply, payload: unknown): unknown {
  if (typeof payload !== 'string') return payload;
  switch (call.fault?.do) {
    case 'drop-after-commit':
      call.entry.status = 0;
      reply.raw.socket?.destroy();
      return payload;
    case 'truncated-json':
      return payload.slice(0, Math.floor(payload.length / 2));
    case 'bad-schema':
      return mangle(payload);
    case 'cut-mid-body': {
      const bytes = Buffer.from(payload);
      reply.header('content-length', bytes.length);
      return Readable.from(cut(bytes, reply));
    }
    case 'slow-drip': {
      const bytes = Buffer.from(payload);
      reply.header('content-length', bytes.length);
      return Readable.from(drip(bytes, call.fault.ms ?? DRIP_MS));
    }
    default:
      return payload;
  }
}

/** Valid JSON of the wrong shape: what should be a list is an object, what should be an object is a list. */
function mangle(payload: string): string {
  const parsed: unknown = JSON.parse(payload);
  if (typeof parsed !== 'object' || parsed === null || !('data' in parsed)) return payload;
  return JSON.stringify({ ...parsed, data: wrongShape(parsed.data) });
}

function wrongShape(data: unknown): unknown {
  if (Array.isArray(data)) return { rows: 'unexpected' };
  if (typeof data !== 'object' || data === null) return ['unexpected'];
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, Array.isArray(value) ? {} : [value]]),
  );
}

async function* cut(bytes: Buffer, reply: FastifyReply): AsyncGenerator<Buffer> {
  yield bytes.subarray(0, Math.ceil(bytes.length / 2));
  // Let the first half leave before the line goes dead.
  await pause(20);
  reply.raw.socket?.destroy();
}

async function* drip(bytes: Buffer, ms: number): AsyncGenerator<Buffer> {
  const step = Math.max(1, Math.ceil(bytes.length / DRIPS));
  for (let at = 0; at < bytes.length; at += step) {
    yield bytes.subarray(at, at + step);
    await pause(ms / DRIPS);
  }
}
