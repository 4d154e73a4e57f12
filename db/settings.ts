import { type BusinessDate, parseBusinessDate } from '../app/domain/dates.ts';
import type { CareSettings } from '../app/ports/safety.ts';
import type { Connection } from './connection.ts';
import { appendLine } from './history.ts';
import { fromJson, toJson } from './json.ts';
import type { RawDatabase } from './raw-database.ts';

const usualCare: CareSettings = { backupEveryDays: 1, backupsKept: 10, forgetBuyersAfterMonths: null };

/** How the books are looked after; what nobody has set is as usual. */
export function loadCareSettings(raw: RawDatabase): CareSettings {
  return { ...usualCare, ...readSetting<Partial<CareSettings>>(raw, 'care') };
}

export function saveCareSettings(connection: Connection, settings: CareSettings, at: number): void {
  connection.transaction(() => {
    const before = loadCareSettings(connection.raw);
    if (toJson(before) === toJson(settings)) return;
    writeSetting(connection, 'care', settings, at);
    appendLine(connection, {
      subject: 'books',
      event: 'care.changed',
      details: { before, after: settings },
      at,
    });
  });
}

/** Orders before this date (not included) are kept without their buyers; null when nobody was forgotten yet. */
export function loadForgottenBefore(raw: RawDatabase): BusinessDate | null {
  const kept = readSetting<string>(raw, 'buyersForgottenBefore');
  return kept === null ? null : parseBusinessDate(kept);
}

/** Forgetting goes forward only: an earlier date than before changes nothing. */
export function saveForgottenBefore(connection: Connection, before: BusinessDate, at: number): void {
  const known = loadForgottenBefore(connection.raw);
  if (known === null || known < before) writeSetting(connection, 'buyersForgottenBefore', before, at);
}

function readSetting<Value>(raw: RawDatabase, name: string): Value | null {
  // Books of a version before this table are copied before they are brought up to date: they have usual settings.
  const exists = raw.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'settings'`).get();
  if (exists === undefined) return null;
  const value = raw.prepare('SELECT value FROM settings WHERE name = ?').pluck().get(name);
  return value === undefined ? null : fromJson<Value>(String(value));
}

function writeSetting(connection: Connection, name: string, value: unknown, at: number): void {
  const changes = { value: toJson(value), saved_at: at };
  connection.run(
    connection.query
      .insertInto('settings')
      .values({ name, ...changes })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(changes)),
  );
}
