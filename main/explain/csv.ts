import { assertNever } from '../../shared/errors';
import type { ExplainedPerson } from '../../shared/explained';
import { namesakesWords } from '../../shared/namesakes';
import { statusName } from '../../shared/status-name';
import { csvFile } from '../export/csv';
import type { ExportFile } from '../export/files';
import { keyOf } from './group';
import type { Group } from './group';

const heads = [
  'Cause',
  'Who acts next',
  'What happened',
  'What to do',
  'Certainty',
  'Person',
  'User name',
  'In Okta',
  'Time',
  'Event',
  'Message',
];

/** One row a message. */
export function explainedCsv(
  groups: readonly Group[],
  atOkta: ReadonlyMap<string, ExplainedPerson['atOkta']>,
  { hide, isPractice, now }: { hide: (text: string) => string; isPractice: boolean; now: Date },
): ExportFile {
  const rows = groups.flatMap(({ messages }) =>
    messages.map(({ cause, owner, says, next, confidence, person, at, eventId, message }) => [
      cause,
      owner,
      says,
      next,
      confidence,
      person.name,
      person.login,
      inOkta(atOkta.get(keyOf(person) ?? '')),
      at,
      eventId,
      message,
    ]),
  );
  return csvFile(
    `${isPractice ? 'practice-' : ''}explained-failures-${now.toISOString().slice(0, 10)}`,
    heads,
    rows,
    hide,
  );
}

function inOkta(found: ExplainedPerson['atOkta'] | undefined): string {
  if (found === undefined) return '';
  switch (found.is) {
    case 'not-looked':
      return '';
    case 'nobody':
      return 'not found';
    case 'user':
      return `${statusName(found.status)} (${found.login})`;
    case 'several':
      return namesakesWords(found);
    default:
      return assertNever(found);
  }
}
