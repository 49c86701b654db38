import { contextBridge, ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';
import { callNames } from '../../shared/call-names';
import { channels } from './channels';

// Main sends the first snapshot as soon as there is one, which may be before the page's scripts have run. Nothing is asked from here:
// a call before main has seen the page commit leaves Electron 22 with a frame that it takes for a disposed one, and each later call
// of the page is refused (seen in one start of forty).
let newest: { snapshot: unknown } | null = null;
const keepNewest = (_event: IpcRendererEvent, snapshot: unknown): void => {
  newest = { snapshot };
};
ipcRenderer.on(channels.snapshot, keepNewest);

// One function per call and the snapshots, nothing else: no channel name, no ipcRenderer. Main checks every payload, and the
// renderer types this as `Bridge` (renderer/api.ts).
const calls = Object.fromEntries(
  callNames.map((name) => [
    name,
    (payload: unknown): Promise<unknown> => ipcRenderer.invoke(channels.call, name, payload),
  ]),
);

contextBridge.exposeInMainWorld('assistant', {
  ...calls,
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
