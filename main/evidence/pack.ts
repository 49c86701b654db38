import { z } from 'zod';
import type { Value } from '../../shared/api';
import { jsonSchemaOf } from '../../shared/bounded-json';
import { summarySchema } from '../../shared/summary';
import type { FilesBlock } from '../export/document';
import { fileName } from '../export/file-name';
import { longestPrinted } from '../export/files';
import { documentHtml, printedPages } from '../export/html';
import type { Ports } from '../ports';
import { entrySchema } from '../storage/journal-entry';
import { packed } from './archive';
import type { PackedFile } from './archive';
import { evidencePages, firstPage } from './pages';
import type { EvidenceParts, Page } from './pages';

type Shell = Pick<Ports, 'saveFile' | 'printPdf'> & { clean: (text: string) => string };

const journalSchema = z.array(entrySchema);

/**
 * The evidence of a set-up as one ZIP: pages (HTML, and one PDF where the shell prints), their data (JSON) with its schemas, and the
 * SHA-256 of each file. Every text is cleaned of tokens. `sealed` is the SHA-256 that stands for all files.
 */
export async function exportEvidence(
  parts: EvidenceParts,
  { saveFile, printPdf, clean }: Shell,
): Promise<Omit<Value<'evidence.export'>, 'summary'>> {
  const { practice, org, destination, region, made } = parts.summary;
  const pages = evidencePages(parts);
  const rendered = pages.map(fileOf);
  const length = rendered.reduce((sum, { content }) => sum + content.length, 0);
  const prints = printPdf !== null && length <= longestPrinted;
  const inPack = (about: string, ...names: string[]): FilesBlock['files'][number] => ({
    names,
    about,
    absent: false,
  });
  const list = [
    ...pages.map(({ name, about }) => inPack(about, `${name}.html`)),
    inPack('The same as data.', 'summary.json', 'changes.json'),
    inPack('What the data means, as JSON Schema.', 'summary.schema.json', 'changes.schema.json'),
    prints
      ? inPack('All pages in one.', 'evidence.pdf')
      : { names: ['evidence.pdf'], about: notPrinted(printPdf === null), absent: true },
  ];
  const first = { name: 'index', document: firstPage(parts, list) };
  const texts = [
    fileOf(first),
    ...rendered,
    { name: 'summary.json', content: json(parts.summary) },
    { name: 'summary.schema.json', content: json(jsonSchemaOf(summarySchema)) },
    { name: 'changes.json', content: json(parts.entries) },
    { name: 'changes.schema.json', content: json(jsonSchemaOf(journalSchema)) },
  ];
  const files: PackedFile[] = texts.map(({ name, content }) => ({ name, content: clean(content) }));
  if (printPdf !== null && prints) {
    const printed = [first, ...pages].flatMap(({ document }) => printedPages(document)).map(clean);
    files.push({ name: 'evidence.pdf', content: await printPdf(printed) });
  }
  const { zip, sealed } = packed(files, new Date(made));
  const name = `${fileName('evidence', { practice, orgUrl: org.url, destination, region }, made)}.zip`;
  if (saveFile !== null) return { ...(await saveFile(name, zip)), download: null, sealed };
  const base64 = Buffer.from(zip).toString('base64');
  return { savedAs: null, download: { name, type: 'application/zip', base64 }, sealed };
}

const fileOf = ({ name, document }: Pick<Page, 'name' | 'document'>): { name: string; content: string } => ({
  name: `${name}.html`,
  content: documentHtml(document),
});

const notPrinted = (noPrinter: boolean): string =>
  noPrinter
    ? 'Not in this pack: in the browser the assistant prints nothing by itself. Each page can be printed.'
    : 'Not in this pack: it is too long to be printed.';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
