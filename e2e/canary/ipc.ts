import type { Canary } from '../../main/testing/canary';
import type { ElectronAssistant } from '../shells/electron';
import type { Sink } from './sinks';

/** Electron: records events and IPC results of the main process as JSON, from now on. */
export async function watchIpc(
  { app }: ElectronAssistant,
  canary: Canary<Sink>,
): Promise<{ collect(): Promise<void> }> {
  const sent = await app.evaluateHandle(({ BrowserWindow, ipcMain }) => {
    const seen: { sink: 'answer' | 'event'; where: string; text: string }[] = [];
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents);
      webContents.send = (channel, ...values: unknown[]) => {
        seen.push({ sink: 'event', where: channel, text: JSON.stringify(values) });
        send(channel, ...values);
      };
    }
    // Electron's internal table: there is no public API for registered handlers.
    const handlers: unknown = Reflect.get(ipcMain, '_invokeHandlers');
    if (!(handlers instanceof Map)) throw new Error('this Electron keeps its handlers elsewhere');
    const known: [unknown, unknown][] = [...handlers];
    for (const [channel, handler] of known) {
      if (typeof handler !== 'function') continue;
      const saw = (value: unknown): void => {
        seen.push({ sink: 'answer', where: String(channel), text: JSON.stringify(value) ?? '' });
      };
      handlers.set(channel, async (event: object, ...args: unknown[]) => {
        // Older versions of Electron reply by the event, newer ones by the handler's return value.
        for (const name of ['_reply', '_throw']) {
          const reply: unknown = Reflect.get(event, name);
          if (typeof reply !== 'function') continue;
          Reflect.set(event, name, (value: unknown) => {
            saw(value instanceof Error ? value.stack : value);
            Reflect.apply(reply, event, [value]);
          });
        }
        const value: unknown = await Reflect.apply(handler, undefined, [event, ...args]);
        saw(value);
        return value;
      });
    }
    return seen;
  });
  return {
    collect: async () => {
      for (const { sink, where, text } of await sent.jsonValue()) canary.saw(sink, where, text);
    },
  };
}
