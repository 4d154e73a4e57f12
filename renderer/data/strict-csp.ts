import { config } from 'zod';

// zod may compile its schemas with `new Function`, which the CSP forbids and reports. This module comes first in
// main.tsx, before any schema is made.
config({ jitless: true });
