import { useEffect } from 'react';
import { create } from 'zustand';
import { type CommandId, catalogue, commandIds } from '../../app/contract/command-catalogue.ts';
import { showInfo } from './messages.ts';
import { useShell } from './shell-state.ts';

export interface LiveCommand {
  /** Why it cannot be done now; null when it can. */
  readonly why: string | null;
  readonly run: () => void;
}

export type LiveCommands = { readonly [Id in CommandId]?: LiveCommand };

interface Registry {
  readonly live: ReadonlyMap<CommandId, LiveCommand>;
}

/** What the tab on the screen can do. */
export const useRegistry = create<Registry>(() => ({ live: new Map() }));

/** A command whose tab is being opened: done as soon as that tab can. */
let waiting: { readonly id: CommandId; readonly timer: ReturnType<typeof setTimeout> } | null = null;
/** A tab that has just been opened asks the books first; after this long its reason counts. */
const patienceMs = 2500;

/** Tells what the commands of a tab do and why they cannot be done now. Called once by each tab, on every render. */
export function useCommands(commands: LiveCommands): void {
  useEffect(() => {
    const own = commandIds.flatMap((id) => {
      const command = commands[id];
      return command ? [[id, command] as const] : [];
    });
    useRegistry.setState(({ live }) => ({ live: new Map([...live, ...own]) }));
    const due = waiting && own.find(([id]) => id === waiting?.id)?.[1];
    if (due && due.why === null) {
      stopWaiting();
      due.run();
    }
    return () =>
      useRegistry.setState(({ live }) => {
        const rest = new Map(live);
        // What was told anew in the meantime stays.
        for (const [id, command] of own) if (rest.get(id) === command) rest.delete(id);
        return { live: rest };
      });
  });
}

function stopWaiting(): void {
  if (waiting) clearTimeout(waiting.timer);
  waiting = null;
}

/** Does it now; a command of another tab opens that tab first. What cannot be done is said with its reason. */
export function runCommand(id: CommandId): void {
  stopWaiting();
  const { tab, title } = catalogue[id];
  const shell = useShell.getState();
  const command = useRegistry.getState().live.get(id);
  if (shell.tab === tab && command) {
    if (command.why === null) command.run();
    else showInfo(`${title}: ${command.why}.`);
    return;
  }
  shell.openTab(tab);
  waiting = {
    id,
    timer: setTimeout(() => {
      waiting = null;
      const why = useRegistry.getState().live.get(id)?.why;
      showInfo(why ? `${title}: ${why}.` : `${title} is not possible now.`);
    }, patienceMs),
  };
}
