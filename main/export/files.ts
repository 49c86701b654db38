import type { Payload, Value } from '../../shared/api';
import { assertNever } from '../../shared/errors';
import type { Ports } from '../ports';
import type { ExportDocument } from './document';
import { documentHtml } from './html';
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
      const html = documentHtml(document);
      const { printPdf, saveFile } = shell;
      if (printPdf === null || saveFile === null) return { savedAs: null, download: null, print: html };
      const { savedAs } = await saveFile(`${name}.pdf`, await printPdf(html));
      return { savedAs, download: null, print: null };
    }
    default:
      return assertNever(format);
  }
}

/** Saves the file by the shell's dialog, or returns it as a download where there is none. */
export async function deliverFile(file: ExportFile, saveFile: Shell['saveFile']): Promise<Exported> {
  if (saveFile === null) return { savedAs: null, download: file, print: null };
  const { savedAs } = await saveFile(file.name, file.text);
  return { savedAs, download: null, print: null };
}
