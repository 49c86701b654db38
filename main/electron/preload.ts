import { contextBridge, ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';
import { callNames } from '../../shared/call-names';
import { channels } from './channels';

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
    return () => {
      ipcRenderer.off(channels.snapshot, pass);
    };
  },
});
