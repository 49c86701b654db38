import { contextBridge, ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';
import { callNames } from '../../shared/call-names';
import type { CallName } from '../../shared/call-names';
import { channels } from './channels';

const ask = (name: CallName, payload: unknown): Promise<unknown> =>
  ipcRenderer.invoke(channels.call, name, payload);

// The page asks for a snapshot first, once its scripts have run: it is asked for, and kept up to date, while they are read. Main may
// not know yet that this is its page, and refuse.
let first: Promise<unknown> | null = ask('session.snapshot', {}).catch(() => null);
let newest: { snapshot: unknown } | null = null;
const keepNewest = (_event: IpcRendererEvent, snapshot: unknown): void => {
  newest = { snapshot };
};
ipcRenderer.on(channels.snapshot, keepNewest);

// One function per call and the snapshots, nothing else: no channel name, no ipcRenderer. Main checks every payload, and the
// renderer types this as `Bridge` (renderer/api.ts).
const calls = Object.fromEntries(
  callNames.map((name) => [name, (payload: unknown): Promise<unknown> => ask(name, payload)]),
);

contextBridge.exposeInMainWorld('assistant', {
  ...calls,
  'session.snapshot': async (payload: unknown): Promise<unknown> => {
    const asked = first;
    first = null;
    return (await asked) ?? ask('session.snapshot', payload);
  },
  onSnapshot: (listener: (snapshot: unknown) => void): (() => void) => {
    const pass = (_event: IpcRendererEvent, snapshot: unknown): void => {
      listener(snapshot);
    };
    ipcRenderer.on(channels.snapshot, pass);
    ipcRenderer.off(channels.snapshot, keepNewest);
    if (newest !== null) listener(newest.snapshot);
    newest = null;
    return () => {
      ipcRenderer.off(channels.snapshot, pass);
    };
  },
});
