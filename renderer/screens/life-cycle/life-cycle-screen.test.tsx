import { expect, it } from 'vitest';
import { noLifeCycle } from '../../../shared/life-cycle';
import type { LifeCycle, PhaseRecord } from '../../../shared/life-cycle';
import { lifeCyclePhases } from '../../../shared/life-cycle-phases';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { renderPart, wordsOf } from '../../testing/render';
import { LifeCycleScreen } from './life-cycle-screen';
import { words } from './words';

const at = '2026-11-28T10:00:00.000Z';
const records = (state: PhaseRecord['state']): PhaseRecord[] =>
  lifeCyclePhases.map((phase) => ({
    phase,
    state,
    startedAt: at,
    writtenAt: at,
    endedAt: at,
    facts: [],
    eventIds: [],
    explanation: null,
    seen: null,
  }));
const shown = (lifeCycle: LifeCycle): string =>
  wordsOf(renderPart(<LifeCycleScreen />, snapshotAt('life-cycle', { app, lifeCycle })));

it('says before it begins that no person is touched, and when it passed what is proven', () => {
  expect(shown(noLifeCycle)).toContain('No person is touched');
  const passed = shown({ ...noLifeCycle, state: 'passed', phases: records('passed') });
  expect(passed).toContain(words.proven);
  for (const name of Object.values(words.phases.names)) expect(passed).toContain(name);
});

it.each(['passed', 'to-do'] as const)('has fewer than 150 words with all phases %s', (state) => {
  const text = shown({ ...noLifeCycle, state: 'running', phases: records(state) });
  expect(text.trim().split(' ').length).toBeLessThan(150);
});

it.each([
  ['clean-up', false],
  ['user-name', true],
] as const)('offers the next phase after %s failed only where there is one', (failed, isOffered) => {
  const failedIndex = lifeCyclePhases.indexOf(failed);
  const phases = records('passed').map((record, index): PhaseRecord => {
    const state = index < failedIndex ? 'passed' : index === failedIndex ? 'failed' : 'to-do';
    return { ...record, state };
  });
  expect(shown({ ...noLifeCycle, state: 'failed', phases }).includes(words.next)).toBe(isOffered);
});
