import { openBooks } from '../db/open.ts';

/** Another process on the same books: prints why they do not open, or `opened`. */
const opened = openBooks(process.argv[2] ?? '');
console.log(opened.ok ? 'opened' : opened.error.code);
if (opened.ok) await opened.value.close();
