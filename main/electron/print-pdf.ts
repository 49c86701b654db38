import { BrowserWindow } from 'electron';
import type { PrintPdf } from '../ports';

/**
 * Prints an exported page in a separate hidden window: no script runs in it, its session is in memory, and every request
 * but the page itself is refused.
 */
export const printPdf: PrintPdf = async (html) => {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { partition: 'print', sandbox: true, contextIsolation: true, javascript: false },
  });
  try {
    window.webContents.session.webRequest.onBeforeRequest(({ url }, decide) => {
      decide({ cancel: !url.startsWith('data:') });
    });
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(html).toString('base64')}`);
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      generateTaggedPDF: true,
    });
  } finally {
    window.destroy();
  }
};
