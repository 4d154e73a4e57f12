import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';

/** A Node process with `process.parentPort`, as a utility process has. Messages are cloned as structures, not as JSON. */
class UtilityProcess extends EventEmitter {
  private readonly child: ChildProcess;

  constructor(modulePath: string, args: readonly string[]) {
    super();
    const register = new URL('./parent-port.ts', import.meta.url).href;
    this.child = fork(modulePath, args, {
      serialization: 'advanced',
      execArgv: ['--disable-warning=ExperimentalWarning', '--import', register],
    });
    this.child.on('spawn', () => this.emit('spawn'));
    this.child.on('message', (message) => this.emit('message', message));
    this.child.on('exit', (code, signal) => this.emit('exit', code ?? (signal === null ? 0 : 1)));
    // It must not outlive the program that started it, however that ends.
    process.once('exit', () => this.child.kill('SIGKILL'));
  }

  get pid(): number | undefined {
    return this.child.exitCode === null ? this.child.pid : undefined;
  }

  postMessage(message: unknown): void {
    if (this.child.connected) this.child.send(message as object);
  }

  kill(): boolean {
    return this.child.kill('SIGKILL');
  }
}

export const utilityProcess = {
  fork: (modulePath: string, args: readonly string[] = [], _options: object = {}) =>
    new UtilityProcess(modulePath, args),
};
