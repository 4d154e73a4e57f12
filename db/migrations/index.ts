import type { Migration } from '../migrate.ts';
import { firstBooks } from './0010-first-books/index.ts';
import { addItemCosts } from './0020-add-item-costs.ts';
import { noteAccepted } from './0030-note-accepted.ts';
import { noteRemoval } from './0040-note-removal.ts';
import { findRemovals } from './0050-find-removals.ts';
import { pageRawRows } from './0060-page-raw-rows.ts';
import { narrowRowIndex } from './0070-narrow-row-index.ts';
import { findChangedRows } from './0080-find-changed-rows.ts';

/** Every migration there ever was, in order. Numbers leave gaps of ten; a released one is never edited. */
export const migrations: readonly Migration[] = [
  firstBooks,
  addItemCosts,
  noteAccepted,
  noteRemoval,
  findRemovals,
  pageRawRows,
  narrowRowIndex,
  findChangedRows,
];
