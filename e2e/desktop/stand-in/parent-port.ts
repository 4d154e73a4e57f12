import { EventEmitter } from 'node:events';

/** Loaded before the script of a utility process. What comes before anybody listens waits. */
class ParentPort extends EventEmitter {
  constructor() {
    super();
    this.once('newListener', (event) => {
      if (event !== 'message') return;
      process.on('message', (data) => this.emit('message', { data, ports: [] }));
    });
  }

  postMessage(message: unknown): void {
    process.send?.(message);
  }
}

Object.defineProperty(process, 'parentPort', { value: new ParentPort() });
process.on('disconnect', () => process.exit(1));
