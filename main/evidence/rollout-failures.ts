import { counted } from '../../shared/counted';
import { mostNotedRings } from '../../shared/saved-rollout';
import { minute } from '../export/document';
import type { Block } from '../export/document';
import type { StoredRing } from '../rollout/rollout-store';

export type RingFailures = Pick<StoredRing, 'people' | 'failed' | 'failures' | 'endedAt' | 'checkedAt'>;

/**
 * Who of the last rings did not arrive, by cause, as it was last read, with the events of Okta's System Log that say so. No people by
 * name; nothing where everybody arrived.
 */
export function rolloutFailureBlocks(rings: readonly RingFailures[]): Block[] {
  const first = Math.max(0, rings.length - mostNotedRings);
  const rows = rings.slice(first).flatMap(({ people, failed, failures, endedAt, checkedAt }, index) =>
    failures.map(({ id, what, people: count }) => {
      const at = checkedAt ?? endedAt;
      const events = failed.flatMap(({ cause, eventId }) =>
        cause === id && eventId !== null ? eventId : [],
      );
      return [
        String(first + index + 1),
        `${count.toLocaleString('en')} of ${counted(people.length, 'person', 'people')}`,
        what,
        at === null ? 'not noted' : minute(at),
        events.join(', '),
      ];
    }),
  );
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Who of a rollout did not arrive' },
    { kind: 'table', heads: ['Ring', 'People', 'What came back', 'When', 'Events in the System Log'], rows },
    {
      kind: 'text',
      text: 'Of each cause the events of the first people are named. Where none is, Okta logged none, or refused the assignment itself: changes.html has that.',
    },
  ];
}
