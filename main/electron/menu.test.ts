import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { catalogue, commandIds, everywhere } from '../../app/contract/command-catalogue.ts';
import { type MenuFacts, menuTemplate } from './menu.ts';

const chosen: string[] = [];
const acts = {
  command: (id: string) => chosen.push(id),
  host: (action: string) => chosen.push(`host ${action}`),
  openRecent: (path: string) => chosen.push(`recent ${path}`),
};
const facts: MenuFacts = { platform: 'linux', recent: [] };

function items(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
}

function choose(template: readonly MenuItemConstructorOptions[], id: string): string | undefined {
  const item = items(template).find((one) => one.id === id);
  // The template's own functions take no argument.
  (item?.click as (() => void) | undefined)?.();
  return chosen.at(-1);
}

describe.each(['linux', 'win32', 'darwin'] as const)('the menu on %s', (platform) => {
  const template = menuTemplate({ ...facts, platform }, acts);
  const all = items(template);

  it('has every command of the catalogue with its keys', () => {
    for (const id of commandIds) {
      const item = all.find((one) => one.id === `run:${id}`);
      expect(item?.label, id).toBe(catalogue[id].title);
      const { keys } = { keys: undefined, ...catalogue[id] } as { keys?: string };
      expect(item?.accelerator, id).toBe(keys?.replace('Ctrl', 'CmdOrCtrl'));
    }
    for (const { id } of everywhere) expect(all.map((one) => one.id)).toContain(id);
  });

  it('tells the screens which command was chosen, and does its own things itself', () => {
    expect(choose(template, 'run:orders.post')).toBe('run:orders.post');
    expect(choose(template, 'tab:payment')).toBe('tab:payment');
    expect(choose(template, 'host:openFile')).toBe('host openFile');
    expect(choose(template, 'host:showLogs')).toBe('host showLogs');
    expect(choose(template, 'host:about')).toBe('host about');
    expect(choose(template, 'host:lookForUpdates')).toBe('host lookForUpdates');
  });

  it('leaves the keys of commands to the screens', () => {
    const taken = all.filter((one) => one.accelerator && one.registerAccelerator !== false);
    expect(taken.map(({ id }) => id)).toEqual(['host:openFile']);
  });

  it('has no way to the tools of developers', () => {
    expect(all.map(({ role }) => role)).not.toContain('toggleDevTools');
  });
});

it('has recent files, the ampersand in their names escaped', () => {
  const template = menuTemplate({ ...facts, recent: ['/home/a/fees & more.xlsx', 'C:\\b\\x.csv'] }, acts);
  const labels = items(template).map(({ label }) => label);
  expect(labels).toContain('fees && more.xlsx');
  expect(labels).toContain('x.csv');
  expect(choose(template, 'host:forgetRecent')).toBe('host forgetRecent');
});
