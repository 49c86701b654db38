import { cleanup, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { cannotAssign } from '../../../shared/rollout';
import type { RolloutView } from '../../../shared/rollout';
import { runOf } from '../../../shared/testing/plans';
import { at as time } from '../../../shared/testing/time';
import { dateTime } from '../../components/time';
import { barState, ok, press, refused, show } from '../../testing/dom';
import { failed, rolloutAt as at, view } from '../../testing/rollout';
import { RolloutScreen } from './rollout-screen';
import { words } from './words';

describe('a ring', () => {
  it('says that a ring is taken back, can be stopped then, and says what hindered it while the ring stands', async () => {
    const run = runOf({ scope: { kind: 'ring-back', ring: 0 } });
    const { callsOf, send } = await show(
      <RolloutScreen />,
      { ...at({ state: 'done', rings: 1, people: 5 }), run },
      { 'rollout.view': () => ok(view), 'run.cancel': () => ok(null) },
    );
    expect(barState()).toBe(words.back.now(0));
    expect(screen.queryByRole('button', { name: words.course.backOf(0) })).toBeNull();
    await press(words.course.stop);
    expect(callsOf('run.cancel')).toEqual([{ runId: run.id }]);
    const { error } = refused({ message: 'The app integration is inactive.' });
    await send({ run: { ...run, state: 'failed', error } });
    expect(screen.getByRole('alert').textContent).toContain('The app integration is inactive.');
    expect(screen.getByRole('button', { name: words.course.backOf(0) })).toBeDefined();
  });

  it('has no failure of a take-back once the ring is taken back', async () => {
    const { error } = refused({ message: 'The app integration is inactive.' });
    const run = runOf({ scope: { kind: 'ring-back', ring: 0 }, state: 'failed', error });
    await show(
      <RolloutScreen />,
      { ...at({ state: 'done', rings: 1, people: 5 }), run },
      { 'rollout.view': () => ok({ ...view, rings: [{ ...failed, state: 'taken-back' }] }) },
    );
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('does not call a ring arrived that was taken back since, although one before it stands', async () => {
    const paused = { state: 'paused', pause: 'ring-passed', rings: 3, ring: 2, people: 12 } as const;
    const passed: typeof failed = {
      ...failed,
      state: 'passed',
      arrived: 5,
      failed: 0,
      looked: 5,
      failures: [],
    };
    const rings = [
      passed,
      { ...passed, state: 'taken-back' as const },
      { ...failed, state: 'to-do' as const },
    ];
    await show(<RolloutScreen />, at(paused), { 'rollout.view': () => ok({ ...view, rings }) });
    expect(screen.getByText(words.course.back).closest('.note')?.getAttribute('data-tone')).toBe('amber');
    expect(screen.queryByText(/has arrived/)).toBeNull();
  });

  it('says nothing of the ring that ended before the rings are read', async () => {
    const paused = { state: 'paused', pause: 'ring-passed', rings: 2, ring: 1, people: 8 } as const;
    await show(<RolloutScreen />, at(paused), { 'rollout.view': () => refused({}) });
    expect([...document.querySelectorAll('.note')].map(({ textContent }) => textContent)).not.toContain('');
  });

  it('names the ring that has arrived, where another one was taken back', async () => {
    const paused = { state: 'paused', pause: 'ring-passed', rings: 3, ring: 2, people: 12 } as const;
    const passed: typeof failed = { ...failed, state: 'passed', failed: 0, looked: 5, failures: [] };
    const rings = [
      { ...passed, state: 'taken-back' as const },
      passed,
      { ...failed, state: 'to-do' as const },
    ];
    await show(<RolloutScreen />, at(paused), { 'rollout.view': () => ok({ ...view, rings }) });
    expect(screen.getByText('Ring 2 has arrived. Go on when you like.')).toBeDefined();
  });

  it('is green only where Oktopost was read; where it was not, it can be read as soon as its token is there', async () => {
    const paused = {
      state: 'paused',
      pause: 'ring-passed',
      rings: 2,
      ring: 1,
      people: 8,
      arrived: 5,
    } as const;
    const ring: RolloutView['rings'][number] = {
      ...failed,
      state: 'passed',
      arrived: 5,
      failed: 0,
      failures: [],
    };
    const snapshot = at(paused);
    const { callsOf } = await show(
      <RolloutScreen />,
      { ...snapshot, oktopost: { state: 'accepted', users: 3, checkedAt: '2026-03-01T10:00:00.000Z' } },
      { 'rollout.view': () => ok({ ...view, rings: [ring] }), 'rollout.check': () => ok(null) },
    );
    const note = screen.getByText(words.course.passed(0, ring)).closest('.note');
    expect(note?.getAttribute('data-tone')).toBe('amber');
    expect(screen.queryByText(/^Ring 1 has arrived/)).toBeNull();
    expect(screen.queryByRole('button', { name: words.repair.again(0) })).toBeNull();
    await press(words.course.again(0));
    expect(callsOf('rollout.check')).toEqual([{ ring: 0 }]);
  });

  it('says why a ring paused, who did not arrive and why, and offers the ring again', async () => {
    const paused = { state: 'paused', pause: 'too-many-failed', rings: 2, ring: 1, people: 8 } as const;
    const { callsOf } = await show(<RolloutScreen />, at({ ...paused, arrived: 4, failed: 1, missing: 1 }), {
      'rollout.view': () => ok(view),
      'rollout.rows': ({ state }) =>
        ok({
          total: state === 'failed' ? 1 : 0,
          rows:
            state === 'failed'
              ? [
                  {
                    userId: '00u1',
                    name: 'Kim Kay',
                    email: 'kim@acme.example',
                    ring: 0,
                    state,
                    note: 'Taken.',
                  },
                ]
              : [],
        }),
      'rollout.check': () => ok(null),
    });
    expect(screen.getByText(words.course.pauses['too-many-failed'])).toBeDefined();
    expect(screen.getByText(words.course.failed(1))).toBeDefined();
    expect(screen.getByText('Kim Kay', { exact: false })).toBeDefined();
    expect(screen.getByText('1 × Oktopost has this name.')).toBeDefined();
    expect(screen.getByRole('button', { name: `${words.course.why}: ${words.plan.ring(0)}` })).toBeDefined();
    expect(screen.getByText(words.course.sendAgain)).toBeDefined();
    await press(words.course.again(0));
    expect(callsOf('rollout.check')).toEqual([{ ring: 0 }]);
  });

  it('below the allowed share does not say that it arrived, and when it was checked', async () => {
    const ended: typeof failed = { ...failed, state: 'passed' };
    const next: typeof failed = { ...failed, state: 'to-do', failed: 0, failures: [] };
    const passed = { state: 'paused', pause: 'ring-passed', rings: 2, ring: 1, people: 10 } as const;
    const handlers = {
      'rollout.view': () =>
        ok({
          ...view,
          rings: [ended, next],
          notes: [{ ring: 0, kind: 'evidence' as const, text: 'Seen: 4', at: time }],
        }),
      'rollout.rows': () => ok({ total: 0, rows: [] }),
    };
    await show(<RolloutScreen />, at({ ...passed, arrived: 4, failed: 1 }), handlers);
    expect(screen.getByText('done, 1 failed')).toBeDefined();
    expect(screen.queryByText('arrived', { exact: true })).toBeNull();
    const said = screen.getByText('Ring 1 is done: 1 person did not arrive.', { exact: false });
    expect(said.closest('.note')?.getAttribute('data-tone')).toBe('amber');
    expect(screen.getByText(`Seen: 4, read at ${dateTime(time)}.`)).toBeDefined();
  });

  it('that was cut off says who is assigned as Okta shows it, and can be taken back', async () => {
    const cutOff: typeof failed = { ...failed, state: 'assigning', arrived: 3, failed: 0, failures: [] };
    const stopped = at({ state: 'paused', pause: 'stopped', rings: 1, ring: 0, people: 5 });
    await show(<RolloutScreen />, stopped, { 'rollout.view': () => ok({ ...view, rings: [cutOff] }) });
    expect(screen.getAllByText(words.course.none)).toHaveLength(3);
    cleanup();
    await show(<RolloutScreen />, stopped, {
      'rollout.view': () => ok({ ...view, rings: [cutOff], cutOff: [{ ring: 0, assigned: 4, at: time }] }),
    });
    expect(screen.getByText('Next: ring 1, 1 person.')).toBeDefined();
    expect(screen.getByText('stopped')).toBeDefined();
    expect(screen.queryByText(words.course.none)).toBeNull();
    expect(screen.getByRole('button', { name: words.course.backOf(0) })).toBeDefined();
  });

  it('offers to assign nobody again who is not active in Okta, only to read the ring again', async () => {
    const away = { id: 'not-active', ...cannotAssign['not-active'], people: 1 };
    const passed: typeof failed = { ...failed, state: 'passed', failures: [away] };
    await show(
      <RolloutScreen />,
      at({ state: 'done', rings: 1, people: 5, arrived: 4, failed: 1, missing: 1 }),
      {
        'rollout.view': () => ok({ ...view, rings: [passed] }),
      },
    );
    expect(screen.getByRole('button', { name: words.course.again(0) })).toBeDefined();
    expect(screen.queryByRole('button', { name: words.repair.again(0) })).toBeNull();
  });

  it('says after a take-back that the ring was taken back, whom the next one has, and offers no repeat', async () => {
    const paused = { state: 'paused', pause: 'too-many-failed', rings: 2, ring: 1, people: 15 } as const;
    const next: typeof failed = { ...failed, kind: 'ten', state: 'to-do', people: 10, failures: [] };
    await show(<RolloutScreen />, at(paused), {
      'rollout.view': () => ok({ ...view, rings: [{ ...failed, state: 'taken-back' }, next] }),
    });
    expect(await screen.findByText(words.course.back)).toBeDefined();
    expect(screen.getByText('Next: ring 2, 10 people.')).toBeDefined();
    expect(screen.queryByRole('button', { name: words.course.again(0) })).toBeNull();
  });

  it('that is a group is not offered to be assigned again: Okta alone does that', async () => {
    const paused = { state: 'paused', pause: 'too-many-failed', rings: 1, people: 5, failed: 1 } as const;
    await show(<RolloutScreen />, at(paused), {
      'rollout.view': () => ok({ ...view, rings: [{ ...failed, kind: 'group', group: 'Sales' }] }),
    });
    expect(screen.getByRole('button', { name: 'How ring 1 is sent again' })).toBeDefined();
    expect(screen.queryByRole('button', { name: words.repair.again(0) })).toBeNull();
  });

  it('names who is not assigned once it is at rest, and counts them before another one is planned', async () => {
    const back: typeof failed = { ...failed, state: 'taken-back', failures: [] };
    const next: typeof failed = { ...back, kind: 'ten', state: 'to-do', people: 1 };
    const counts = { rings: 2, ring: 1, people: 6, takenBack: 4, unassigned: 1, notBegun: 1 };
    const { callsOf } = await show(<RolloutScreen />, at({ state: 'paused', pause: 'stopped', ...counts }), {
      'rollout.view': () => ok({ ...view, rings: [back, next] }),
      'rollout.rows': () => ok({ total: 0, rows: [] }),
    });
    await press('Not assigned: 4 taken back, 1 unassigned elsewhere, 1 not begun');
    expect(callsOf('rollout.rows')).toContainEqual(expect.objectContaining({ ring: null, state: 'to-do' }));
    await press(words.another.action);
    const question = await screen.findByRole('alertdialog', { name: words.another.title });
    expect(question.textContent).toContain('6 people of this one are not assigned.');
  });

  it('says in its row that it is being taken back, not that it arrived', async () => {
    const run = runOf({ scope: { kind: 'ring-back', ring: 0 } });
    const passed: typeof failed = { ...failed, state: 'passed', failed: 0, failures: [] };
    await show(
      <RolloutScreen />,
      { ...at({ state: 'done', rings: 2, people: 10 }), run },
      { 'rollout.view': () => ok({ ...view, rings: [passed, passed] }) },
    );
    const [, first, second] = screen.getAllByRole('row').map(({ textContent }) => textContent);
    expect(first).toContain(words.back.now(0));
    expect(first).not.toContain('arrived');
    expect(second).toContain('arrived');
  });

  it('says what came of its people later, with when it was read, and lets it be read anew', async () => {
    const passed: typeof failed = { ...failed, state: 'passed', failed: 0, looked: 5, failures: [] };
    const notes: RolloutView['notes'] = [
      { ring: 0, kind: 'left', at: time, text: 'Not assigned any more: Kenji Tanaka' },
      { ring: 1, kind: 'again', at: null, text: '2 of 5 are in a later ring again, and counted there' },
    ];
    await show(<RolloutScreen />, at({ state: 'done', rings: 2, people: 10 }), {
      'rollout.view': () => ok({ ...view, rings: [passed, { ...passed, state: 'taken-back' }], notes }),
    });
    expect(screen.getByText(`Not assigned any more: Kenji Tanaka, read at ${dateTime(time)}.`)).toBeDefined();
    expect(screen.getByText('2 of 5 are in a later ring again, and counted there.')).toBeDefined();
    expect(screen.getByRole('button', { name: words.course.again(0) })).toBeDefined();
    expect(screen.queryByRole('button', { name: words.course.again(1) })).toBeNull();
  });
});
