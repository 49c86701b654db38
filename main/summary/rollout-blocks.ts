import { counted } from '../../shared/counted';
import type { NotedRollout } from '../../shared/saved-rollout';
import {
  countHeads,
  countsSentence,
  ringKindWords,
  ringName,
  ringStateWord,
} from '../../shared/rollout-words';
import { minute } from '../export/document';
import type { Block } from '../export/document';

const states: Record<NotedRollout['state'], string> = {
  running: 'It was running.',
  paused: 'It was paused.',
  done: 'It has ended.',
};
const allDone = 'Every ring was done.';

/** A rollout as counts of everybody once, its rings as a table, and the course of each as a picture with its points. */
export function rolloutBlocks(rollout: NotedRollout): Block[] {
  const { state, people, rings, latest, arrived, waiting, failed } = rollout;
  const left = rings - latest.length;
  const isAll = state === 'done' && arrived + waiting + failed === people;
  return [
    { kind: 'heading', level: 2, text: 'Rollout' },
    {
      kind: 'text',
      text: `${counted(people, 'person', 'people')} in ${counted(rings, 'ring')}: ${countsSentence(rollout)} ${isAll ? allDone : states[state]}${
        arrived + waiting < people ? ' Whoever did not arrive is named on “Rollout” in the assistant.' : ''
      }`,
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
        ...[ring.startedAt, ring.endedAt].map((at) => (at === null ? 'not reported' : minute(at))),
        ...[ring.logged, ring.looked].map((count) => (count === null ? 'not read' : number(count))),
      ]),
    },
    ...(left > 0
      ? [
          {
            kind: 'text',
            text: `${counted(left, 'ring has', 'rings have')} no row: to come, or earlier than these.`,
          } as const,
        ]
      : []),
    ...latest.flatMap(({ ring, failures, course }): Block[] => [
      ...(failures.length > 0 || course.length > 1
        ? [{ kind: 'heading', level: 3, text: `Course of ring ${ring + 1}` } as const]
        : []),
      ...(course.length > 1 ? [{ kind: 'course', heads: ['Second', ...countHeads], course } as const] : []),
      ...(failures.length > 0
        ? [
            {
              kind: 'list',
              items: failures.map((each) => `${number(each.people)} × ${each.what} ${each.next}`),
            } as const,
          ]
        : []),
    ]),
  ];
}

const number = (count: number): string => count.toLocaleString('en');
