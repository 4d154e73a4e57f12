import { useEffect } from 'react';
import { catalogue, commandIds } from '../../app/contract/command-catalogue.ts';
import { isStroke } from './keys.ts';
import { isDialogOpen, useOverlay } from './overlay.ts';
import { tabs, useShell } from './shell-state.ts';
import { runCommand } from './use-commands.ts';

/** True where a key is text. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [role="menu"]') !== null;
}

/** Puts the cursor into the filter of the tab that is open; false when it has none. */
export function focusFilter(): boolean {
  const box = document.querySelector<HTMLInputElement>('[role="tabpanel"] input[type="search"]');
  box?.focus();
  box?.select();
  return box !== null;
}

/** What a stroke does, wherever the focus is; null when it is not one of ours. */
function meaningOf(event: KeyboardEvent): (() => unknown) | null {
  if (isStroke(event, 'Ctrl+K')) return () => useOverlay.getState().show('palette');
  const tab = tabs.find((_, index) => isStroke(event, `Alt+${index + 1}`));
  if (tab) return () => useShell.getState().openTab(tab);
  const { tab: open } = useShell.getState();
  const command = commandIds.find((id) => {
    const { tab: its, keys } = catalogue[id];
    return its === open && keys !== undefined && isStroke(event, keys);
  });
  if (command) return () => runCommand(command);
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return null;
  if (event.key === '?') return () => useOverlay.getState().show('shortcuts');
  if (event.key === '/') return focusFilter;
  return null;
}

/**
 * The keys that work everywhere. They are heard before the grids, in which typing begins to edit a cell; an open
 * dialog keeps its keys. Reloading is left to the browser: jobs go on in the backend, and the view is kept.
 */
export function useGlobalKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      const act = meaningOf(event);
      if (act === null) return;
      // Also when nothing happens: what the browser would do with the key would be a surprise.
      event.preventDefault();
      event.stopPropagation();
      if (!isDialogOpen()) act();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}
