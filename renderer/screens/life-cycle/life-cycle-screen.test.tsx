// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { noLifeCycle } from '../../../shared/life-cycle';
import type { LifeCycle, PhaseRecord } from '../../../shared/life-cycle';
import { lifeCyclePhases } from '../../../shared/life-cycle-phases';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { barState, ok, press, show } from '../../testing/dom';
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
/** Oktopost could not be read after any of them. */
const unread = (passed: number): PhaseRecord[] =>
  records('passed').map((record, index) => ({
    ...record,
    state: index < passed ? 'passed' : 'to-do',
    facts: [
      { where: 'oktopost', what: 'active', expected: 'true', actual: null, state: 'cannot-be-read' } as const,
    ],
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

describe('where the assistant cannot read at Oktopost', () => {
  const { yes, no, label } = words.seen;
  const { assign, create } = words.phases.names;
  const paused: LifeCycle = { ...noLifeCycle, state: 'stopped', phases: unread(2) };
  const showPaused = () =>
    show(<LifeCycleScreen />, snapshotAt('life-cycle', { app, lifeCycle: paused }), {
      'lifeCycle.saw': () => ok(null),
      'lifeCycle.resume': () => ok(null),
    });

  it('asks for what Oktopost shows now, of no state that is gone, and goes on once it was seen', async () => {
    const { callsOf } = await showPaused();
    expect(barState()).toBe(words.state.look);
    expect(screen.queryByRole('button', { name: label(yes, create) })).toBeNull();
    await press(label(yes, assign));
    expect(callsOf('lifeCycle.saw')).toEqual([{ phase: 'assign', asExpected: true }]);
    expect(callsOf('lifeCycle.resume')).toEqual([{ from: 'again' }]);
  });

  it('stays paused where something else was seen, and goes on without a look where that is chosen', async () => {
    const { callsOf } = await showPaused();
    await press(label(no, assign));
    expect(callsOf('lifeCycle.resume')).toEqual([]);
    await press(words.unlooked);
    expect(callsOf('lifeCycle.resume')).toEqual([{ from: 'again' }]);
  });

  it('asks at the end for the last state alone', async () => {
    const lifeCycle: LifeCycle = { ...noLifeCycle, state: 'passed', phases: unread(lifeCyclePhases.length) };
    await show(<LifeCycleScreen />, snapshotAt('life-cycle', { app, lifeCycle }));
    expect(barState()).toBe(words.state['by-okta']);
    expect(screen.getAllByRole('button', { name: new RegExp(`^${yes}`) })).toHaveLength(1);
  });
});
