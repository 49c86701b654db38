import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { callNames } from '../../shared/call-names';
import { expect, test } from '../fixtures';

// Shows: the window navigates elsewhere or gains rights
test('the window exposes the calls of the IPC contract and nothing else', async ({ page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const exposed = await page.evaluate(() => ({
    assistant: 'assistant' in window ? Object.keys(window.assistant ?? {}) : [],
    frozen: 'assistant' in window && Object.isFrozen(window.assistant),
    node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
      (name) => name in window,
    ),
  }));
  expect(exposed.assistant.sort()).toEqual([...callNames, 'onSnapshot'].sort());
  expect(exposed).toMatchObject({ frozen: true, node: [] });
  expect(page.url()).toBe('app://assistant/');
});

// Shows: the window navigates elsewhere or gains rights
test('the window cannot navigate elsewhere', async ({ page, assistant }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { electron } = assistant;
  if (electron === null) throw new Error('this test is for Electron');
  await page.evaluate(() => {
    window.open('https://acme.okta.com/');
    window.open('https://evil.example/');
    window.open('file:///etc/passwd');
    window.location.href = 'https://evil.example/';
  });
  await expect.poll(() => electron.openedLinks()).toEqual(['https://acme.okta.com/']);
  expect(page.url()).toBe('app://assistant/');
  expect(electron.app.windows()).toHaveLength(1);
  const reached = await page.evaluate(() =>
    fetch('https://127.0.0.1:1/').then(
      () => 'sent',
      (error: unknown) => String(error),
    ),
  );
  expect(reached).toContain('Failed to fetch');
  // Evaluated in the page: locators would still wait for the blocked navigation.
  expect(await page.evaluate(() => document.querySelector('h1')?.checkVisibility())).toBe(true);
});

// Shows: the window navigates elsewhere or gains rights
test('the window stays on no blank page, opens none, and has no WebRTC', async ({ page, assistant }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { electron } = assistant;
  if (electron === null) throw new Error('this test is for Electron');
  await page.evaluate(() => {
    window.open('');
    window.open('about:blank');
    window.location.href = 'about:blank';
  });
  await page.waitForURL('app://assistant/');
  await expect(page.getByRole('button', { name: 'Practise first' })).toBeVisible();
  expect(electron.app.windows()).toHaveLength(1);
  expect(await electron.openedLinks()).toEqual([]);
  expect(
    await page.evaluate(() => ['RTCPeerConnection', 'RTCDataChannel'].filter((name) => name in window)),
  ).toEqual([]);
  const policies = await electron.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getWebRTCIPHandlingPolicy()),
  );
  expect(policies).toEqual(['disable_non_proxied_udp']);
});

// Shows: the window navigates elsewhere or gains rights
test('nothing leaves the window, not even by the WebRTC of a frame that a script makes', async ({ page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const arrived: string[] = [];
  const relay = createServer((socket) => {
    arrived.push('TCP');
    socket.destroy();
  }).listen(0, '127.0.0.1');
  const stun = createSocket('udp4', () => arrived.push('UDP')).bind(0, '127.0.0.1');
  await Promise.all([once(relay, 'listening'), once(stun, 'listening')]);
  const address = relay.address();
  if (address === null || typeof address === 'string') throw new Error('the relay has no port');
  const ports = { tcp: address.port, udp: stun.address().port };
  const gathering = await page.evaluate(async ({ tcp, udp }) => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const Connection: typeof RTCPeerConnection = Reflect.get(frame.contentWindow ?? {}, 'RTCPeerConnection');
    const urls = [`turn:127.0.0.1:${tcp}?transport=tcp`, `stun:127.0.0.1:${udp}`];
    const connection = new Connection({ iceServers: [{ urls, username: 'a', credential: 'b' }] });
    connection.createDataChannel('out');
    await connection.setLocalDescription(await connection.createOffer());
    await new Promise<void>((resolve) => {
      connection.onicegatheringstatechange = () => {
        if (connection.iceGatheringState === 'complete') resolve();
      };
    });
    return connection.iceGatheringState;
  }, ports);
  relay.close();
  stun.close();
  // A frame of its own has WebRTC: it is there, and reaches nobody.
  expect([gathering, arrived]).toEqual(['complete', []]);
});

// Shows: the app contacts somebody else
test('no session has a spelling checker, which would fetch its dictionary from Google', async ({
  page,
  assistant,
}) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const languages = await assistant.electron?.app.evaluate(({ BrowserWindow, session }) =>
    [
      session.defaultSession,
      session.fromPartition('writes', { cache: false }),
      ...BrowserWindow.getAllWindows().map((window) => window.webContents.session),
    ].map((each) => [each.getSpellCheckerLanguages(), each.isSpellCheckerEnabled()]),
  );
  expect(languages).toEqual([
    [[], false],
    [[], false],
    [[], false],
  ]);
});

// Shows: the window navigates elsewhere or gains rights
test('the page has no permissions', async ({ page, assistant }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const granted = await page.evaluate(async () => {
    const names = ['geolocation', 'camera', 'microphone', 'notifications', 'midi'] as const;
    const states = await Promise.all(
      names.map(async (name) => (await navigator.permissions.query({ name })).state),
    );
    return states.filter((state) => state === 'granted');
  });
  expect(granted).toEqual([]);
  const preferences = await assistant.electron?.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return { minimum: window?.getMinimumSize(), title: window?.getTitle() };
  });
  expect(preferences).toEqual({ minimum: [720, 560], title: 'Oktopost Setup for Okta' });
});

test('a second start only focuses the first window', async ({ page, folder, restart }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(folder).not.toBe('');
  await expect(restart()).rejects.toThrow();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

// Shows: a token leaks
test('an error that nothing caught ends the app, and only its log says what it was', async ({
  page,
  assistant,
  folder,
}) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { electron } = assistant;
  if (electron === null) throw new Error('this test is for Electron');
  const ended = electron.app.waitForEvent('close');
  await electron.app.evaluate(({ dialog }) => {
    dialog.showErrorBox = () => undefined;
    setTimeout(() => {
      throw new Error('nobody caught this');
    }, 100);
  });
  await ended;
  expect(readFileSync(join(folder, 'logs/assistant.log'), 'utf8')).toContain('nobody caught this');
});
