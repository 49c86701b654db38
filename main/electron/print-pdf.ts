import { randomUUID } from 'node:crypto';
import { BrowserWindow, session } from 'electron';
import type { PrintPdf } from '../ports';
import { appScheme } from './app-protocol';
import { joinPdfs } from './join-pdfs';
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
 * Prints exported pages, each in a hidden window of its own, in which no script runs: a window that has printed keeps its memory.
 * The pages are served by our own protocol: Chromium takes no `data:` address of more than 2 MiB. Only a single page has the tags
 * that screen readers go by: they do not survive the joining.
 */
export const printPdf: PrintPdf = async (htmls) => {
  const [first, ...others] = htmls;
  if (first !== undefined && others.length === 0) return printPage(first, true);
  return joinPdfs(htmls, (html) => printPage(html, false));
};

async function printPage(html: string, generateTaggedPDF: boolean): Promise<Uint8Array> {
  const page = pages.add(html);
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: printSession(), sandbox: true, contextIsolation: true, javascript: false },
  });
  try {
    await window.loadURL(page.url);
    return await window.webContents.printToPDF({ pageSize: 'A4', printBackground: true, generateTaggedPDF });
  } finally {
    window.destroy();
    page.remove();
  }
}
