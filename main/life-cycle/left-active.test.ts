import { expect, it } from 'vitest';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import { lifeWith } from '../testing/life-records';
import { inactiveLater } from './left-active';

const at = '2026-07-01T10:00:00.000Z';
const who = (phase: LifeCyclePhase, id: string, next: string): string =>
  inactiveLater(
    {
      lifeCycle: lifeWith(phase, {
        state: 'failed',
        explanation: { id, what: '', owner: 'oktopost', next, guess: false, said: null, place: 'oktopost' },
      }),
      earlierLives: [],
    },
    'clean-up',
    { kind: 'left-active', at, saw: 'at', isOver: true },
    at,
  ).what;

it.each<[LifeCyclePhase, string]>([
  ['unassign', 'push-failed-before'],
  ['deactivate', 'not-followed'],
  ['deactivate', 'deactivation-failed'],
  ['clean-up', 'left-active'],
])('says that the admin was asked to deactivate the account where %s ended with %s', (phase, id) => {
  expect(who(phase, id, 'Do it.')).toContain('The admin was asked to deactivate it in Oktopost');
});

it.each<[LifeCyclePhase, string]>([
  ['unassign', 'token-refused'],
  ['user-name', 'push-failed-before'],
])('says that nobody knows by whom where %s ended with %s, whatever its advice', (phase, id) => {
  expect(who(phase, id, 'Deactivate the account in Oktopost.')).toContain('by whom is not known');
});
