import { longestLabel } from '../../shared/oktopost';
import { shortened } from '../../shared/shortened';
import { oneLine } from '../export/document';

const longestShown = 200;

/** A text of a file that someone gave, fit to be shown: one line, not endless, nothing that turns the reading direction around. */
export function shown(text: string): string {
  return shortened(oneLine(text.slice(0, 4 * longestShown).replace(/\p{Cf}/gu, '')), longestShown);
}

/** An app's label as it may be written to Okta; null when it is none. */
export function checkedLabel(text: string): string | null {
  const label = shown(text);
  return label === '' || label.length > longestLabel ? null : label;
}
