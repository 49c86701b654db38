import { cleanup, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { noLifeCycle } from '../../../shared/life-cycle';
import type { LifeCycle, PhaseRecord } from '../../../shared/life-cycle';
import { lifeCyclePhases } from '../../../shared/life-cycle-phases';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { barState, ok, press, show } from '../../testing/dom';
import { LifeCycleScreen } from './life-cycle-screen';
import { words as common } from '../../words/common';
import { words } from './words';
import { at, records, shown } from '../../testing/life-phases';

/** Oktopost could not be read after any of them. */
const unread = (passed: number): PhaseRecord[] =>
  records('passed').map((record, index) => ({
    ...record,
    state: index < passed ? 'passed' : 'to-do',
    facts: [
      { where: 'oktopost', what: 'active', expected: 'true', actual: null, state: 'cannot-be-read' } as const,
    ],
  }));

describe('where the assistant cannot read at Oktopost', () => {
  const { yes, no } = words.seen;
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
    expect(screen.queryByRole('button', { name: common.named(yes, create) })).toBeNull();
    await press(common.named(yes, assign));
    expect(callsOf('lifeCycle.saw')).toEqual([{ phase: 'assign', asExpected: true }]);
    expect(callsOf('lifeCycle.resume')).toEqual([{ from: 'again' }]);
  });

  it('stays paused where something else was seen, and goes on without a look where that is chosen', async () => {
    const { callsOf } = await showPaused();
    await press(common.named(no, assign));
    expect(callsOf('lifeCycle.resume')).toEqual([]);
    await press(words.unlooked);
    expect(callsOf('lifeCycle.resume')).toEqual([{ from: 'next' }]);
  });

  it('asks at the end for the last state alone', async () => {
    const lifeCycle: LifeCycle = { ...noLifeCycle, state: 'passed', phases: unread(lifeCyclePhases.length) };
    await show(<LifeCycleScreen />, snapshotAt('life-cycle', { app, lifeCycle }));
    expect(barState()).toBe(words.state['by-okta']);
    expect(screen.getAllByRole('button', { name: new RegExp(`^${yes}`) })).toHaveLength(1);
  });

  it('says of what only the admin saw that it was seen, and never that it passed', () => {
    const seen = { asExpected: true, by: null, at };
    const phases = unread(lifeCyclePhases.length).map((record) => ({ ...record, seen }));
    const text = shown({ ...noLifeCycle, state: 'passed', phases });
    for (const said of [words.state.seen, words.stated, words.phases.seen]) expect(text).toContain(said);
    for (const not of [words.read, words.state.passed, `– ${words.phases.states.passed}`])
      expect(text).not.toContain(not);
  });

  it('claims as stated only what rests on a phase that nobody read', () => {
    const seen = { asExpected: true, by: null, at };
    const phases = records('passed').map((record) =>
      record.phase === 'reassign' ? { ...record, facts: unread(1)[0]?.facts ?? [], seen } : record,
    );
    const text = shown({ ...noLifeCycle, state: 'passed', phases });
    const [updates, leavers] = words.proves;
    expect(text).toContain(`${words.read} ${updates?.what}.`);
    expect(text).toContain(`${words.stated} ${leavers?.what}.`);
  });

  it('offers to read Oktopost first, once its token is there, also after the last phase', async () => {
    const over: LifeCycle = { ...noLifeCycle, state: 'passed', phases: unread(lifeCyclePhases.length) };
    for (const lifeCycle of [paused, over]) {
      const oktopost = { state: 'accepted', users: 1, checkedAt: at } as const;
      const { callsOf } = await show(
        <LifeCycleScreen />,
        snapshotAt('life-cycle', { app, lifeCycle, oktopost }),
        { 'lifeCycle.resume': () => ok(null) },
      );
      await press(words.readOn);
      expect(callsOf('lifeCycle.resume')).toEqual([{ from: 'again' }]);
      cleanup();
    }
  });

  it('shows a phase that the admin saw differing as failed, with who acts next, and does not go on first', async () => {
    const explanation = {
      id: 'seen-otherwise',
      what: 'Otherwise.',
      owner: 'okta-admin',
      next: 'Look.',
    } as const;
    const phases = unread(2).map((record): PhaseRecord => ({
      ...record,
      ...(record.phase === 'assign' && {
        state: 'failed',
        seen: { asExpected: false, by: null, at },
        explanation: { ...explanation, guess: true, said: null, place: 'to-app' },
      }),
    }));
    await show(
      <LifeCycleScreen />,
      snapshotAt('life-cycle', { app, lifeCycle: { ...paused, state: 'failed', phases } }),
    );
    expect(screen.getByText(explanation.what)).toBeDefined();
    expect(screen.getByText(`– ${words.phases.states.failed}`, { exact: false })).toBeDefined();
    const bar = within(screen.getByRole('contentinfo'));
    expect(bar.getByRole('button', { name: words.again })).toBeDefined();
    expect(screen.queryByRole('button', { name: words.goOn })).toBeNull();
  });

  it('has no other way on in the bar than the look, and says who and what to look for', async () => {
    const user = {
      id: '00u1',
      marker: 'm',
      familyName: 'f',
      givenName: 'g',
      email: 'life@acme.example',
      changedGivenName: 'h',
      changedEmail: 'i',
    };
    const expectedThere = [
      ['account', '4711'],
      ['user-name', user.email],
      ['given-name', 'g'],
      ['email', user.email],
      ['active', 'true'],
    ] as const;
    const phases = paused.phases.map((record): PhaseRecord => ({
      ...record,
      facts: expectedThere.map(([what, expected]) => ({
        ...{ where: 'oktopost', what, expected, actual: null, state: 'cannot-be-read' },
      })),
    }));
    await show(
      <LifeCycleScreen />,
      snapshotAt('life-cycle', { app, lifeCycle: { ...paused, phases, user } }),
    );
    const list = screen.getByRole('list', { name: words.seen.look(user.email) });
    // The team page has names, user names and Active or Deactivated.
    const { shows } = words.seen;
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([shows.userName(user.email), shows.givenName('g'), shows.active]);
    const bar = within(screen.getByRole('contentinfo'));
    for (const name of [words.unlooked, words.goOn]) expect(bar.queryByRole('button', { name })).toBeNull();
    expect(screen.getByRole('button', { name: words.unlooked })).toBeDefined();
  });
});
