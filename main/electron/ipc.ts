import type { AssistantCore } from '../api/core';
import { appOrigin, originOf } from './app-protocol';
import { channels } from './channels';

/** The part of `ipcMain` in use, so that it is tested without Electron. */
export interface IpcMainPort {
  handle(channel: string, listener: (event: IpcEvent, ...args: unknown[]) => unknown): void;
}

export interface IpcEvent {
  sender: { id: number };
  senderFrame: { url: string; parent: unknown } | null;
}

/**
 * Answers the renderer's calls. A sender that is not the main frame of our window at our origin is refused by a rejection,
 * before anything is read from it. `trustedId` is the window's WebContents id, null while there is none.
 */
export function serveCalls(
  ipcMain: IpcMainPort,
  trustedId: () => number | null,
  core: () => Promise<Pick<AssistantCore, 'call'>>,
): void {
  ipcMain.handle(channels.call, async (event, ...args) => {
    if (!isTrusted(event, trustedId())) throw new Error('refused: not the window of the assistant');
    const [name, payload] = args;
    return (await core()).call(typeof name === 'string' ? name : '', payload);
  });
}

function isTrusted({ sender, senderFrame }: IpcEvent, trustedId: number | null): boolean {
  return (
    sender.id === trustedId &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    originOf(senderFrame.url) === appOrigin
  );
}
