import fc from 'fast-check';

/** In `npm test` each fuzzer runs so long, milliseconds; `npm run fuzz -- --minutes 10` gives each ten minutes. */
const usualMs = 2_000;

const minutes = Number(process.env.TIEOUT_FUZZ_MINUTES ?? 0);
export const boxMs = minutes > 0 ? minutes * 60_000 : usualMs;
/** A fuzzer may take its box and one more input; more is a hang. */
export const fuzzTimeout = boxMs + 30_000;

/** As many runs as fit into the box. A failure prints its seed and path, with which it can be run again. */
export function boxed<Ts>(): fc.Parameters<Ts> {
  return { numRuns: 10_000_000, interruptAfterTimeLimit: boxMs, endOnFailure: minutes === 0 };
}

/** Texts that have undone other readers. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\udfff x',
  '\u202e1234',
  '\ufeff',
  '=HYPERLINK("http://evil.example";"x")',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  "'; DROP TABLE orders; --",
  '../../../../etc/passwd',
  'C:\\Windows\\win.ini',
  '__proto__',
  'constructor',
  '-0',
  '1e309',
  '-1e-400',
  '9007199254740993',
  '0x1F',
  '1.2.3',
  '1,234.56,78',
  '2026-02-31',
  '0000-00-00',
  '٣٤٥',
  'NaN',
  '{@string;x}||[sku]=={1}',
  'x'.repeat(40_000),
];

export const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
);

const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, false, 0, -1, 0.1, 1e21, -1e308, [], {}, [[[]]], { length: -1 }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** The same document with some of its values, anywhere in it, replaced by hostile ones or gone. */
export function mutated(document: unknown): fc.Arbitrary<unknown> {
  const paths = pathsOf(document);
  const change = fc.record({ path: fc.constantFrom(...paths), value: hostileValue, drop: fc.boolean() });
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) =>
      changes.reduce<unknown>((made, { path, value, drop }) => put(made, path, value, drop), document),
    );
}

type Path = readonly string[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, part]) => pathsOf(part, [...path, name]))];
}

function put(document: unknown, [head, ...rest]: Path, value: unknown, drop: boolean): unknown {
  if (head === undefined) return value;
  if (typeof document !== 'object' || document === null) return document;
  const entries = Object.entries(document).flatMap(([name, part]): [string, unknown][] => {
    if (name !== head) return [[name, part]];
    return rest.length === 0 && drop ? [] : [[name, put(part, rest, value, drop)]];
  });
  return Array.isArray(document) ? entries.map(([, part]) => part) : Object.fromEntries(entries);
}

/** Heap and buffers in use now, bytes. */
export function memoryNow(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
