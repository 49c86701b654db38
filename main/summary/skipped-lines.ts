import { agreed, counted, firstOf } from '../../shared/counted';
import { noSkippedLines } from '../../shared/summary';
import type { SkippedLines, Summary } from '../../shared/summary';
import type { Block } from '../export/document';

/** Lines of the journal that are in no list made of it; nothing where there is none. */
export const skippedBlocks = ({
  journalSkipped,
  journalSkippedElsewhere,
}: Pick<Summary, 'journalSkipped' | 'journalSkippedElsewhere'>): Block[] =>
  skippedSentences(journalSkipped ?? noSkippedLines, journalSkippedElsewhere ?? 0, 'here').map((text) => ({
    kind: 'text',
    text,
  }));

/**
 * That they are missing in something made of the journal; nothing where there is none. `elsewhere`: how many stayed behind where saved
 * set-ups came from.
 */
export function skippedSentences(
  own: SkippedLines,
  elsewhere: number,
  where: 'here' | 'by this undo',
): string[] {
  const stayed = `${counted(elsewhere, 'line')} of the journal that the saved set-up came from ${agreed(elsewhere, 'was no entry, and is', 'were no entry, and are')} left out ${where}.`;
  return [...ownSkipped(own, where), ...(elsewhere === 0 ? [] : [stayed])];
}

function ownSkipped({ count, first }: SkippedLines, where: string): string[] {
  if (count === 0) return [];
  const [are, them] = count === 1 ? ['is', 'it'] : ['are', 'them'];
  const lines = firstOf(first.map(String), first.length, count - first.length);
  const leftOut = `${counted(count, 'line')} of journal.jsonl ${are} no entry, and ${are} left out ${where}: ${lines}.`;
  return [`${leftOut} A crash may have torn ${them}.`];
}
