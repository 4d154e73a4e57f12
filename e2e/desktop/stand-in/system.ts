import { EventEmitter } from 'node:events';
import type { Display } from 'electron';

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

// Of a display only what is asked for here; a program that asks for more finds nothing and fails its test.
const display = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } } as Display;

export const screen = {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
};

/** Nothing is opened outside of a test. */
export const shell = {
  openExternal: async (_url: string): Promise<void> => undefined,
  openPath: async (_path: string): Promise<string> => '',
};
