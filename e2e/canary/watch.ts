import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright/test';
import { createCanary, filesIn } from '../../main/testing/canary';
import { eventsPath } from '../../shared/browser-session';
import type { Canary } from '../../main/testing/canary';
import type { ElectronAssistant } from '../shells/electron';
import { watchIpc } from './ipc';
import type { Sink } from './sinks';

export interface Watch {
  canary: Canary<Sink>;
  /** Reads the page as it is now, with hidden parts and field values, and its storage. */
  look(): Promise<void>;
  /** Presses the button of an export and reads the file. */
  takeExport(button: string): Promise<void>;
  /** Collects what main sent to the renderer; only while the assistant runs. */
  collect(): Promise<void>;
  /** Reads the assistant's folder (in Electron all user data); after its exit. */
  lookAtFiles(): void;
}

/** A running assistant and its folder. */
export interface Watched {
  page: Page;
  electron: ElectronAssistant | null;
  folder: string;
}

/** Files of the practice org, which has to store its tokens. No other file may contain one. */
const ofPracticeOrg = /(^|\/)practice\/(address|state)\.json$/;

/** Watches all output of an assistant from now on, and what it already has on the page and on disk. */
export async function watch({ page, electron, folder }: Watched): Promise<Watch> {
  const canary = createCanary<Sink>();
  page.on('console', (message) => {
    canary.saw('console', message.type(), message.text());
  });
  page.on('pageerror', (error) => {
    canary.saw('console', 'error', error.stack ?? error.message);
  });
  const traffic = electron === null ? await watchHttp(page, canary) : await watchIpc(electron, canary);

  return {
    canary,
    look: async () => {
      const title = await page.title();
      canary.saw('page', title, await page.evaluate(pageText));
      canary.saw('storage', title, await page.evaluate(storedText));
    },
    takeExport: async (button) => {
      const press = (): Promise<void> => page.getByRole('button', { name: button }).click();
      if (electron === null) {
        const [download] = await Promise.all([page.waitForEvent('download'), press()]);
        const name = download.suggestedFilename();
        canary.saw('export', name, readFileSync(await download.path(), 'utf8'));
        return;
      }
      const file = join(dirname(folder), `${button}.txt`);
      await electron.saveInto(file);
      await press();
      await page.getByText(`Saved as ${file}.`).waitFor();
      canary.saw('export', file, readFileSync(file, 'utf8'));
    },
    collect: () => traffic.collect(),
    lookAtFiles: () => {
      for (const { path, text } of filesIn(electron === null ? folder : dirname(folder))) {
        if (!ofPracticeOrg.test(path)) canary.saw('file', path, text);
      }
    },
  };
}

/**
 * Browser mode: headers and bodies of all responses, and server-sent events, starting with a reload. A response is paused until
 * its body was read: Chromium drops it on navigation.
 */
async function watchHttp(page: Page, canary: Canary<Sink>): Promise<{ collect(): Promise<void> }> {
  const session = await page.context().newCDPSession(page);
  const reading = new Set<Promise<void>>();
  const read = async (requestId: string, url: string, headers: unknown): Promise<void> => {
    const { body, base64Encoded } = await session.send('Fetch.getResponseBody', { requestId });
    const text = base64Encoded ? Buffer.from(body, 'base64').toString() : body;
    canary.saw('answer', new URL(url).pathname, `${JSON.stringify(headers)}\n${text}`);
    await session.send('Fetch.continueRequest', { requestId });
  };
  session.on('Fetch.requestPaused', ({ requestId, request, responseHeaders, responseErrorReason }) => {
    // A stream is read by its events; a request that ended without an answer, as a reload makes it, has nothing to show.
    if (responseErrorReason !== undefined || new URL(request.url).pathname === eventsPath)
      return void session.send('Fetch.continueRequest', { requestId });
    const done = read(requestId, request.url, responseHeaders).finally(() => reading.delete(done));
    reading.add(done);
  });
  session.on('Network.eventSourceMessageReceived', ({ eventName, data }) => {
    canary.saw('event', eventName, data);
  });
  await session.send('Network.enable');
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*/api/*.*', requestStage: 'Response' }] });
  await page.reload();
  return {
    collect: async () => {
      await Promise.all(reading);
    },
  };
}

function pageText(): string {
  const fields = [...document.querySelectorAll('input, textarea, select')].map((field) =>
    'value' in field ? String(field.value) : '',
  );
  return [document.documentElement.outerHTML, ...fields, location.href, String(getSelection())].join('\n');
}

function storedText(): string {
  const state: unknown = history.state;
  const stored = [localStorage, sessionStorage].map((storage) => Object.entries(storage));
  return JSON.stringify([stored, document.cookie, window.name, state]);
}
