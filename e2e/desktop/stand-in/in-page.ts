/**
 * Code that is sent into the page as text, so each function stands alone. Two worlds of one page share its DOM and nothing
 * else: what crosses between them crosses as text in events, which are heard at once, as calls over the context bridge are.
 */

export interface BridgeSide {
  /** A value of this world as the other one may have it: plain data copied, functions and promises as numbers. */
  encode(value: unknown): unknown;
  decode(wire: unknown): unknown;
  /** Sends a message and gives what the other side answered at once. */
  tell(kind: string, body: unknown): unknown;
  hear(kind: string, listener: (body: unknown) => unknown): void;
}

/** Runs in both worlds. `mark` is a word that only the two sides know. */
export function bridgeSide(mark: string, own: string, other: string): BridgeSide {
  type Wire = { type: string; value?: unknown; id?: number };
  const functions: ((...args: unknown[]) => unknown)[] = [];
  const promises: { resolve: (value: unknown) => void; reject: (problem: Error) => void }[] = [];
  const listeners = new Map<string, (body: unknown) => unknown>();
  let answer: { value?: unknown; problem?: string } = {};

  const send = (to: string, body: unknown): void => {
    window.dispatchEvent(new CustomEvent(`${mark}-${to}`, { detail: JSON.stringify(body) ?? 'null' }));
  };
  const tell = (kind: string, body: unknown): unknown => {
    answer = {};
    send(other, { kind, body });
    const { value, problem } = answer;
    if (problem !== undefined) throw new Error(problem);
    return value;
  };
  window.addEventListener(`${mark}-${own}-answer`, (event) => {
    answer = JSON.parse((event as CustomEvent<string>).detail);
  });
  window.addEventListener(`${mark}-${own}`, (event) => {
    const { kind, body } = JSON.parse((event as CustomEvent<string>).detail);
    let back: { value?: unknown; problem?: string };
    try {
      back = { value: listeners.get(kind)?.(body) };
    } catch (problem) {
      back = { problem: problem instanceof Error ? problem.message : String(problem) };
    }
    send(`${other}-answer`, back);
  });

  const encode = (value: unknown): unknown => {
    if (typeof value === 'function') {
      functions.push(value as (...args: unknown[]) => unknown);
      return { type: 'function', id: functions.length - 1 };
    }
    if (value instanceof Promise) {
      const id = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
      value.then(
        (result) => tell('settle', { id, value: encode(result) }),
        (problem) => tell('settle', { id, problem: String(problem?.message ?? problem) }),
      );
      return { type: 'promise', id };
    }
    if (Array.isArray(value)) return { type: 'array', value: value.map(encode) };
    if (typeof value === 'object' && value !== null) {
      return { type: 'object', value: Object.entries(value).map(([key, one]) => [key, encode(one)]) };
    }
    return value === undefined ? { type: 'undefined' } : { type: 'plain', value };
  };
  const decode = (wire: unknown): unknown => {
    const { type, value, id = 0 } = wire as Wire;
    switch (type) {
      case 'function':
        return (...args: unknown[]) => decode(tell('call', { id, args: args.map(encode) }));
      case 'promise':
        return new Promise((resolve, reject) => {
          promises[id] = { resolve, reject };
        });
      case 'array':
        return (value as unknown[]).map(decode);
      case 'object':
        return Object.freeze(
          Object.fromEntries((value as [string, unknown][]).map(([key, one]) => [key, decode(one)])),
        );
      default:
        return value;
    }
  };
  listeners.set('call', (body) => {
    const { id, args } = body as { id: number; args: unknown[] };
    return encode(functions[id]?.(...args.map(decode)));
  });
  listeners.set('settle', (body) => {
    const { id, value, problem } = body as { id: number; value?: unknown; problem?: string };
    if (problem === undefined) promises[id]?.resolve(decode(value));
    else promises[id]?.reject(new Error(problem));
    delete promises[id];
  });
  return {
    encode,
    decode,
    tell,
    hear: (kind, listener) => void listeners.set(kind, listener),
  };
}

/** The page's own world: puts there what the preload script exposes, before the page's scripts run. */
export function pageWorld(side: BridgeSide): void {
  side.hear('expose', (body) => {
    const { name, wire } = body as { name: string; wire: unknown };
    Object.defineProperty(window, name, { value: side.decode(wire), enumerable: true });
  });
  side.tell('here', null);
}

/** The isolated world of the preload script. `binding` carries calls to the main process, as text. */
export function preloadWorld(side: BridgeSide, preload: string, binding: string): void {
  type Listener = (event: unknown, ...args: unknown[]) => void;
  const listeners = new Map<string, Set<Listener>>();
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (problem: Error) => void }>();
  const exposed: { name: string; wire: unknown }[] = [];
  let nextCall = 1;
  let isPageThere = false;
  const toMain = (message: unknown): void => {
    (Reflect.get(globalThis, binding) as (text: string) => void)(JSON.stringify(message));
  };
  const listenersOf = (channel: string): Set<Listener> => {
    const known = listeners.get(channel) ?? new Set();
    listeners.set(channel, known);
    return known;
  };
  const electron = {
    contextBridge: {
      exposeInMainWorld(name: string, value: unknown) {
        const one = { name, wire: side.encode(value) };
        exposed.push(one);
        if (isPageThere) side.tell('expose', one);
      },
    },
    ipcRenderer: {
      invoke: (channel: string, ...args: unknown[]) =>
        new Promise((resolve, reject) => {
          waiting.set(nextCall, { resolve, reject });
          toMain({ id: nextCall, channel, args });
          nextCall += 1;
        }),
      on: (channel: string, listener: Listener) => void listenersOf(channel).add(listener),
      removeListener: (channel: string, listener: Listener) => void listenersOf(channel).delete(listener),
    },
  };
  /** Called by the stand-in's main process, in this world. */
  Reflect.set(globalThis, 'fromMain', (text: string) => {
    const message = JSON.parse(text);
    if (message.channel !== undefined) {
      for (const listener of listenersOf(message.channel)) listener({ ports: [] }, ...message.args);
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.problem === undefined) call?.resolve(message.value);
    else call?.reject(new Error(message.problem));
  });
  side.hear('here', () => {
    isPageThere = true;
    for (const one of exposed) side.tell('expose', one);
  });
  const require = (name: string) => {
    if (name !== 'electron') throw new Error(`A sandboxed preload script cannot load ${name}.`);
    return electron;
  };
  // The script is the built file itself; only this world sees what it is given.
  new Function('require', 'module', 'exports', preload)(require, { exports: {} }, {});
}
