import { cleanup, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { courseDashes, courseLegend, courseLines, drawnCourse, thinned } from '../../../shared/course';
import { cannotAssign, noRollout } from '../../../shared/rollout';
import type { CoursePoint, RolloutCounts, RolloutView } from '../../../shared/rollout';
import type { RolloutBefore } from '../../../shared/saved-rollout';
import { runOf } from '../../../shared/testing/plans';
import { app, connected, snapshotAt } from '../../../shared/testing/snapshots';
import { at as time } from '../../../shared/testing/time';
import { dateTime } from '../../components/time';
import { barState, ok, press, refused, show } from '../../testing/dom';
import { RolloutScreen } from './rollout-screen';
import { words as common } from '../../words/common';
import { words } from './words';

const at = (rollout: Partial<RolloutCounts>) =>
  snapshotAt('rollout', { app, okta: connected, rollout: { ...noRollout, ...rollout } });
const course: CoursePoint[] = [
  { second: 0, arrived: 0, waiting: 5, failed: 0 },
  { second: 20, arrived: 3, waiting: 2, failed: 0 },
  { second: 40, arrived: 4, waiting: 0, failed: 1 },
];
const failed: RolloutView['rings'][number] = {
  ...{ kind: 'sample', group: null, people: 5, state: 'failed' },
  ...{ arrived: 4, waiting: 0, failed: 1, looked: null, logged: 4 },
  failures: [{ id: 'already-exists', what: 'Oktopost has this name.', next: 'Look at it.', people: 1 }],
};
const view: RolloutView = {
  version: 1,
  rings: [failed],
  course,
  failShare: 10,
  courseOf: 0,
  goOn: false,
  earlier: 0,
  cutOff: [],
  checked: [],
};

describe('the course of a ring', () => {
  it('is three lines told apart without colour, hidden from screen readers, with a caption that says the same', async () => {
    await show(<RolloutScreen />, at({ state: 'running', rings: 1, ring: 0, people: 5 }), {
      'rollout.view': () => ok(view),
    });
    const figure = screen.getByRole('figure');
    const lines = [...figure.querySelectorAll('polyline')];
    expect(lines.map((line) => line.getAttribute('stroke-dasharray'))).toEqual(
      courseLines.map((line) => courseDashes[line]),
    );
    expect(new Set(lines.map((line) => line.getAttribute('stroke')))).toEqual(new Set(['currentColor']));
    expect(lines.map((line) => line.getAttribute('points')?.split(' ').length)).toEqual(
      courseLines.map(() => course.length),
    );
    expect(figure.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
    expect(within(figure).getByText('After 40 seconds.', { exact: false }).textContent).toBe(
      'Ring 1. After 40 seconds. Solid: arrived 4. Dashed: on the way 0. Dotted: failed 1.',
    );
    expect(screen.getByRole('button', { name: words.course.stop })).toBeDefined();
  });

  it('is not drawn of a single look, nor within the first second', async () => {
    await show(<RolloutScreen />, at({ state: 'running', rings: 1, ring: 0, people: 5 }), {
      'rollout.view': () => ok({ ...view, course: course.slice(0, 1) }),
    });
    expect(screen.queryByRole('figure')).toBeNull();
    cleanup();
    const soon = course.map((point) => ({ ...point, second: point.second / 50 }));
    await show(<RolloutScreen />, at({ state: 'running', rings: 1, ring: 0, people: 5 }), {
      'rollout.view': () => ok({ ...view, course: soon }),
    });
    expect(screen.queryByRole('figure')).toBeNull();
  });

  it('says whom “Go on” assigns, also the rings that follow by themselves', async () => {
    const paused = { state: 'paused', pause: 'ring-passed', rings: 3, ring: 1, people: 12 } as const;
    const next: typeof failed = { ...failed, kind: 'ten', state: 'to-do', people: 3, failures: [] };
    const rings = [{ ...failed, state: 'passed' as const }, next, { ...next, people: 4 }];
    await show(<RolloutScreen />, at(paused), { 'rollout.view': () => ok({ ...view, rings, goOn: true }) });
    expect(barState()).toBe('Next: ring 2, 3 people, then 4 more.');
    cleanup();
    await show(<RolloutScreen />, at(paused), { 'rollout.view': () => ok({ ...view, rings }) });
    expect(barState()).toBe('Next: ring 2, 3 people.');
  });

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
    expect(screen.queryByText(words.course.pauses['ring-passed'])).toBeNull();
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
    const note = screen.getByText(words.course.passedInOkta).closest('.note');
    expect(note?.getAttribute('data-tone')).toBe('amber');
    expect(screen.queryByText(words.course.pauses['ring-passed'])).toBeNull();
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
          version: 1,
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
    expect(screen.getByText(words.course.evidence(4, null, 5))).toBeDefined();
    expect(screen.getByText(words.course.sendAgain)).toBeDefined();
    await press(words.course.again(0));
    expect(callsOf('rollout.check')).toEqual([{ ring: 0 }]);
  });

  it('shows the plan by which who of a ring failed is assigned again, and begins it', async () => {
    const paused = { state: 'paused', pause: 'too-many-failed', rings: 2, ring: 1, people: 8 } as const;
    const { callsOf } = await show(<RolloutScreen />, at({ ...paused, arrived: 4, failed: 1 }), {
      'rollout.view': () => ok(view),
      'rollout.planRepair': ({ of }) =>
        ok({
          ...{
            planId: 'p1',
            of,
            direct: 4,
            notAssigned: 1,
            inactive: 1,
            gone: 1,
            byGroup: 0,
            groupReasons: [],
          },
          ...{
            accounts: { made: 1, linked: 1, reactivated: 0, second: 1 },
            groups: [],
            first: null,
            waitSeconds: 75,
          },
          ...{ warnings: ['Roles were not read.'], lockOut: [], blockers: [] },
        }),
      'rollout.repairRows': () => ok({ total: 0, rows: [] }),
      'rollout.repair': () => ok(null),
    });
    const { repair } = words;
    await press(repair.again(0));
    expect(callsOf('rollout.planRepair')).toEqual([{ of: { kind: 'ring', ring: 0 } }]);
    const plan = await screen.findByRole('alertdialog', { name: repair.again(0) });
    expect(plan.textContent).toContain(repair.text(75));
    expect(plan.textContent).toContain('1 person is not assigned now, and only assigned.');
    expect(plan.textContent).toContain(
      '1 account is inactive at Oktopost: Okta deactivates it once more first.',
    );
    expect(plan.textContent).toContain(
      '1 account is gone from Oktopost: Okta looks for another one, or makes it.',
    );
    expect(plan.textContent).toContain(
      'Oktopost: 1 new account, a licence each; 1 account linked and overwritten; 1 second account',
    );
    expect(plan.textContent).toContain('Roles were not read.');
    expect(callsOf('rollout.repair')).toEqual([]);
    await press(repair.begin(4, false));
    expect(callsOf('rollout.repair')).toEqual([{ planId: 'p1', secondYes: false }]);
  });

  it('that is a group is not offered to be assigned again: Okta alone does that', async () => {
    const paused = { state: 'paused', pause: 'too-many-failed', rings: 1, people: 5, failed: 1 } as const;
    await show(<RolloutScreen />, at(paused), {
      'rollout.view': () => ok({ ...view, rings: [{ ...failed, kind: 'group', group: 'Sales' }] }),
    });
    expect(screen.getByRole('button', { name: 'How ring 1 is sent again' })).toBeDefined();
    expect(screen.queryByRole('button', { name: words.repair.again(0) })).toBeNull();
  });

  it('below the allowed share does not say that it arrived, and when it was checked', async () => {
    const ended: typeof failed = { ...failed, state: 'passed' };
    const next: typeof failed = { ...failed, state: 'to-do', failed: 0, failures: [] };
    const passed = { state: 'paused', pause: 'ring-passed', rings: 2, ring: 1, people: 10 } as const;
    const handlers = {
      'rollout.view': () =>
        ok({ ...view, failShare: 20, rings: [ended, next], checked: [{ ring: 0, at: time }] }),
      'rollout.rows': () => ok({ version: 1, total: 0, rows: [] }),
    };
    await show(<RolloutScreen />, at({ ...passed, arrived: 4, failed: 1 }), handlers);
    expect(screen.getByText('done, 1 failed')).toBeDefined();
    expect(screen.queryByText('arrived', { exact: true })).toBeNull();
    const said = screen.getByText('This ring is done: 1 person did not arrive.', { exact: false });
    expect(said.closest('.note')?.getAttribute('data-tone')).toBe('amber');
    expect(screen.getByText(`Checked again ${dateTime(time)}.`, { exact: false })).toBeDefined();
  });

  it('offers nothing that writes while a ring is read or people are repaired, only to stop', async () => {
    const paused = { state: 'paused', pause: 'too-many-failed', rings: 1, people: 5, failed: 1 } as const;
    const repair: NonNullable<RolloutCounts['repair']> = {
      ...{ of: { kind: 'ring', ring: 0 }, state: 'running', people: 3, done: 1, between: 0, failed: 0 },
      ...{ betweenNames: [], failedNames: [], waitsUntil: null, isStopping: false, error: null },
    };
    for (const [now, state, stop] of [
      [{ checking: 0 }, words.state.checking(1), words.course.stop],
      [{ repair }, words.repair.progress(repair), words.repair.stop],
    ] as const) {
      await show(<RolloutScreen />, at({ ...paused, ...now }), { 'rollout.view': () => ok(view) });
      expect(screen.getAllByText(state).length).toBeGreaterThan(0);
      expect(screen.getByRole('button', { name: stop })).toBeDefined();
      for (const name of [words.course.again(0), words.course.backOf(0), words.repair.again(0)]) {
        expect(screen.queryByRole('button', { name })).toBeNull();
      }
      cleanup();
    }
  });

  it('asks before it goes on to the next ring after too many failed, and says what it would do', async () => {
    const paused = { state: 'paused', pause: 'too-many-failed', rings: 2, ring: 1, people: 8 } as const;
    const next: typeof failed = { ...failed, kind: 'ten', state: 'to-do', people: 3, failures: [] };
    const { callsOf } = await show(<RolloutScreen />, at({ ...paused, arrived: 4, failed: 1 }), {
      'rollout.view': () => ok({ ...view, rings: [failed, next] }),
      'rollout.resume': () => ok(null),
    });
    const bar = within(screen.getByRole('contentinfo'));
    expect(bar.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      `${common.back} ${common.toSetUp}`,
      words.repair.again(0),
    ]);
    await press(words.goOn.action(1));
    const question = await screen.findByRole('alertdialog', { name: words.goOn.title });
    expect(question.textContent).toContain('1 of 5 people in ring 1 failed.');
    await press(words.goOn.no);
    expect(callsOf('rollout.resume')).toEqual([]);
    await press(words.goOn.action(1));
    await press(words.goOn.yes(3));
    expect(callsOf('rollout.resume')).toEqual([{ secondYes: true }]);
  });

  it('offers, beside a repair that paused, to go on with it, and not another one of the ring', async () => {
    const paused = { state: 'paused', pause: 'too-many-failed', rings: 1, people: 5, failed: 1 } as const;
    const repair: NonNullable<RolloutCounts['repair']> = {
      ...{ of: { kind: 'ring', ring: 0 }, state: 'paused', people: 3, done: 0, between: 0, failed: 1 },
      ...{ betweenNames: [], failedNames: ['Kim Kay'], waitsUntil: null, isStopping: false, error: null },
    };
    await show(<RolloutScreen />, at({ ...paused, repair }), { 'rollout.view': () => ok(view) });
    expect(screen.getByText(words.repair.progress(repair))).toBeDefined();
    expect(screen.getByText('Did not arrive: Kim Kay.')).toBeDefined();
    expect(screen.getAllByRole('button', { name: words.repair.goOn })).toHaveLength(1);
    expect(screen.queryByRole('button', { name: words.repair.again(0) })).toBeNull();
    expect(screen.queryByRole('button', { name: words.repair.look['push-failed'] })).toBeNull();
  });

  it('asks a second time where Okta can send nobody, and says why', async () => {
    const paused = { state: 'paused', pause: 'ring-passed', rings: 2, ring: 1, people: 8 } as const;
    const snapshot = at({ ...paused, arrived: 5 });
    const { connection } = snapshot.guided;
    const finding = { text: 'Oktopost refused the token that Okta sent.', next: 'Paste another.' };
    const guided = { ...snapshot.guided, connection: { ...connection, known: 'lost' as const, finding } };
    const { callsOf } = await show(
      <RolloutScreen />,
      { ...snapshot, guided },
      {
        'rollout.view': () => ok({ ...view, rings: [{ ...failed, state: 'passed' }, failed] }),
        'rollout.resume': () => ok(null),
      },
    );
    await press(words.course.goOn);
    expect(callsOf('rollout.resume')).toEqual([]);
    const question = await screen.findByRole('alertdialog', { name: words.secondYes.title });
    expect(question.textContent).toContain(finding.text);
    await press(words.secondYes.yes);
    expect(callsOf('rollout.resume')).toEqual([{ secondYes: true }]);
  });

  it('that was cut off says who is assigned as Okta shows it, and can be taken back', async () => {
    const cutOff: typeof failed = { ...failed, state: 'assigning', arrived: 3, failed: 0, failures: [] };
    const stopped = at({ state: 'paused', pause: 'stopped', rings: 1, ring: 0, people: 5 });
    await show(<RolloutScreen />, stopped, { 'rollout.view': () => ok({ ...view, rings: [cutOff] }) });
    expect(screen.getByText(words.course.cutOffNotRead)).toBeDefined();
    expect(screen.getAllByText(words.course.none)).toHaveLength(3);
    cleanup();
    await show(<RolloutScreen />, stopped, {
      'rollout.view': () => ok({ ...view, rings: [cutOff], cutOff: [{ ring: 0, assigned: 4, at: time }] }),
    });
    expect(screen.getByText('4 of 5 people assigned in Okta', { exact: false })).toBeDefined();
    expect(screen.getByText('Next: ring 1, 1 person.')).toBeDefined();
    expect(screen.getByText('stopped')).toBeDefined();
    expect(screen.queryByText(words.course.none)).toBeNull();
    expect(screen.getByRole('button', { name: words.course.backOf(0) })).toBeDefined();
  });

  it('stays, with its way back, when another rollout is planned; asked first where somebody is left', async () => {
    const next: typeof failed = { ...failed, kind: 'ten', state: 'to-do', people: 3, failures: [] };
    const { calls } = await show(
      <RolloutScreen />,
      at({ state: 'paused', pause: 'stopped', rings: 2, ring: 1, people: 8 }),
      {
        'rollout.view': () => ok({ ...view, rings: [failed, next] }),
        'rollout.chosen': () => ok({ draft: null, list: null, plan: null, before: null }),
      },
    );
    await press(words.another.action);
    const question = await screen.findByRole('alertdialog', { name: words.another.title });
    expect(question.textContent).toContain('3 people of this one are not assigned.');
    await press(words.another.no);
    await press(words.another.action);
    await press(words.another.action);
    expect(await screen.findByText(words.who.title)).toBeDefined();
    await press(words.another.back);
    expect(await screen.findByRole('button', { name: words.course.backOf(0) })).toBeDefined();
    expect(calls.map(({ name }) => name)).not.toContain('rollout.start');
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

  it('names who is not assigned once it is at rest, and counts them before another one is planned', async () => {
    const back: typeof failed = { ...failed, state: 'taken-back', failures: [] };
    const next: typeof failed = { ...back, kind: 'ten', state: 'to-do', people: 1 };
    const counts = { rings: 2, ring: 1, people: 6, takenBack: 5, notBegun: 1 };
    const { callsOf } = await show(<RolloutScreen />, at({ state: 'paused', pause: 'stopped', ...counts }), {
      'rollout.view': () => ok({ ...view, rings: [back, next] }),
      'rollout.rows': () => ok({ version: 1, total: 0, rows: [] }),
    });
    await press('Not assigned: 5 taken back, 1 not begun');
    expect(callsOf('rollout.rows')).toContainEqual(expect.objectContaining({ ring: null, state: 'to-do' }));
    await press(words.another.action);
    const question = await screen.findByRole('alertdialog', { name: words.another.title });
    expect(question.textContent).toContain('6 people of this one are not assigned.');
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

  it('keeps its first and last point when it is thinned, and stays within its picture', () => {
    const long = Array.from({ length: 100 }, (_, second) => ({
      second,
      arrived: second,
      waiting: 0,
      failed: 0,
    }));
    const kept = thinned(long, 12);
    expect(kept).toHaveLength(12);
    expect([kept[0], kept.at(-1)]).toEqual([long[0], long.at(-1)]);
    const { most, lines } = drawnCourse(kept, { width: 400, height: 90 });
    expect(most).toBe(99);
    for (const [x, y] of Object.values(lines).flat()) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(400);
      expect(y).toBeGreaterThanOrEqual(2);
      expect(y).toBeLessThanOrEqual(88);
    }
  });
});

describe('the rollout of a saved set-up', () => {
  const before: RolloutBefore = {
    ...{ by: 'ada@acme.example', at: time, licences: 40 },
    draft: {
      ...{ groups: [{ id: '00g1', name: 'Sales' }], ringSize: 30, failShare: 5, goOn: true },
      people: [{ id: '00u1', name: 'Kim Kay', email: 'kim@acme.example' }],
    },
    rollout: {
      ...{ state: 'paused', people: 5, rings: 1, arrived: 4, waiting: 0, failed: 1, takenBack: 0 },
      latest: [{ ring: 0, ...failed, startedAt: time, endedAt: time, course }],
    },
  };

  it('is there to read, and nothing of it is chosen', async () => {
    await show(<RolloutScreen />, at({}), {
      'rollout.chosen': () => ok({ draft: null, list: null, plan: null, before }),
    });
    expect(screen.getByText(words.before.title)).toBeDefined();
    expect(screen.getByText(words.before.group('Sales'))).toBeDefined();
    expect(screen.getByText('Nobody is assigned by it', { exact: false })).toBeDefined();
    const legend = courseLegend({ second: 40, arrived: 4, waiting: 0, failed: 1 });
    expect(screen.getByText(`${words.plan.ring(0)}. ${legend}`)).toBeDefined();
    expect(screen.getByText(words.state.nobody)).toBeDefined();
    expect(screen.getByRole('button', { name: words.rings.plan }).hasAttribute('disabled')).toBe(true);
  });
});
