import { randomUUID } from 'node:crypto';
import { BrowserWindow, session } from 'electron';
import type { PrintPdf } from '../ports';
import { appScheme } from './app-protocol';
import { createPrintPages } from './print-pages';

const pages = createPrintPages(randomUUID);
let isServed = false;

/** The session of printed pages, in memory. It answers for these pages alone, and refuses every other request. */
function printSession(): Electron.Session {
  const printing = session.fromPartition('print', { cache: false });
  if (isServed) return printing;
  isServed = true;
  printing.protocol.handle(appScheme.scheme, (request) => pages.answer(request));
  printing.webRequest.onBeforeRequest(({ url }, decide) => {
    decide({ cancel: !pages.has(url) });
  });
  return printing;
}

/**
 * Prints an exported page in a separate hidden window, in which no script runs. The page is served by our own protocol: Chromium
 * takes no `data:` address of more than 2 MiB.
 */
export const printPdf: PrintPdf = async (html) => {
  const page = pages.add(html);
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: printSession(), sandbox: true, contextIsolation: true, javascript: false },
  });
  try {
    await window.loadURL(page.url);
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      generateTaggedPDF: true,
    });
  } finally {
    window.destroy();
    page.remove();
  }
};
