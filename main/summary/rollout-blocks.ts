import { agreed, counted } from '../../shared/counted';
import { isUnderWay } from '../../shared/rollout';
import type { NotedRollout } from '../../shared/saved-rollout';
import {
  countHeads,
  countsSentence,
  ringKindWords,
  ringName,
  ringStateWord,
} from '../../shared/rollout-words';
import { reportedMinute } from '../export/document';
import type { Block } from '../export/document';

const states: Record<NotedRollout['state'], string> = {
  running: 'It was running.',
  paused: 'It was paused.',
  done: 'It has ended.',
};
const allDone = 'Every ring was done.';

/**
 * A rollout as counts of everybody once, its rings as a table, and the course of each as a picture with its points.
 * `isAsked`: see `asksOktopost`.
 */
export function rolloutBlocks(rollout: NotedRollout, isAsked: boolean): Block[] {
  const { state, people, rings, latest, arrived, waiting, failed } = rollout;
  const left = rings - latest.length;
  const isAll = state === 'done' && arrived + waiting + failed === people;
  return [
    { kind: 'heading', level: 2, text: 'Rollout' },
    {
      kind: 'text',
      text: `${counted(people, 'person', 'people')} in ${counted(rings, 'ring')}: ${countsSentence(rollout)} ${isAll ? allDone : states[state]}${
        arrived + waiting < people ? ' Whoever did not arrive is named on “Rollout” in the assistant.' : ''
      }${beforeSentence(rollout)}`,
    },
    {
      kind: 'table',
      heads: [
        'Ring',
        'Who',
        'People',
        ...countHeads,
        'State',
        'Began',
        'Ended',
        'In the log',
        'Seen at Oktopost',
      ],
      rows: latest.map((ring) => [
        ringName(ring.ring),
        ring.group ?? ringKindWords[ring.kind],
        ...[ring.people, ring.arrived, ring.waiting, ring.failed].map(number),
        ringStateWord(ring, state),
        ...[ring.startedAt, ring.endedAt].map(reportedMinute),
        ring.logged === null ? 'not read' : number(ring.logged),
        ring.looked === null ? `not ${isAsked ? 'read' : 'asked'}` : number(ring.looked),
      ]),
    },
    {
      kind: 'text',
      text: `${againSentence(rollout)}A ring is counted as it was read at its end, or when it was checked again since: what Okta changed later is not in it.`,
    },
    ...(left > 0
      ? [
          {
            kind: 'text',
            text: `${counted(left, 'ring has', 'rings have')} no row: to come, or earlier than these.`,
          } as const,
        ]
      : []),
    ...latest.flatMap(({ ring, people: members, failures, course }): Block[] => {
      const isDrawn = members > 0 && course.length > 1;
      return [
        ...(failures.length > 0 || isDrawn
          ? [{ kind: 'heading', level: 3, text: `Course of ring ${ring + 1}` } as const]
          : []),
        ...(isDrawn ? [{ kind: 'course', heads: ['Second', ...countHeads], course } as const] : []),
        ...(failures.length > 0
          ? [
              {
                kind: 'list',
                items: failures.map((each) => `${number(each.people)} × ${each.what} ${each.next}`),
              } as const,
            ]
          : []),
      ];
    }),
  ];
}

const beforeSentence = ({ activeBefore }: NotedRollout): string =>
  activeBefore === null || activeBefore === 0
    ? ''
    : ` ${counted(activeBefore, 'person', 'people')} had an active account at Oktopost before this set-up assigned them.`;

/** Whoever is in several rings is counted once above the table, and in each of its rows; not told of where a ring is cut off or has no row. */
function againSentence({
  latest,
  rings,
  takenBack,
  unassigned,
  arrived,
  waiting,
  failed,
}: NotedRollout): string {
  if (takenBack === null || latest.length < rings || latest.some(({ state }) => isUnderWay(state))) return '';
  const once = arrived + waiting + failed + takenBack + (unassigned ?? 0);
  const again = latest.reduce((sum, ring) => sum + ring.people, 0) - once;
  if (again <= 0) return '';
  return `${counted(again, 'person', 'people')} of a ring ${agreed(again, 'is', 'are')} in a later one again: counted once above, by the later ring. `;
}

const number = (count: number): string => count.toLocaleString('en');
