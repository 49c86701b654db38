import { describe, expect, it } from 'vitest';
import type { Result } from '../../shared/errors';
import { serveCalls } from './ipc';
import type { IpcEvent, IpcMainPort } from './ipc';

function start(trustedId: number | null = 7) {
  const calls: unknown[][] = [];
  let listener: Parameters<IpcMainPort['handle']>[1] | null = null;
  const ipcMain: IpcMainPort = {
    handle: (channel, added) => {
      expect(channel).toBe('assistant:call');
      listener = added;
    },
  };
  const core = {
    call: (name: string, payload: unknown): Promise<Result<unknown>> => {
      calls.push([name, payload]);
      return Promise.resolve({ ok: true, value: null });
    },
  };
  serveCalls(
    ipcMain,
    () => trustedId,
    () => Promise.resolve(core),
  );
  const invoke = async (event: IpcEvent, ...args: unknown[]): Promise<unknown> => listener?.(event, ...args);
  return { calls, invoke };
}

const ours: IpcEvent = {
  sender: { id: 7 },
  senderFrame: { url: 'app://assistant/index.html', parent: null },
};

// Shows: the window navigates elsewhere or gains rights
describe('calls by IPC', () => {
  it('from our window reach the core', async () => {
    const { calls, invoke } = start();
    expect(await invoke(ours, 'session.go', { screen: 'plan' })).toEqual({ ok: true, value: null });
    expect(calls).toEqual([['session.go', { screen: 'plan' }]]);
  });

  it.each<[string, IpcEvent]>([
    ['another WebContents', { ...ours, sender: { id: 8 } }],
    ['a frame that is gone', { ...ours, senderFrame: null }],
    ['a frame inside the page', { ...ours, senderFrame: { url: 'app://assistant/', parent: {} } }],
    ['another origin', { ...ours, senderFrame: { url: 'https://evil.example/', parent: null } }],
    [
      'a host that begins like ours',
      { ...ours, senderFrame: { url: 'app://assistant.evil/', parent: null } },
    ],
    ['another scheme', { ...ours, senderFrame: { url: 'http://assistant/', parent: null } }],
    ['no address', { ...ours, senderFrame: { url: '', parent: null } }],
  ])('from %s are refused before the core sees them', async (_, event) => {
    const { calls, invoke } = start();
    await expect(invoke(event, 'session.snapshot', {})).rejects.toThrow('refused');
    expect(calls).toEqual([]);
  });

  it('are refused while there is no window', async () => {
    await expect(start(null).invoke(ours, 'session.snapshot', {})).rejects.toThrow('refused');
  });

  it.each([undefined, null, 7, {}, ['session.snapshot']])(
    'with %j for a name are an unknown call',
    async (name) => {
      const { calls, invoke } = start();
      await invoke(ours, name, {});
      expect(calls).toEqual([['', {}]]);
    },
  );
});
