import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultBooksFile } from '../books-file.ts';
import { type Command, type CommandResult, optionTable, refused, UsageError } from './command.ts';
import { checkLedger, linkStokly, linkTikTok, sample, status } from './commands/accounts.ts';
import { backup, type FileCommand, forgetBuyers, logs, restore, verify } from './commands/care.ts';
import { changes, changesSettle, close, lock } from './commands/changes.ts';
import { cutOff, fees } from './commands/fees.ts';
import { ordersFetch, ordersList, ordersPost } from './commands/orders.ts';
import { paymentsPost, paymentsPreview, tieOut } from './commands/payments.ts';
import { productsFetch, productsList, productsMap } from './commands/products.ts';
import { costsLoad, profit } from './commands/profit.ts';
import { proofPack } from './commands/proof-pack.ts';
import { bridgeFile, inspectFile, settlementLoad } from './commands/settlements.ts';
import { statementsCompare, statementsFetch } from './commands/statements.ts';
import { bankLoad, bankMatch, bridge, matrix, payouts } from './commands/tie-out.ts';
import { unconfirmed } from './commands/unconfirmed.ts';
import { undo } from './commands/undo.ts';
import { whatIf } from './commands/what-if.ts';
import { openSession } from './session.ts';

const commands: Readonly<Record<string, Command>> = {
  sample,
  'link tiktok': linkTikTok,
  'link stokly': linkStokly,
  'products fetch': productsFetch,
  'products list': productsList,
  'products map': productsMap,
  'orders fetch': ordersFetch,
  'orders list': ordersList,
  'orders post': ordersPost,
  'settlement load': settlementLoad,
  'payments preview': paymentsPreview,
  'payments post': paymentsPost,
  unconfirmed,
  undo,
  changes,
  'changes settle': changesSettle,
  close,
  lock,
  tieout: tieOut,
  bridge,
  payouts,
  matrix,
  'cut-off': cutOff,
  fees,
  'proof-pack': proofPack,
  profit,
  'costs load': costsLoad,
  'what-if': whatIf,
  'statements fetch': statementsFetch,
  'statements compare': statementsCompare,
  'bank load': bankLoad,
  'bank match': bankMatch,
  'check-ledger': checkLedger,
  'forget-buyers': forgetBuyers,
  status,
};

/** They work on the file, not on opened books: beside an open Tieout, or on books that cannot be opened. */
const fileCommands: Readonly<Record<string, FileCommand>> = { backup, logs, restore, verify };

const say = (line: string): void => console.error(line);

function usage(): string {
  const lines = [...Object.values(commands), ...Object.values(fileCommands), ...Object.values(readers)].map(
    (one) => `  ${one.usage}\n      ${one.summary}`,
  );
  return `Usage: npm run --silent tieout -- <command> [--json] [--books FILE]\n\n${lines.join('\n')}`;
}

/** `settlement …` on a file alone: no books are needed and nothing is stored. */
const readers: Readonly<Record<string, { usage: string; summary: string; run: typeof inspectFile }>> = {
  inspect: {
    usage: 'settlement inspect FILE',
    summary: 'Reads a settlement export and proves it; needs no books and stores nothing.',
    run: inspectFile,
  },
  bridge: {
    usage: 'settlement bridge FILE',
    summary:
      'Explains each date of an export from goods sold to settlement; needs no books and stores nothing.',
    run: bridgeFile,
  },
};

/** 0 done, 1 refused or incomplete, 2 called wrongly. */
async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: optionTable,
    allowPositionals: true,
  });
  if (values.help) {
    console.log(usage());
    return 0;
  }
  const [first = '', second = '', third] = positionals;
  const reader = first === 'settlement' ? readers[second] : undefined;
  if (reader) {
    if (third === undefined) throw new UsageError('FILE is missing.');
    return print(await reader.run(third), values.json);
  }
  const onFile = fileCommands[first];
  if (onFile) {
    const books = toBooksFile(values.books);
    return print(await onFile.run(books, { ...values, positionals: positionals.slice(1), say }), values.json);
  }
  const twoWords = commands[`${first} ${second}`];
  const command = twoWords ?? commands[first];
  if (!command)
    throw new UsageError(first === '' ? 'Say a command.' : `There is no command “${positionals.join(' ')}”.`);
  const books = toBooksFile(values.books);
  const options = { ...values, positionals: positionals.slice(twoWords ? 2 : 1), say };
  const session = await openSession(books, say);
  if (!session.ok) return print(refused(session.error), values.json);
  try {
    return print(await command.run(session.value, options), values.json);
  } finally {
    await session.value.close();
  }
}

let isPrinted = false;

function print(result: CommandResult, json: boolean): number {
  isPrinted = true;
  if (json) console.log(JSON.stringify(result.document, null, 2));
  else for (const line of result.lines) console.log(line);
  return result.complete ? 0 : 1;
}

function toBooksFile(given: string | undefined): string {
  if (given === ':memory:') return given;
  const machine = { platform: process.platform, env: process.env, home: homedir() };
  return given === undefined ? defaultBooksFile(machine) : resolve(given);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (problem) {
  const isUsage = problem instanceof UsageError || (problem instanceof TypeError && 'code' in problem);
  if (isUsage) {
    say(problem.message);
    say(usage());
    process.exitCode = 2;
  } else {
    say(problem instanceof Error ? (problem.stack ?? problem.message) : String(problem));
    const message = 'Something inside Tieout failed. What was posted before is in the books.';
    // With --json, whoever reads stdout finds one document whatever happens.
    if (process.argv.includes('--json') && !isPrinted) {
      print(refused({ code: 'BACKEND_FAILED', message, retryable: true }), true);
    }
    process.exitCode = 1;
  }
}
