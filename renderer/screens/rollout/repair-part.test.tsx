import { cleanup, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { stepNames } from '../../../shared/step-names';
import { noRollout } from '../../../shared/rollout';
import type { RolloutCounts } from '../../../shared/rollout';
import type { RepairPlan } from '../../../shared/repair';
import { app, connected, snapshotAt } from '../../../shared/testing/snapshots';
import { at as time } from '../../../shared/testing/time';
import { ok, press, show } from '../../testing/dom';
import { clockTime } from '../../components/time';
import { useApp, useSnapshot } from '../../store/context';
import { RolloutScreen } from './rollout-screen';
import { words as common } from '../../words/common';
import { words } from './words';

const { repair: early } = words;
const of = { kind: 'too-early' } as const;
const plan: RepairPlan = {
  ...{
    of,
    notAssigned: 0,
    inactive: 0,
    gone: 0,
    accounts: { made: 1, linked: 1, reactivated: 0, second: 0 },
    warnings: [],
  },
  ...{ planId: 'p1', direct: 2, byGroup: 1, groupReasons: ['never-sent'], first: 'Bo Berg', waitSeconds: 75 },
  ...{ lockOut: [], blockers: [], step: null },
  groups: [{ id: '00g1', name: 'Sales', waiting: 1, wouldDeactivate: 7 }],
};
const person = {
  userId: '00u1',
  name: 'Kim Kay',
  email: 'kim@acme.example',
  userName: null,
  kept: [],
  lost: [],
};
const rows = {
  direct: [
    { ...person, userName: 'kim', kept: ['nickName'], lost: ['department'] },
    { ...person, userId: '00u2' },
  ],
  group: [{ ...person, userId: '00u3', name: 'Bo Berg', email: null }],
};

type Repair = NonNullable<RolloutCounts['repair']>;
const repair: Repair = {
  of,
  ...{
    state: 'running',
    people: 9,
    done: 3,
    between: 2,
    failed: 1,
    isStopping: false,
    isFollowed: false,
    waitsUntil: time,
    error: null,
  },
  ...{ betweenNames: ['Bo Berg', 'Kim Kay'], failedNames: ['Lee Lund'] },
};

async function opened(change: Partial<RepairPlan> = {}, now: Repair | null = null) {
  const rollout: RolloutCounts = { ...noRollout, state: 'paused', pause: 'stopped', repair: now };
  const shown = await show(<RolloutScreen />, snapshotAt('rollout', { app, okta: connected, rollout }), {
    'rollout.view': () =>
      ok({
        version: 1,
        rings: [],
        course: [],
        courseOf: null,
        goOn: false,
        earlier: 0,
        cutOff: [],
        notes: [],
      }),
    'rollout.planRepair': () => ok({ ...plan, ...change }),
    'rollout.repairRows': ({ by }) => ok({ total: rows[by].length, rows: rows[by] }),
    'rollout.repair': () => ok(null),
    'rollout.stopRepair': () => ok(null),
  });
  if (now === null) await press(early.title);
  return shown;
}

function Asking() {
  const go = useApp((state) => state.go);
  const isThere = useSnapshot().screen === 'rollout';
  return isThere ? <RolloutScreen /> : <button onClick={() => void go('rollout', 'repair')}>ask</button>;
}

describe('people who were assigned too early', () => {
  it('are what is opened and in view where another screen leads to their repair', async () => {
    const rollout: RolloutCounts = { ...noRollout, state: 'paused', pause: 'stopped' };
    const at = snapshotAt('summary', { app, okta: connected, rollout });
    const { send } = await show(<Asking />, at, { 'session.go': () => ok(null) });
    await press('ask');
    await send({ screen: 'rollout' });
    const opens = screen.getByRole('button', { name: early.title });
    expect(opens.getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement?.contains(opens)).toBe(true);
    expect(document.activeElement).not.toBe(document.body);
    // By its name the page leaves the focus there.
    expect(document.getElementsByName('repair')[0]).toBe(opens);
  });

  it.each(['none', 'paused'] as const)(
    'have the result of their repair where it went on, rollout %s',
    async (state) => {
      const rollout: RolloutCounts = {
        ...noRollout,
        state,
        pause: state === 'none' ? null : 'stopped',
        repair,
      };
      const { send } = await show(
        <RolloutScreen />,
        snapshotAt('rollout', { app, okta: connected, rollout }),
        {
          'rollout.chosen': () => ok({ draft: null, list: null, plan: null, before: null }),
        },
      );
      const before = [...document.querySelectorAll('h2')].findIndex(
        ({ textContent }) => textContent === early.title,
      );
      const done: Repair = {
        ...repair,
        state: 'done',
        done: 8,
        between: 0,
        waitsUntil: null,
        isFollowed: true,
      };
      await send({ rollout: { ...rollout, repair: done } });
      const opens = screen.getByRole('button', { name: early.title });
      expect(opens.getAttribute('aria-expanded')).toBe('true');
      expect(screen.getByText(early.progress(done))).toBeDefined();
      const after = [...document.querySelectorAll('h2')].findIndex(
        ({ textContent }) => textContent === early.title,
      );
      expect(after).toBe(before);
    },
  );

  it('are named before anything is written, with what each keeps and loses', async () => {
    const { callsOf } = await opened();
    await press(early.look['too-early']);
    expect(document.activeElement?.textContent).toContain(early.text(75, 2));
    expect(callsOf('rollout.repair')).toEqual([]);
    expect(screen.getByText(early.text(75, 2))).toBeDefined();
    expect(
      screen.getByText('Kim Kay, kim@acme.example, keeps kim, nickName, loses department'),
    ).toBeDefined();
    await press(early.begin(2, false));
    expect(callsOf('rollout.repair')).toEqual([{ planId: 'p1', secondYes: false }]);
  });

  it('of a group are shown both names of Okta’s remedy, and what taking the group off would cost', async () => {
    await opened({ direct: 0 });
    await press(early.look['too-early']);
    const text = screen.getByText('begin with Bo Berg', { exact: false }).textContent;
    expect(text).toContain('Provision User');
    expect(text).toContain('Provision out of sync users');
    expect(screen.getByText(early.groupCost('Sales', 1, 7)).textContent).toContain('only as the last choice');
    expect(screen.queryByRole('button', { name: early.begin(0, false) })).toBeNull();
  });

  it('of a group are told what helps for each reason, and no retry where it sends nobody', async () => {
    await opened({ direct: 0, groupReasons: ['no-account'], first: null });
    await press(early.look['push-failed']);
    expect(screen.getByText(early.groupReason['no-account'](null))).toBeDefined();
    expect(screen.queryByText(early.groupReason['push-failed'](null))).toBeNull();
    expect(screen.queryByText('Provision User', { exact: false })).toBeNull();
  });

  it('are not repaired while something blocks it, which is told', async () => {
    const { callsOf } = await opened({ blockers: ['SCIM is off.'], step: 'scim-on' });
    await press(early.look['too-early']);
    expect(screen.getByText('SCIM is off.')).toBeDefined();
    expect(screen.getByRole('button', { name: common.error.goTo(stepNames['scim-on']) })).toBeDefined();
    expect(screen.getByRole('button', { name: early.begin(2, false) }).hasAttribute('disabled')).toBe(true);
    await press(early.begin(2, false));
    expect(callsOf('rollout.repair')).toEqual([]);
  });

  it('are not repaired without a second yes where an admin of Okta is among them', async () => {
    const { callsOf } = await opened({ lockOut: ['Ada owns the token.'] });
    await press(early.look['too-early']);
    await press(early.begin(2, false));
    expect(screen.getByText('Ada owns the token.')).toBeDefined();
    await press(words.secondYes.no);
    expect(callsOf('rollout.repair')).toEqual([]);
    await press(early.begin(2, false));
    expect(callsOf('rollout.repair')).toEqual([]);
    await press(words.secondYes.yes);
    expect(callsOf('rollout.repair')).toEqual([{ planId: 'p1', secondYes: true }]);
  });

  it('are counted while they are repaired: done, not assigned at this moment, failed', async () => {
    const { callsOf, send } = await opened({}, repair);
    expect(screen.getByText(early.progress(repair))).toBeDefined();
    expect(screen.getByText(early.between(repair))).toBeDefined();
    expect(screen.getByText('Not assigned at this moment: Bo Berg, Kim Kay.')).toBeDefined();
    expect(screen.getByText(early.waits(clockTime(time)))).toBeDefined();
    expect(screen.getByText(early.failed(repair))).toBeDefined();
    expect(screen.queryByText(words.course.pauses.stopped)).toBeNull();
    expect(screen.queryByRole('button', { name: early.look['too-early'] })).toBeNull();
    await press(early.stop);
    expect(callsOf('rollout.stopRepair')).toHaveLength(1);
    const rollout: RolloutCounts = { ...noRollout, state: 'paused', pause: 'stopped' };
    await send({ rollout: { ...rollout, repair: { ...repair, isStopping: true } } });
    expect(screen.getByRole('button', { name: early.stops }).hasAttribute('disabled')).toBe(true);
    expect(screen.queryByRole('button', { name: early.stop })).toBeNull();
  });

  it('have their repair above a rollout that has not begun, as long as it is not over', async () => {
    for (const [state, isAbove] of [
      ['running', true],
      ['paused', true],
      ['done', false],
    ] as const) {
      const rollout: RolloutCounts = { ...noRollout, repair: { ...repair, state } };
      await show(<RolloutScreen />, snapshotAt('rollout', { app, okta: connected, rollout }), {
        'rollout.chosen': () => ok({ draft: null, list: null, plan: null, before: null }),
      });
      const part = screen.getByRole('button', { name: early.title });
      const who = screen.getByRole('heading', { name: words.who.title });
      const follows = part.compareDocumentPosition(who) & Node.DOCUMENT_POSITION_FOLLOWING;
      expect([state, follows !== 0]).toEqual([state, isAbove]);
      cleanup();
    }
  });

  it('have said how many arrived once they were followed, and no more than that they were tried before', async () => {
    const over = { ...repair, state: 'done', between: 0, done: 8, waitsUntil: null } as const;
    await opened({}, over);
    expect(screen.getByText('9 of 9 tried again.')).toBeDefined();
    cleanup();
    await opened({}, { ...over, isFollowed: true });
    expect(screen.getByText('8 of 9 arrived.')).toBeDefined();
    expect(screen.getByText('Did not arrive: Lee Lund.')).toBeDefined();
  });

  it('have what stopped their repair within its part, which is on top then and opened once it runs', async () => {
    const { send } = await opened({}, { ...repair, state: 'done' });
    expect(screen.queryByRole('button', { name: early.look['too-early'] })).toBeNull();
    const rollout: RolloutCounts = { ...noRollout, state: 'paused', pause: 'stopped', repair };
    await send({ rollout });
    expect(screen.getByText('4 of 9 tried again, 2 not assigned now.')).toBeDefined();
    expect(screen.getByText(early.failed(repair))).toBeDefined();
    const error: NonNullable<Repair['error']> = {
      ...{ code: 'not-ready', message: 'Oktopost refused it.', owner: 'okta-admin', next: 'Mend it.' },
      ...{ retry: false, field: null, okta: null, at: time },
    };
    await send({ rollout: { ...rollout, repair: { ...repair, state: 'paused', between: 0, error } } });
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('Oktopost refused it.');
    const part = screen.getByRole('button', { name: early.title });
    expect(alert.closest('.disclosure')?.contains(part)).toBe(true);
    const isBefore = (other: Element): boolean =>
      (alert.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    expect(isBefore(screen.getByRole('heading', { name: words.course.title }))).toBe(true);
    // Over, with some whom Okta refused: said in its place, not above rings that arrived.
    await send({ rollout: { ...rollout, repair: { ...repair, state: 'done', between: 0, error } } });
    const later = screen.getByRole('alert');
    expect(later.compareDocumentPosition(screen.getByRole('heading', { name: words.course.title }))).toBe(
      Node.DOCUMENT_POSITION_PRECEDING,
    );
    await send({ rollout: { ...rollout, repair: { ...repair, state: 'paused', between: 0, error } } });
    expect(screen.getByRole('button', { name: early.goOn })).toBeDefined();
  });

  it('are none where everybody was sent', async () => {
    await opened({ direct: 0, byGroup: 0, groups: [], groupReasons: [], first: null });
    await press(early.look['too-early']);
    expect(screen.getByText(early.none['too-early'])).toBeDefined();
  });
});

it('of one person a repair has no fifty to follow', () => {
  expect(early.text(75, 1)).toContain('arrive last. About 2 minutes in all.');
  expect(early.text(75, 2)).toContain('One first, then fifty at a time: about 3 minutes in all.');
});
