import type { BackendProcess } from '../backend-life.ts';
import type { FromBackend, ToBackend } from '../backend-messages.ts';

/** A process of the backend whose life a test plays. */
export class FakeBackendProcess implements BackendProcess {
  readonly got: ToBackend[] = [];
  private readonly messageListeners: ((message: FromBackend) => void)[] = [];
  private readonly exitListeners: ((code: number) => void)[] = [];

  on(event: 'message' | 'exit', listener: ((message: FromBackend) => void) | ((code: number) => void)): void {
    // The overloads of the interface pair each event with its listener.
    if (event === 'message') this.messageListeners.push(listener as (message: FromBackend) => void);
    else this.exitListeners.push(listener as (code: number) => void);
  }

  postMessage(message: ToBackend): void {
    this.got.push(message);
    if (message.kind === 'close') this.die(0);
  }

  kill(): boolean {
    this.die(1);
    return true;
  }

  say(message: FromBackend): void {
    for (const listener of this.messageListeners) listener(message);
  }

  die(code: number): void {
    for (const listener of this.exitListeners) listener(code);
  }

  /** Answers the newest call that asks for this method. */
  reply(method: string, value: unknown): void {
    const call = this.got.findLast((message) => message.kind === 'call' && message.method === method);
    if (call?.kind !== 'call') throw new Error(`Nobody called ${method}`);
    this.say({ kind: 'reply', id: call.id, reply: { ok: true, value } });
  }
}
