import type { UpdatePlan } from './update-plan.ts';

/** What is used of electron-updater. */
export interface Updater {
  /** The newer version there is; null for none. */
  check(): Promise<string | null>;
  /** Fetches it, checks its checksum and signature, and lays it ready: it is put in place when Tieout has ended. */
  download(): Promise<void>;
}

/** Dialogs of the system. */
export interface Words {
  tell(message: string, detail: string): Promise<void>;
  /** False is the careful answer, which a closed dialog gives too. */
  ask(message: string, detail: string, yes: string, no: string): Promise<boolean>;
}

export interface UpdateOptions {
  readonly plan: UpdatePlan;
  /** Reads the updater's code: nobody waits for it who does not need it. */
  readonly load: () => Promise<Updater>;
  readonly words: Words;
  /** Ends Tieout as a person does, who is asked while a job runs. */
  readonly quit: () => void;
  readonly log: (line: string) => void;
}

/**
 * Looks for a newer version: by itself now and then, or because a person asked, who then gets an answer in any case.
 * Nothing is downloaded without a yes, and nothing is put in place while Tieout runs: a job is never cut short by it.
 */
export function createUpdates(options: UpdateOptions): (byPerson: boolean) => Promise<void> {
  const { plan, words, log } = options;
  let isBusy = false;
  return async (byPerson) => {
    if (!plan.on) {
      if (byPerson) await words.tell('Updates are off', plan.why);
      return;
    }
    if (isBusy) return;
    isBusy = true;
    try {
      await look(options, byPerson);
    } catch (problem) {
      const reason = problem instanceof Error ? problem.message : String(problem);
      log(`Looking for updates failed: ${reason}`);
      if (byPerson) {
        await words.tell(
          'Updates could not be looked for',
          `${firstLine(reason)}\n\nNothing was changed. Try again later.`,
        );
      }
    } finally {
      isBusy = false;
    }
  };
}

async function look({ load, words, quit }: UpdateOptions, byPerson: boolean): Promise<void> {
  const updater = await load();
  const version = await updater.check();
  if (version === null) {
    if (byPerson) await words.tell('Tieout is up to date', 'There is no newer version.');
    return;
  }
  const wanted = await words.ask(
    `Tieout ${version} is there`,
    'It is downloaded while you go on working, and put in place when Tieout is closed. The books are copied before a newer version changes them.',
    'Download',
    'Not now',
  );
  if (!wanted) return;
  await updater.download();
  const now = await words.ask(
    `Tieout ${version} is ready`,
    'It is put in place when Tieout is closed. Start Tieout again afterwards.',
    'Close now',
    'Later',
  );
  if (now) quit();
}

/** A failure of the network may bring a whole page with it. */
function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.slice(0, 300) ?? '';
}
