import { isUnderWay } from './rollout';
import type { RingCounts, RingKind } from './rollout';
import type { NotedRollout } from './saved-rollout';

export const ringKindWords = {
  pilot: 'pilot',
  sample: 'sample',
  ten: 'ten',
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
  { state, failed }: { state: keyof typeof ringStateWords; failed: number },
  rollout: NotedRollout['state'] | 'none',
): string {
  if (state === 'passed' && failed > 0) return `done, ${failed.toLocaleString('en')} failed`;
  return rollout !== 'running' && isUnderWay(state) ? 'stopped' : ringStateWords[state];
}

/** How many of a ring, or of a rollout; heads of a table of it. */
export const countHeads = ['Arrived', 'On the way', 'Failed'] as const;

/** Of so many people; whoever is in none of the counts is assigned by no ring. */
export function countsSentence({
  people,
  arrived,
  waiting,
  failed,
}: RingCounts & { people: number }): string {
  const left = people - arrived - waiting - failed;
  return `${arrived.toLocaleString('en')} arrived, ${waiting.toLocaleString('en')} on the way, ${failed.toLocaleString('en')} failed${
    left > 0 ? `, ${left.toLocaleString('en')} taken back or not begun` : ''
  }.`;
}

export const ringName = (index: number): string => `Ring ${index + 1}`;
