/** Nobody sits before a test: every dialog is cancelled, unless the test puts its own answer in the place of one. */
export const dialog = {
  showErrorBox(title: string, content: string): void {
    process.stderr.write(`[dialog] ${title}: ${content}\n`);
  },
  async showMessageBox(...given: readonly unknown[]) {
    const options = given.at(-1);
    process.stderr.write(`[dialog] ${JSON.stringify(options)}\n`);
    const cancelId =
      typeof options === 'object' && options !== null && 'cancelId' in options ? options.cancelId : 0;
    return { response: typeof cancelId === 'number' ? cancelId : 0, checkboxChecked: false };
  },
  async showOpenDialog() {
    return { canceled: true, filePaths: [] as string[] };
  },
};
