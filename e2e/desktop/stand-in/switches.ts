/** Chromium's way of writing a command line: `--name` or `--name=value`. */
export function switchValue(name: string): string | null {
  const mark = `--${name}`;
  const found = process.argv.find((arg) => arg === mark || arg.startsWith(`${mark}=`));
  return found === undefined ? null : found.slice(mark.length + 1);
}

/** The folder of this app's own data, which the tests give as a switch, as they do to the real program. */
export function userDataFolder(): string {
  const folder = switchValue('user-data-dir');
  if (!folder) throw new Error('The stand-in needs --user-data-dir.');
  return folder;
}
