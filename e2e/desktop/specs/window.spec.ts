import { expect, test } from '../../fixtures/test.ts';

test('the page gets two functions and nothing of the machine', async ({ window }) => {
  const seen = await window.evaluate(() => {
    const bridge: unknown = Reflect.get(globalThis, 'bridge');
    if (typeof bridge !== 'object' || bridge === null) return null;
    let isReplaced = false;
    try {
      Object.assign(bridge, { call: () => undefined });
      isReplaced = true;
    } catch {
      // A frozen object refuses in strict mode.
    }
    return {
      members: Object.entries(bridge).map(([name, value]) => `${name}: ${typeof value}`),
      isFrozen: Object.isFrozen(bridge),
      isReplaced,
      reachable: ['require', 'process', 'module', 'ipcRenderer', 'toMain', 'fromMain'].filter(
        (name) => name in globalThis,
      ),
    };
  });
  expect(seen).toEqual({
    members: ['call: function', 'on: function'],
    isFrozen: true,
    isReplaced: false,
    reachable: [],
  });
});

test('the page is under the strict policy', async ({ window }) => {
  const answer = await window.evaluate(async () => {
    const response = await fetch('/');
    return { status: response.status, policy: response.headers.get('content-security-policy') };
  });
  expect(answer.status).toBe(200);
  expect(answer.policy).toContain("default-src 'none'");
  expect(answer.policy).toContain("script-src 'self'");
  expect(answer.policy).not.toContain('unsafe');
});

test('the window stays where it is, opens no other, and may not use the machine', async ({
  window,
  desktop,
}) => {
  const address = window.url();
  await window.evaluate(() => void globalThis.open('https://example.com/'));
  const asked: string[] = [];
  window.on('framenavigated', (frame) => asked.push(frame.url()));
  await window.evaluate(() => globalThis.location.assign('https://example.com/'));
  // Only a round trip through the page: had it gone, there would be nobody to answer.
  await expect(window.getByRole('button', { name: 'Open the sample company' })).toBeVisible();
  expect(window.url()).toBe(address);
  expect(asked).toEqual([]);
  expect(await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  // The stand-in lets Chromium make a page that is refused, and closes it then.
  await expect.poll(() => window.context().pages().length).toBe(1);
  const states = await window.evaluate(async () => {
    const all: Record<string, string> = {};
    for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'] as const) {
      // The library of types knows fewer names than Chromium.
      all[name] = (await navigator.permissions.query({ name: name as PermissionName })).state;
    }
    return all;
  });
  expect([...new Set(Object.values(states))]).toEqual(['denied']);
});

test('a second start wakes the first and ends', async ({ desktop, window }) => {
  await expect(window.getByRole('button', { name: 'Open the sample company' })).toBeVisible();
  await desktop.evaluate(({ BrowserWindow, app }) => {
    const [first] = BrowserWindow.getAllWindows();
    first?.minimize();
    app.emit('second-instance', {}, ['/usr/bin/tieout'], '/');
  });
  const isMinimized = await desktop.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.isMinimized(),
  );
  expect(isMinimized).toBe(false);
});
