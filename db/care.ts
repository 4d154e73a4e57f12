import type { BackupCopy, CareBook } from '../app/ports/safety.ts';
import { doAside } from './aside.ts';
import { describeBackup, listBackups } from './backup.ts';
import type { Connection } from './connection.ts';
import { forgetBuyers } from './forget-buyers.ts';
import { loadCareSettings, saveCareSettings } from './settings.ts';
import { verifyDatabase } from './verify/verify-books.ts';

/** `file` is null for books in memory, which have no copies. */
export function createCareBook(connection: Connection, file: string | null): CareBook {
  const copies = (): BackupCopy[] =>
    file === null ? [] : listBackups(file).flatMap((path) => describeBackup(path) ?? []);
  return {
    async loadSettings() {
      return loadCareSettings(connection.raw);
    },
    async saveSettings(settings, at) {
      saveCareSettings(connection, settings, at);
    },
    async listBackups() {
      return copies();
    },
    async backUp(at) {
      return file === null ? null : describeBackup(await doAside({ task: 'copy', file, at }));
    },
    async verify() {
      return verifyDatabase(connection.raw);
    },
    async forgetBuyers(before, at) {
      const counts = forgetBuyers(connection, before, at);
      return { ...counts, copies: counts.orders + counts.documents > 0 ? copies().length : 0 };
    },
  };
}
