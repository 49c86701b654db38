import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { stepNames } from '../../../shared/step-names';
import type { RolloutView } from '../../../shared/rollout';
import type { RepairPlan } from '../../../shared/repair';
import { ok, press, refused, show } from '../../testing/dom';
import type { Answers } from '../../testing/dom';
import { failed, rolloutAt as at, rowsOf, view } from '../../testing/rollout';
import { words as common } from '../../words/common';
import { RolloutScreen } from './rollout-screen';
import { words } from './words';

const next =
  'Make a new token, and paste it. Was it pasted just now, look at its prefix. Then assign them again.';
const ring: RolloutView['rings'][number] = {
  ...failed,
  ...{ arrived: 0, failed: 5 },
  failures: [{ id: 'token-refused', what: 'Oktopost refused the token that Okta sent.', next, people: 5 }],
};
const toDo: RolloutView['rings'][number] = {
  ...failed,
  ...{ kind: 'ten', state: 'to-do', people: 8, failures: [] },
};
const paused = at({ state: 'paused', pause: 'too-many-failed', rings: 2, ring: 1, people: 13 });
const { connection } = paused.guided;
const finding = { text: 'Oktopost refused the token that Okta sent.', next: 'Paste another.' };
const refusing = {
  ...paused,
  guided: { ...paused.guided, connection: { ...connection, known: 'lost' as const, finding } },
};
const plan: RepairPlan = {
  ...{ of: { kind: 'ring', ring: 0 }, planId: 'p1', direct: 5, notAssigned: 0, inactive: 0, gone: 0 },
  ...{
    accounts: { made: 5, linked: 0, reactivated: 0, second: 0 },
    byGroup: 0,
    groupReasons: [],
    groups: [],
  },
  ...{ first: null, waitSeconds: 75, lockOut: [], warnings: [], blockers: [], step: null },
};
const answers: Answers = {
  'rollout.view': () => ok({ ...view, rings: [ring, toDo] }),
  'rollout.rows': rowsOf(5),
  'rollout.planRepair': () => ok(plan),
  'rollout.repairRows': () => ok({ total: 0, rows: [] }),
  'rollout.repair': () => ok(null),
  'rollout.resume': () => ok(null),
};
const buttons = (): string[] => screen.getAllByRole('button').map(({ textContent }) => textContent);
const mainOne = (): string[] =>
  screen
    .getAllByRole('button')
    .filter(({ dataset }) => dataset['kind'] === 'primary' || dataset['kind'] === 'write')
    .map(({ textContent }) => textContent);

describe('a rollout that paused since too many of a ring failed', () => {
  it('leads to what mends the refusal before anything else, and to going on last', async () => {
    const { callsOf } = await show(<RolloutScreen />, refusing, answers);
    const toStep = common.error.goTo(stepNames.connection);
    expect(mainOne()).toEqual([toStep]);
    const order = [stepNames['change-token'], words.repair.again(0), words.goOn.action(1)];
    const shown = buttons();
    const places = order.map((name) => shown.indexOf(name));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    await press(toStep);
    await press(stepNames['change-token']);
    expect(callsOf('session.go')).toEqual([{ screen: 'connection' }, { screen: 'change-token' }]);
  });

  it('offers the repair first where nothing is refused any more', async () => {
    await show(<RolloutScreen />, paused, answers);
    expect(mainOne()).toEqual([words.repair.again(0)]);
    expect(buttons()).toContain(words.goOn.action(1));
    expect(buttons()).not.toContain(stepNames['change-token']);
  });

  it('asks one question at a time, and what is risky is not the main button', async () => {
    const { callsOf } = await show(<RolloutScreen />, refusing, answers);
    await press(words.repair.again(0));
    await press(words.repair.begin(5, false));
    expect(screen.getAllByRole('alertdialog', { hidden: true })).toHaveLength(1);
    const dialog = within(screen.getByRole('alertdialog'));
    expect(dialog.getByText(finding.text)).toBeDefined();
    expect(dialog.queryByText(words.people(5))).toBeNull();
    expect(dialog.getByRole('button', { name: words.secondYes.yes }).dataset['kind']).toBe('plain');
    expect(callsOf('rollout.repair')).toEqual([]);
    await press(words.secondYes.no);
    await press(words.repair.begin(5, false));
    await press(words.secondYes.yes);
    expect(callsOf('rollout.repair')).toEqual([{ planId: 'p1', secondYes: true }]);
    await press(words.goOn.action(1));
    expect(screen.getByRole('button', { name: words.goOn.yes(8, 0) }).dataset['kind']).toBe('plain');
  });

  it('says why in short: the cause, what is next, and the rest where it is asked for', async () => {
    await show(<RolloutScreen />, paused, answers);
    expect(screen.getByText('Make a new token, and paste it.')).toBeDefined();
    const more = screen.getByRole('button', { name: words.course.more });
    expect(more.getAttribute('aria-expanded')).toBe('false');
    const panel = document.getElementById(more.getAttribute('aria-controls') ?? '');
    expect(panel?.textContent).toBe('Was it pasted just now, look at its prefix. Then assign them again.');
    expect(panel?.hidden).toBe(true);
  });

  it('says of a course that ended what was read since', async () => {
    const mended: typeof ring = { ...ring, state: 'passed', arrived: 5, failed: 0, failures: [] };
    await show(<RolloutScreen />, at({ state: 'paused', pause: 'ring-passed', rings: 2, ring: 1 }), {
      ...answers,
      'rollout.view': () => ok({ ...view, rings: [mended, toDo] }),
    });
    expect(screen.getByText(/Read again since: arrived 5, on the way 0, failed 0\./)).toBeDefined();
  });

  it('says that the cause has to be mended only as what is so in general, and how long it takes', async () => {
    await show(<RolloutScreen />, paused, answers);
    await press(words.repair.again(0));
    const dialog = screen.getByRole('alertdialog');
    expect(dialog.textContent).not.toContain('Mend the cause first');
    expect(dialog.textContent).toContain('an older “inactive” of Okta’s can arrive last');
    expect(dialog.textContent).toContain('about 3 minutes');
  });
});

it('an error of To App leads there in Okta', async () => {
  const { error } = refused({ field: 'to-app', message: 'Create Users is not ticked.' });
  await show(<RolloutScreen />, at({ state: 'paused', pause: 'error', error, rings: 2, ring: 1 }), answers);
  const link = within(screen.getByRole('alert')).getByRole('link', { name: /To App/ });
  expect(link.getAttribute('href')).toBe(paused.links.oktaToApp);
});
