import { isUnderWay } from './rollout';
import type { RingKind } from './rollout';
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

/** Of a ring in a rollout; one that is neither done nor at work was stopped. */
export const ringStateWord = (
  state: keyof typeof ringStateWords,
  rollout: NotedRollout['state'] | 'none',
): string => (rollout !== 'running' && isUnderWay(state) ? 'stopped' : ringStateWords[state]);

export const ringName = (index: number): string => `Ring ${index + 1}`;
