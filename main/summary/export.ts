import type { Payload } from '../../shared/api';
import type { Summary } from '../../shared/summary';
import { documentFile } from '../export/files';
import type { ExportFile } from '../export/files';
import { summaryDocument } from './document';

/** The summary as a file: JSON as it is, the other formats from one document. */
export function summaryFile(summary: Summary, format: Payload<'summary.export'>['format']): ExportFile {
  const name = `oktopost-okta-${summary.region}-${summary.made.slice(0, 10)}`;
  if (format !== 'json') return documentFile(name, summaryDocument(summary), format);
  return {
    name: `${name}.json`,
    type: 'application/json',
    text: `${JSON.stringify(summary, null, 2)}\n`,
  };
}
