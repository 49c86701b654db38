import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright/test';
import { channels } from '../../main/electron/channels';
import type { ElectronAssistant } from '../shells/electron';
import { watch } from './watch';
import type { Watch, Watched } from './watch';

/**
 * Watches an assistant that leaks `leak` at every output while it runs. The export is planted in the page, behind a button
 * `Download JSON`.
 */
export async function plant(leak: string, { page, electron, folder }: Watched): Promise<Watch> {
  if (electron === null) await plantInHttp(leak, page);
  else await plantInAnswers(leak, electron);
  const watching = await watch({ page, electron, folder });
  if (electron === null) await takePlantedEvents(page);
  else await plantInEvents(leak, electron, page);
  await plantInPage(leak, page, electron === null ? null : join(dirname(folder), 'Download JSON.txt'));
  return watching;
}

const plantedEvents = '/api/events?planted';

async function plantInHttp(leak: string, page: Page): Promise<void> {
  await page.route('**/api/session.snapshot', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: JSON.stringify({ ...(await answer.json()), leak }) });
  });
  await page.route(`**${plantedEvents}`, (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: `data: ${JSON.stringify({ leak })}\n\n` }),
  );
}

/** The page takes no event that comes before the server's proof: its own stream stays as it is, another one has the leak. */
async function takePlantedEvents(page: Page): Promise<void> {
  await page.evaluate(
    (address) =>
      new Promise<void>((resolve) => {
        const events = new EventSource(address);
        events.addEventListener('message', () => {
          events.close();
          resolve();
        });
      }),
    plantedEvents,
  );
}

async function plantInAnswers(leak: string, { app }: ElectronAssistant): Promise<void> {
  await app.evaluate(
    ({ ipcMain }, { channel, text }) => {
      ipcMain.removeHandler(channel);
      ipcMain.handle(channel, () => ({ ok: true, value: null, leak: text }));
    },
    { channel: channels.call, text: leak },
  );
}

async function plantInEvents(leak: string, { app }: ElectronAssistant, page: Page): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, { channel, text }) => {
      for (const { webContents } of BrowserWindow.getAllWindows()) webContents.send(channel, { leak: text });
    },
    { channel: channels.snapshot, text: leak },
  );
  await page.getByRole('button', { name: 'Practise first' }).click();
}

/** `saved`: the path at which a dialog would have saved the export; null for a download. */
async function plantInPage(leak: string, page: Page, saved: string | null): Promise<void> {
  await page.evaluate(
    ([text, place]) => {
      const field = document.createElement('input');
      field.value = text;
      const button = document.createElement('button');
      button.textContent = 'Download JSON';
      const said = document.createElement('output');
      button.addEventListener('click', () => {
        if (place !== null) {
          said.textContent = `Saved as ${place}.`;
          return;
        }
        const link = document.createElement('a');
        link.href = URL.createObjectURL(new Blob([text]));
        link.download = 'planted.json';
        link.click();
      });
      document.body.prepend(field, button, said);
      sessionStorage.setItem('planted', text);
      // oxlint-disable-next-line no-console -- one of the watched outputs
      console.info(text);
    },
    [leak, saved] as const,
  );
  if (saved !== null) writeFileSync(saved, leak);
}
