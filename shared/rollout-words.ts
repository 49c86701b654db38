import { counted } from './counted';
import { isUnderWay } from './rollout';
import type { RingCounts } from './rollout';
import type { RingKind } from './rollout-plan';
import type { NotedRollout } from './saved-rollout';

export const ringKindWords = {
  pilot: 'pilot',
  sample: 'sample',
  ten: 'up to ten',
  rest: 'the rest',
  group: 'group',
} satisfies Record<RingKind, string>;

export const ringStateWords = {
  'to-do': 'not yet',
  assigning: 'being assigned',
  following: 'on the way',
  passed: 'arrived',
  failed: 'too many failed',
  'taken-back': 'taken back',
} satisfies Record<NotedRollout['latest'][number]['state'], string>;

/** Of a ring in a rollout; one that is neither done nor at work was stopped, and of one that may be followed some may have failed. */
export function ringStateWord(
  { state, people, failed }: { state: keyof typeof ringStateWords; people: number; failed: number },
  rollout: NotedRollout['state'] | 'none',
): string {
  if (state === 'passed' && people === 0) return 'done, nobody was in it';
  if (state === 'passed' && failed > 0) return `done, ${number(failed)} failed`;
  return rollout !== 'running' && isUnderWay(state) ? 'stopped' : ringStateWords[state];
}

/** How many of a ring, or of a rollout; heads of a table of it. */
export const countHeads = ['Arrived', 'On the way', 'Failed'] as const;

/** Of so many people; whoever is in none of the counts is of no ring that began. */
export function countsSentence({
  people,
  arrived,
  waiting,
  failed,
  takenBack,
  unassigned,
  arrivedBefore,
}: RingCounts & Pick<NotedRollout, 'people' | 'takenBack' | 'unassigned' | 'arrivedBefore'>): string {
  const left = people - arrived - waiting - failed - (takenBack ?? 0) - (unassigned ?? 0);
  const before = arrivedBefore ?? 0;
  const counts: [number, string][] = [
    [takenBack ?? 0, 'taken back'],
    [unassigned ?? 0, 'unassigned elsewhere'],
    [left, takenBack === null ? 'taken back or not begun' : 'not begun'],
  ];
  return `${[
    ...[`${number(arrived)} arrived`, `${number(waiting)} on the way`, `${number(failed)} failed`],
    ...counts.flatMap(([count, what]) => (count > 0 ? `${number(count)} ${what}` : [])),
  ].join(
    ', ',
  )}.${before > 0 ? ` ${counted(before, 'person', 'people')} had arrived before they were unassigned.` : ''}`;
}

export const ringName = (index: number): string => `Ring ${index + 1}`;

const number = (count: number): string => count.toLocaleString('en');
