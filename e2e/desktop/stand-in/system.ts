import { EventEmitter } from 'node:events';

/** Power events come only when a test emits them. */
export const powerMonitor = new EventEmitter();

const blockers = new Set<number>();
let nextBlocker = 1;

export const powerSaveBlocker = {
  start(_type: 'prevent-app-suspension' | 'prevent-display-sleep'): number {
    blockers.add(nextBlocker);
    nextBlocker += 1;
    return nextBlocker - 1;
  },
  stop: (id: number): boolean => blockers.delete(id),
  isStarted: (id: number): boolean => blockers.has(id),
};

export class Notification extends EventEmitter {
  readonly title: string;
  readonly body: string;

  static isSupported(): boolean {
    return true;
  }

  constructor(options: { title?: string; body?: string } = {}) {
    super();
    this.title = options.title ?? '';
    this.body = options.body ?? '';
  }

  show(): void {
    this.emit('show');
  }
}

export const nativeImage = {
  createFromPath(path: string): never {
    throw new Error(`The stand-in draws no pictures outside its pages (${path}).`);
  },
};

/** Nothing is opened outside of a test. */
export const shell = {
  openExternal: async (_url: string): Promise<void> => undefined,
  openPath: async (_path: string): Promise<string> => '',
};
