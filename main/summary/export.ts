import type { Value } from '../../shared/api';
import { assertNever } from '../../shared/errors';
import type { Summary } from '../../shared/summary';
import type { SaveFile } from '../ports';
import { summaryMarkdown } from './markdown';

/** Writes the summary as a file by the shell's dialog, or hands it over for a download where there is none. */
export async function exportSummary(
  summary: Summary,
  format: 'json' | 'markdown',
  saveFile: SaveFile | null,
): Promise<Value<'summary.export'>> {
  const file = render(summary, format);
  if (saveFile === null) return { savedAs: null, download: file };
  const { savedAs } = await saveFile(file.name, file.text);
  return { savedAs, download: null };
}

function render(summary: Summary, format: 'json' | 'markdown'): { name: string; type: string; text: string } {
  const name = `oktopost-okta-${summary.region}-${summary.made.slice(0, 10)}`;
  switch (format) {
    case 'json':
      return {
        name: `${name}.json`,
        type: 'application/json',
        text: `${JSON.stringify(summary, null, 2)}\n`,
      };
    case 'markdown':
      return { name: `${name}.md`, type: 'text/markdown', text: summaryMarkdown(summary) };
    default:
      return assertNever(format);
  }
}
