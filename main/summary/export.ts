import type { Payload, Value } from '../../shared/api';
import { counted } from '../../shared/counted';
import type { Evidence, Summary } from '../../shared/summary';
import { fileName } from '../export/file-name';
import { exportDocument, deliverFile } from '../export/files';
import type { Ports } from '../ports';
import { summaryDocument } from './document';
import { doneWords } from './evidence';

/** So many rows of evidence a file has at most that is opened again: each change of a set-up is one, as is each person of a rollout. */
const mostEvidence = 1_000;

/** The summary as a file: JSON, which can be opened again, and from one document the other formats, which leave nothing out. */
export async function exportSummary(
  summary: Summary,
  format: Exclude<Payload<'summary.export'>['format'], 'terraform'>,
  shell: Pick<Ports, 'saveFile' | 'printPdf'>,
): Promise<Value<'plan.export'>> {
  const { practice, org, destination, region, made } = summary;
  const name = fileName('summary', { practice, orgUrl: org.url, destination, region }, made);
  if (format !== 'json') return exportDocument(name, summaryDocument(summary), format, shell);
  const text = `${JSON.stringify(withMostEvidence(summary), null, 2)}\n`;
  return deliverFile({ name: `${name}.json`, type: 'application/json', text }, shell.saveFile);
}

/** Changes that were simply done are left out first, and the last row says how many. */
function withMostEvidence(summary: Summary): Summary {
  const { evidence, made } = summary;
  if (evidence.length <= mostEvidence) return summary;
  const isDone = ({ source, result }: Evidence): boolean => source === 'journal' && result === doneWords;
  const ranked = [...evidence.filter((each) => !isDone(each)), ...evidence.filter(isDone)];
  const kept = new Set(ranked.slice(0, mostEvidence));
  const leftOut: Evidence = {
    at: made,
    source: 'journal',
    who: null,
    what: `${counted(evidence.length - kept.size, 'further row is', 'further rows are')} not in this file, so that it can be opened again: the summary as Markdown, HTML or PDF has all of them.`,
    result: null,
    id: '',
  };
  return { ...summary, evidence: [...evidence.filter((each) => kept.has(each)), leftOut] };
}
