import type { Payload, Value } from '../../shared/api';
import type { Summary } from '../../shared/summary';
import { fileName } from '../export/file-name';
import { exportDocument, deliverFile } from '../export/files';
import type { Ports } from '../ports';
import { summaryDocument } from './document';

/** The summary as a file: JSON as it is, the other formats from one document. */
export async function exportSummary(
  summary: Summary,
  format: Exclude<Payload<'summary.export'>['format'], 'terraform'>,
  shell: Pick<Ports, 'saveFile' | 'printPdf'>,
): Promise<Value<'plan.export'>> {
  const { practice, org, destination, region, made } = summary;
  const name = fileName('summary', { practice, orgUrl: org.url, destination, region }, made);
  if (format !== 'json') return exportDocument(name, summaryDocument(summary), format, shell);
  const text = `${JSON.stringify(summary, null, 2)}\n`;
  return deliverFile({ name: `${name}.json`, type: 'application/json', text }, shell.saveFile);
}
