import { longestLabel } from '../../shared/oktopost';
import { oneLine } from '../export/document';

const longestShown = 200;

/** A text of a file that someone gave, fit to be shown: one line, not endless, nothing that turns the reading direction around. */
export function shown(text: string): string {
  const line = oneLine(text.slice(0, 4 * longestShown).replace(/\p{Cf}/gu, ''));
  return line.length > longestShown ? `${line.slice(0, longestShown)}…` : line;
}

/** An app's label as it may be written to Okta; null when it is none. */
export function checkedLabel(text: string): string | null {
  const label = shown(text);
  return label === '' || label.length > longestLabel ? null : label;
}
