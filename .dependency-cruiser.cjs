/**
 * Who may import whom: the table of design.md §1. Tests may reach further than the code beside them (a service is
 * tried with the real database and the sandbox), except in the sandbox: shared code would share the bug.
 */
const tests = '\\.test\\.tsx?$|/testing/';
const anyPackage = '^node_modules/';
const packages = (...names) => `^node_modules/(@types/)?(${names.join('|')})(/|$)`;

/** A layer and all it may import. `node` says whether Node's own modules are among it. */
const layers = [
  {
    name: 'domain',
    from: '^app/domain/',
    may: ['^app/domain/', packages('@noble/hashes')],
    why: 'The domain is pure: it knows itself and a hash function, no clock, no input or output, no other package.',
  },
  {
    name: 'contract',
    from: '^app/contract/',
    may: ['^app/contract/', '^app/domain/', packages('zod')],
    why: 'The contract is made of domain types and schemas; nobody who serves it may be known to it.',
  },
  {
    name: 'ports',
    from: '^app/ports/',
    may: ['^app/ports/', '^app/domain/'],
    why: 'Ports speak the words of the domain and nothing else.',
  },
  {
    name: 'files',
    from: '^app/files/',
    may: [
      '^app/files/',
      '^app/domain/',
      packages('@cantoo/pdf-lib', 'fflate', 'saxes', 'papaparse'),
      '^(buffer|util|zlib)$',
    ],
    why: 'Files are a craft of their own: bytes in, tables out, and back. It opens nothing, on the disk or elsewhere.',
  },
  {
    name: 'services',
    from: '^app/services/',
    may: ['^app/(services|domain|ports|contract)/', packages('zod')],
    why: 'Services know ports, not vendors and not SQL: another channel or ledger must not touch them.',
  },
  {
    name: 'registries',
    from: '^app/(channels|ledgers)/[^/]+$',
    may: ['^app/(channels|ledgers|domain|ports)/'],
    why: 'A registry lists the channels or ledgers there are.',
  },
  {
    name: 'channels-and-ledgers',
    from: '^app/(channels|ledgers)/([^/]+)/',
    may: ['^app/$1/$2/', '^app/(domain|ports)/', packages('@noble/hashes', 'zod')],
    node: true,
    why: 'A channel or ledger implements ports and knows none of its neighbours.',
  },
  {
    name: 'db',
    from: '^db/',
    may: ['^db/', '^app/(domain|ports)/', packages('better-sqlite3', 'kysely')],
    node: true,
    why: 'The database implements ports; channels, ledgers and services are none of its business.',
  },
  {
    name: 'main',
    from: '^main/',
    may: ['^(app|db|main|sandbox|scripts)/', '^package\\.json$', anyPackage],
    node: true,
    why: 'Hosts wire everything except the screens, which they serve as files.',
  },
  {
    name: 'renderer',
    from: '^renderer/(?!vite\\.config\\.ts$)',
    may: [
      '^renderer/',
      '^app/(contract|domain)/',
      `${anyPackage}(?!electron/|better-sqlite3/|fastify/|kysely/)`,
    ],
    why: 'Screens ask through the contract; no service, no database, no Node, no Electron.',
  },
  {
    name: 'sandbox',
    from: '^sandbox/',
    may: ['^sandbox/', anyPackage],
    node: true,
    withTests: true,
    why: 'The sandbox stands in for the vendors. Shared code would share the bug.',
  },
  {
    name: 'faults',
    from: '^faults/',
    may: ['^(app/(contract|domain|ports)|db|main|sandbox|faults)/', anyPackage],
    node: true,
    withTests: true,
    why: 'The fault matrix drives a whole Tieout through its contract and looks at what is left in books and ledger.',
  },
  {
    name: 'e2e',
    from: '^e2e/',
    may: ['^(e2e|sandbox|scripts)/', anyPackage],
    node: true,
    withTests: true,
    why: 'Journeys see the app from outside, as a bookkeeper does.',
  },
];

const layerRules = layers.map(({ name, from, may, node = false, withTests = false, why }) => ({
  name,
  severity: 'error',
  comment: why,
  from: { path: from, ...(withTests ? {} : { pathNot: tests }) },
  to: { pathNot: may, ...(node ? { dependencyTypesNot: ['core'] } : {}) },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'electron-stays-in-its-host',
      severity: 'error',
      comment: 'Everything else must run without Electron; the stand-in for it knows its types.',
      from: { pathNot: '^(main/electron|e2e/desktop)/' },
      to: { path: '^(node_modules/)?electron(/|$)' },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      comment: 'What runs for a user does not contain what is only there for tests.',
      from: { path: '^(app|db|main|renderer|sandbox|scripts)/', pathNot: tests },
      to: { path: tests, pathNot: anyPackage },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Files that need each other are one file; types that need each other, too.',
      from: { pathNot: anyPackage },
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment:
        'The import names a file or package that is not there. Rivals of the bench are installed only to be measured.',
      from: { pathNot: '^bench/rivals/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // TypeScript 7 has no parser for other programs; swc reads the files, imports of types included.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.d.ts', '.json', '.css'],
    },
  },
};
