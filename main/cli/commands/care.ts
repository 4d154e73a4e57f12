import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseBusinessDate } from '../../../app/domain/dates.ts';
import type { VerifyReport } from '../../../app/ports/safety.ts';
import { describeBackup, listBackups, saveBackup } from '../../../db/backup.ts';
import { openDatabase } from '../../../db/raw-database.ts';
import { refusalOf } from '../../../db/refusals.ts';
import { verifyFile } from '../../../db/verify/verify-books.ts';
import { restoreCommand } from '../../books-trouble.ts';
import { logFileOf } from '../../logs/log-file.ts';
import { restoreCopy } from '../../restore-copy.ts';
import {
  type Command,
  type CommandOptions,
  type CommandResult,
  need,
  refused,
  UsageError,
} from '../command.ts';

/** A command on the file of the books. It does not open them, so it may run beside an open Tieout or on damaged ones. */
export interface FileCommand {
  readonly usage: string;
  readonly summary: string;
  readonly run: (booksFile: string, options: CommandOptions) => Promise<CommandResult>;
}

export const verify: FileCommand = {
  usage: 'verify [FILE]',
  summary:
    'Recomputes pages, history, totals, documents and payouts of the books or of a copy; changes nothing.',
  async run(booksFile, options) {
    const file = resolve(options.positionals[0] ?? booksFile);
    if (!existsSync(file)) return noBooks(file);
    const report = verifyFile(file);
    return { document: report, lines: describeReport(report, file), complete: report.failed === 0 };
  },
};

export const backup: FileCommand = {
  usage: 'backup [--list]',
  summary:
    'Copies the books into the folder “backups” beside them, or lists the copies. Works while Tieout is open.',
  async run(booksFile, options) {
    if (options.list) return listCopies(booksFile);
    if (!existsSync(booksFile)) return noBooks(booksFile);
    try {
      const file = realpathSync(booksFile);
      const raw = openDatabase(file, { readonly: true });
      try {
        const path = saveBackup(raw, file, Date.now());
        const copy = describeBackup(path);
        const document = { ...copy, file: path };
        return { document, lines: [`Copied to ${path} (${copy?.bytes ?? 0} bytes).`], complete: true };
      } finally {
        raw.close();
      }
    } catch (cause) {
      const { message, detail } = refusalOf(cause);
      return failed(`The books could not be copied. ${message} (${detail})`);
    }
  },
};

export const restore: FileCommand = {
  usage: 'restore [COPY]',
  summary:
    'Verifies a copy (the newest, unless named) and puts it in place of the books, which are kept beside.',
  async run(booksFile, options) {
    const given = options.positionals[0];
    const copy = given === undefined ? copiesOf(booksFile)[0] : resolve(given);
    if (copy === undefined) return failed('There is no copy in the folder “backups” beside the books.');
    const restored = await restoreCopy(booksFile, copy, Date.now());
    if (!restored.ok) {
      const { code, message, report } = restored.error;
      const document = { error: { code: 'FILE_REFUSED', reason: code, message, report } };
      return { document, lines: [message, ...(report ? failuresOf(report) : [])], complete: false };
    }
    const { keptAs, report, untold } = restored.value;
    const lines = [
      `${copy} is in place: ${report.orders} orders, ${report.rows} settlement rows, ${report.documents} documents.`,
      ...(keptAs === null ? [] : [`The books that were there are kept as ${keptAs}.`]),
      'What was posted after the copy is in the ledger, but not in these books. Before posting, use the line under the header that offers to look them up.',
      ...(untold === null ? [] : [untold]),
    ];
    const { orders, rows, documents, payouts } = report;
    const document = { restored: copy, keptAs, orders, rows, documents, payouts, chain: report.chain };
    return { document, lines, complete: untold === null };
  },
};

export const logs: FileCommand = {
  usage: 'logs',
  summary: 'Says where the log is and shows its last lines. It holds neither secrets nor buyers.',
  async run(booksFile) {
    const file = logFileOf(booksFile);
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-20) : [];
    return {
      document: { file, lines: lines.map((line) => JSON.parse(line)) },
      lines: [file, ...lines],
      complete: true,
    };
  },
};

export const forgetBuyers: Command = {
  usage: 'forget-buyers --before DATE',
  summary:
    'Removes names and addresses of buyers from orders before a date; figures, references and history stay.',
  async run(session, options) {
    const before = parseBusinessDate(need(options.before, '--before'));
    if (before === null) throw new UsageError('--before takes a date such as 2026-01-31.');
    const forgotten = await session.client.call('buyers.forget', { before });
    if (!forgotten.ok) return refused(forgotten.error);
    const { orders, documents, waiting, copies } = forgotten.value;
    return {
      document: forgotten.value,
      lines: [
        `Buyers of ${orders} orders and ${documents} documents before ${before} are forgotten.`,
        ...(waiting > 0
          ? [`${waiting} orders wait: a document of theirs has not arrived in the ledger yet.`]
          : []),
        ...(copies > 0
          ? [`${copies} copies made before still hold the names, until newer ones replace them.`]
          : []),
        'What was sent to the ledger stays there.',
      ],
      complete: waiting === 0,
    };
  },
};

function listCopies(booksFile: string): CommandResult {
  const copies = copiesOf(booksFile).flatMap((file) => {
    const copy = describeBackup(file);
    return copy ? [{ ...copy, file }] : [];
  });
  const lines = copies.map((copy) => `${new Date(copy.at).toISOString()}  ${copy.bytes} bytes  ${copy.file}`);
  return {
    document: { copies },
    lines: lines.length > 0 ? lines : ['There are no copies yet.'],
    complete: true,
  };
}

/** Newest first, also when the books themselves are gone. */
function copiesOf(booksFile: string): readonly string[] {
  return listBackups(existsSync(booksFile) ? realpathSync(booksFile) : booksFile);
}

function describeReport(report: VerifyReport, file: string): string[] {
  const sums = `${report.orders} orders, ${report.rows} settlement rows, ${report.documents} documents, ${report.payouts} payouts, ${report.lines} lines of history`;
  return [
    ...report.checks.map(
      (check) =>
        `${check.failed === 0 ? 'ok    ' : 'FAILED'}  ${check.title}: ${check.checked} checked, ${check.failed} failed`,
    ),
    ...failuresOf(report),
    report.failed === 0 ? `Everything holds: ${sums}.` : `${report.failed} of these do not hold: ${sums}.`,
    ...(report.failed === 0 ? [] : [`A copy is put in place with: ${restoreCommand(file)}`]),
  ];
}

function failuresOf(report: VerifyReport): string[] {
  const shown = report.failures.slice(0, 20).map((one) => `    ${one.check}: ${one.subject}: ${one.message}`);
  const more = report.failed - shown.length;
  return more > 0 ? [...shown, `    … and ${more} more (--json lists up to 100)`] : shown;
}

function noBooks(file: string): CommandResult {
  return failed(
    `There are no books at “${file}”. Check the name, or put a copy in place with: ${restoreCommand(file)}`,
  );
}

function failed(message: string): CommandResult {
  return refused({ code: 'NO_BOOKS', message, retryable: false });
}
