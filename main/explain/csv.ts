import type { ExplainedPerson } from '../../shared/explained';
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
  if (found === undefined || found.is === 'not-looked') return '';
  return found.is === 'nobody' ? 'not found' : `${statusName(found.status)} (${found.login})`;
}
