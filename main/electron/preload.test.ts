import { beforeEach, expect, it, vi } from 'vitest';

const electron = vi.hoisted(() => {
  type Listener = (event: object, snapshot: unknown) => void;
  const listeners = new Set<Listener>();
  return {
    listeners,
    asked: vi.fn<(channel: string, name: string) => Promise<unknown>>(),
    exposed: vi.fn<(name: string, bridge: Bridge) => void>(),
    send: (snapshot: unknown): void => {
      for (const listener of listeners) listener({}, snapshot);
    },
  };
});
interface Bridge {
  'session.snapshot': (payload: object) => Promise<unknown>;
  onSnapshot: (listener: (snapshot: unknown) => void) => () => void;
}
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: electron.exposed },
  ipcRenderer: {
    invoke: electron.asked,
    on: (_channel: string, listener: () => void) => electron.listeners.add(listener),
    off: (_channel: string, listener: () => void) => electron.listeners.delete(listener),
  },
}));

beforeEach(() => {
  vi.resetModules();
  vi.clearAllMocks();
  electron.listeners.clear();
});

async function load(): Promise<Bridge> {
  await import('./preload');
  const [, bridge] = electron.exposed.mock.calls[0] ?? [];
  if (bridge === undefined) throw new Error('nothing was exposed');
  return bridge;
}

it('asks main nothing before the page does', async () => {
  electron.asked.mockResolvedValue('answered');
  const bridge = await load();
  expect(electron.asked).not.toHaveBeenCalled();
  expect(await bridge['session.snapshot']({})).toBe('answered');
  expect(electron.asked.mock.calls).toEqual([['assistant:call', 'session.snapshot', {}]]);
});

it('hands the page the newest of the snapshots that came before it listened, and each one after', async () => {
  const bridge = await load();
  electron.send(1);
  electron.send(2);
  const got: unknown[] = [];
  const stop = bridge.onSnapshot((snapshot) => got.push(snapshot));
  expect(got).toEqual([2]);
  electron.send(3);
  stop();
  electron.send(4);
  expect(got).toEqual([2, 3]);
  expect(electron.listeners.size).toBe(0);
});
