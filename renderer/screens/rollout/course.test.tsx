import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { courseDashes, courseLegend, courseLines, drawnCourse, thinned } from '../../../shared/course';
import { ofLicences } from '../../../shared/rollout';
import type { RolloutCounts } from '../../../shared/rollout';
import { barState, ok, press, refused, show } from '../../testing/dom';
import { course, failed, rolloutAt as at, view } from '../../testing/rollout';
import { words as common } from '../../words/common';
import { licencesLabel } from '../../words/licences';
import { RolloutScreen } from './rollout-screen';
import { words } from './words';

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

  it.each([
    ['as it was drawn', failed, false],
    ['repaired since', { ...failed, state: 'passed', arrived: 5, failed: 0 } as const, true],
  ])('of a ring %s: says what was read since, where that differs', async (_name, ring, isSaid) => {
    await show(<RolloutScreen />, at({ state: 'done', rings: 1, people: 5 }), {
      'rollout.view': () => ok({ ...view, rings: [ring] }),
    });
    const caption = await screen.findByText(courseLegend({ second: 40, arrived: 4, waiting: 0, failed: 1 }), {
      exact: false,
    });
    expect(caption.textContent.includes(words.course.axis.since(ring))).toBe(isSaid);
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
          ...{ warnings: ['Roles were not read.'], lockOut: [], blockers: [], step: null },
        }),
      'rollout.repairRows': () => ok({ total: 0, rows: [] }),
      'rollout.repair': () => ok(null),
    });
    const { repair } = words;
    await press(repair.again(0));
    expect(callsOf('rollout.planRepair')).toEqual([{ of: { kind: 'ring', ring: 0 } }]);
    const plan = await screen.findByRole('alertdialog', { name: repair.again(0) });
    expect(plan.textContent).toContain(repair.text(75, 4));
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

  it('offers nothing that writes while a ring is read or people are repaired, only to stop', async () => {
    const paused = { state: 'paused', pause: 'too-many-failed', rings: 1, people: 5, failed: 1 } as const;
    const repair: NonNullable<RolloutCounts['repair']> = {
      ...{ of: { kind: 'ring', ring: 0 }, state: 'running', people: 3, done: 1, between: 0, failed: 0 },
      ...{ betweenNames: [], failedNames: [], waitsUntil: null, isStopping: false, error: null },
      isFollowed: false,
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
    const question = await screen.findByRole('alertdialog', { name: words.secondYes.title });
    expect(question.textContent).toContain('1 of 5 people in ring 1 failed.');
    await press(words.secondYes.no);
    expect(callsOf('rollout.resume')).toEqual([]);
    await press(words.goOn.action(1));
    await press(words.goOn.yes(3, 0));
    expect(callsOf('rollout.resume')).toEqual([{ secondYes: true }]);
  });

  it('offers, beside a repair that paused, to go on with it, and not another one of the ring', async () => {
    const paused = { state: 'paused', pause: 'too-many-failed', rings: 1, people: 5, failed: 1 } as const;
    const repair: NonNullable<RolloutCounts['repair']> = {
      ...{ of: { kind: 'ring', ring: 0 }, state: 'paused', people: 3, done: 0, between: 0, failed: 1 },
      ...{ betweenNames: [], failedNames: ['Kim Kay'], waitsUntil: null, isStopping: false, error: null },
      isFollowed: false,
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

  it('asks a second time before a ring beyond the licences that were stated', async () => {
    const { error } = refused({ field: ofLicences, message: 'This ring needs 5 licences more.' });
    const next: typeof failed = { ...failed, kind: 'ten', state: 'to-do', people: 3, failures: [] };
    const { callsOf } = await show(
      <RolloutScreen />,
      at({ state: 'paused', pause: 'error', error, rings: 2, ring: 1, people: 8 }),
      {
        'rollout.view': () => ok({ ...view, rings: [{ ...failed, state: 'passed' }, next] }),
        'rollout.resume': () => ok(null),
      },
    );
    await press(words.course.goOn);
    expect(callsOf('rollout.resume')).toEqual([]);
    const question = await screen.findByRole('alertdialog', { name: words.secondYes.title });
    expect(question.textContent).toContain(error.message);
    await press(words.secondYes.yes);
    expect(callsOf('rollout.resume')).toEqual([{ secondYes: true }]);
    // More are stated where it asks for them.
    const licences = screen.getByLabelText(licencesLabel);
    fireEvent.change(licences, { target: { value: '12' } });
    fireEvent.blur(licences);
    expect(callsOf('people.licences')).toEqual([{ licences: 12 }]);
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
