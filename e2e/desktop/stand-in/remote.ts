/**
 * Lets a test run a function in this process, with the stand-in as its argument: the same as Playwright's
 * `ElectronApplication.evaluate` does in the real program.
 */
process.on('message', async (message: { id: number; source: string; arg: unknown }) => {
  const { id, source, arg } = message;
  try {
    const electron = await import('electron');
    const run: unknown = new Function(`return (${source})`)();
    if (typeof run !== 'function') throw new Error('What was sent is not a function.');
    process.send?.({ id, value: await run(electron, arg) });
  } catch (problem) {
    process.send?.({ id, problem: problem instanceof Error ? problem.message : String(problem) });
  }
});
// The line to the test does not keep the program alive.
process.channel?.unref();
