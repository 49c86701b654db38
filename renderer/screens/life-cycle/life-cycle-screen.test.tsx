import { expect, it } from 'vitest';
import { noLifeCycle } from '../../../shared/life-cycle';
import type { LifeCycle, PhaseRecord } from '../../../shared/life-cycle';
import { lifeCyclePhases } from '../../../shared/life-cycle-phases';
import { words } from './words';
import { at, records, shown } from '../../testing/life-phases';

it('says before it begins that no person is touched, and when it passed what is proven', () => {
  expect(shown(noLifeCycle)).toContain('No person is touched');
  const passed = shown({ ...noLifeCycle, state: 'passed', phases: records('passed') });
  const [updates, leavers] = words.proves;
  expect(passed).toContain(`${words.read} ${updates?.what}, ${leavers?.what}.`);
  expect(passed).not.toContain(words.stated);
  for (const name of Object.values(words.phases.names)) expect(passed).toContain(name);
});

it.each(['passed', 'to-do'] as const)('has fewer than 150 words with all phases %s', (state) => {
  const text = shown({ ...noLifeCycle, state: 'running', phases: records(state) });
  expect(text.trim().split(' ').length).toBeLessThan(150);
});

it.each([
  ['waiting', 'stopped', words.phases.cutOff.written],
  ['writing', 'stopped', words.phases.cutOff.writing],
  ['second-look', 'failed', words.phases.cutOff.written],
  ['passed-over', 'stopped', words.phases.cutOff.written],
] as const)(
  'lets nothing spin that nobody waits for: a phase that was %s when the test %s',
  (was, state, said) => {
    const phases = records('to-do').map((record, index): PhaseRecord => {
      const begun = { ...record, state: was, writtenAt: was === 'writing' ? null : at, endedAt: null };
      return index === 0 ? begun : { ...record, startedAt: null, writtenAt: null, endedAt: null };
    });
    const text = shown({ ...noLifeCycle, state, phases });
    expect(text).toContain(said);
    for (const word of [words.phases.states[was], words.phases.usual])
      expect(text).not.toContain(`– ${word}`);
  },
);

it.each([
  ['failed', 'ERROR', true],
  ['failed', 'SYNCHRONIZED', false],
  ['passed', 'SYNCHRONIZED', false],
] as const)(
  'says while it waits for a deactivation, and before, that Okta sends none after a push that %s with %s',
  (before, actual, said) => {
    const sync = {
      where: 'okta',
      what: 'sync',
      expected: 'SYNCHRONIZED',
      actual,
      state: 'different',
    } as const;
    const shows = (unassign: 'waiting' | 'to-do', state: LifeCycle['state']): boolean => {
      const phases = records('passed').map((record, index): PhaseRecord => {
        if (record.phase === 'user-name') return { ...record, state: before, facts: [sync] };
        const awaited = lifeCyclePhases.indexOf('unassign');
        return { ...record, state: index < awaited ? 'passed' : index === awaited ? unassign : 'to-do' };
      });
      return shown({ ...noLifeCycle, state, phases }).includes(words.phases.sendsNothing);
    };
    expect([shows('waiting', 'running'), shows('to-do', 'failed')]).toEqual([said, said]);
  },
);
