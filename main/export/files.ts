import type { Payload, Value } from '../../shared/api';
import { AppFailure, assertNever } from '../../shared/errors';
import type { Ports } from '../ports';
import type { ExportDocument } from './document';
import { documentHtml, printedPages } from './html';
import { documentMarkdown } from './markdown';

type Exported = Value<'plan.export'>;
type Shell = Pick<Ports, 'saveFile' | 'printPdf'>;

/** `name` with its extension; `type` is a media type. */
export type ExportFile = NonNullable<Exported['download']>;

/** Delivers a document as a file, or for printing; `name` without its extension. */
export async function exportDocument(
  name: string,
  document: ExportDocument,
  format: Payload<'plan.export'>['format'],
  shell: Shell,
): Promise<Exported> {
  switch (format) {
    case 'markdown':
      return deliverFile(
        { name: `${name}.md`, type: 'text/markdown', text: documentMarkdown(document) },
        shell.saveFile,
      );
    case 'html':
      return deliverFile(
        { name: `${name}.html`, type: 'text/html', text: documentHtml(document) },
        shell.saveFile,
      );
    case 'pdf': {
      const { printPdf, saveFile } = shell;
      const print = documentHtml(document);
      if (print.length > longestPrinted) throw tooLongToPrint();
      if (printPdf === null || saveFile === null) return { savedAs: null, download: null, print };
      const { savedAs } = await saveFile(`${name}.pdf`, await printPdf(printedPages(document)));
      return { savedAs, download: null, print: null };
    }
    default:
      return assertNever(format);
  }
}

/** A plan of 100,000 changes has some 12 MiB. In UTF-16 units. */
export const longestPrinted = 32 * 1024 * 1024;

const tooLongToPrint = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message:
      'This document is too long to be printed: more than 250,000 changes. Nothing was printed or saved.',
    owner: 'okta-admin',
    next: 'Download it as Markdown or HTML.',
  });

/** Saves the file by the shell's dialog, or returns it as a download where there is none. */
export async function deliverFile(file: ExportFile, saveFile: Shell['saveFile']): Promise<Exported> {
  if (saveFile === null) return { savedAs: null, download: file, print: null };
  const { savedAs } = await saveFile(file.name, file.text);
  return { savedAs, download: null, print: null };
}
