import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { dateTime } from '../../../shared/date-time';
import type { Check, Run } from '../../../shared/plan';
import { runOf } from '../../../shared/testing/plans';
import { app, railAt, snapshotAt } from '../../../shared/testing/snapshots';
import { at } from '../../../shared/testing/time';
import { barState, ok, press, show } from '../../testing/dom';
import { ApplyScreen } from './apply-screen';
import { words as common } from '../../words/common';
import { planWords } from '../../words/plan';
import { words as runTexts } from '../../words/run';
import { words } from './words';

const unread: Check = {
  setting: 'user-name-format.update-on',
  expected: 'Create and update',
  actual: null,
  state: 'cannot-be-read',
  next: 'Set it where it differs: Sign On tab, Settings, Edit.',
};

it('leads to the tab where a setting is set by hand, and reads it again there', async () => {
  const snapshot = snapshotAt('apply', { app, appChecks: [unread] });
  const { callsOf, send } = await show(<ApplyScreen />, snapshot, { 'app.lookNow': () => ok(null) });
  expect(screen.getByRole('link', { name: words.openSignOn }).getAttribute('href')).toContain('#tab-signon');
  await press(common.checkAgain);
  expect(callsOf('app.lookNow')).toEqual([{}]);
  await send({ appChecks: [{ ...unread, actual: 'Create and update', state: 'same', next: null }] });
  expect(screen.queryByRole('button', { name: common.checkAgain })).toBeNull();
  expect(barState()).toBe(words.state.same);
});

it('has a link for each tab on which a setting differs', async () => {
  const response: Check = { ...unread, setting: 'sign-on.response', actual: 'Unsigned', state: 'different' };
  const { send } = await show(<ApplyScreen />, snapshotAt('apply', { app, appChecks: [response, unread] }));
  const links = () => screen.queryAllByRole('link').map(({ textContent }) => textContent.trim());
  expect(links()).toEqual([words.openGeneral, words.openSignOn]);
  await send({ appChecks: [response] });
  expect(links()).toEqual([words.openGeneral]);
  await send({ appChecks: [unread] });
  expect(links()).toEqual([words.openSignOn]);
});

it('says of each change of a run that ended what was read of it last', async () => {
  const changes = [
    { id: 'create', title: 'Create it', settings: [unread.setting], at, state: 'done' },
  ] satisfies Run['changes'];
  const run = runOf({
    scope: { kind: 'app', adopt: null, createAnyway: false },
    state: 'done',
    changes,
    checks: [unread],
  });
  const { send } = await show(<ApplyScreen />, snapshotAt('apply', { app, run, appChecks: [unread] }));
  expect(screen.getByText(`– ${runTexts.unread}`)).toBeDefined();
  await send({ appChecks: [{ ...unread, actual: 'Create and update', state: 'same', next: null }] });
  expect(screen.getByText(`– ${runTexts.states.done}`)).toBeDefined();
});

it('goes on showing what was applied while another plan runs elsewhere', async () => {
  const changes = [
    { id: 'create', title: 'Create it', settings: [unread.setting], at, state: 'done' },
  ] satisfies Run['changes'];
  const appRun = runOf({ scope: { kind: 'app', adopt: null, createAnyway: false }, state: 'done', changes });
  const run = runOf({ scope: { kind: 'tile', hidden: true }, state: 'done', changes: [] });
  await show(<ApplyScreen />, snapshotAt('apply', { app, run, appRun, appChecks: [unread] }));
  expect(screen.getByRole('heading', { name: planWords.progress })).toBeDefined();
  expect(screen.getByText('Create it', { exact: false })).toBeDefined();
});

it('says when the settings were read, and nothing of that where it is not known', async () => {
  const { send } = await show(
    <ApplyScreen />,
    snapshotAt('apply', { app, appChecks: [unread], appCheckedAt: at }),
  );
  expect(document.querySelector('time')?.dateTime).toBe(at);
  await send({ appCheckedAt: null });
  expect(document.querySelector('time')).toBeNull();
});

it.each(['needs-you', 'failed'] as const)(
  'goes on to the plan where another one would set what differs, also later: %s',
  async (state) => {
    const differs: Check = {
      ...unread,
      setting: 'sign-on.audience',
      actual: 'urn:other',
      state: 'different',
    };
    const snapshot = snapshotAt('apply', { app, appChecks: [differs], rail: railAt('apply', state) });
    const { callsOf, send } = await show(<ApplyScreen />, snapshot, { 'session.go': () => ok(null) });
    expect(screen.queryByRole('button', { name: common.continue })).toBeNull();
    await press(words.again);
    expect(callsOf('session.go')).toEqual([{ screen: 'plan' }]);
    // What only the console sets, or somebody else chose, stops nothing.
    await send({ rail: railAt('apply', 'differs') });
    expect(screen.queryByRole('button', { name: words.again })).toBeNull();
    expect(screen.getByRole('button', { name: common.continue })).toBeDefined();
  },
);

it('says of a creation that the assistant was cut off from what was found in Okta, and what to do', async () => {
  const cutOff = {
    screen: 'apply',
    text: 'It ended (2026-11-24 10:00 UTC): Create it.',
    isLeft: false,
  } as const;
  const { send } = await show(<ApplyScreen />, snapshotAt('apply', { cutOff, appChecks: [] }));
  const said = (): string => document.querySelector('main')?.textContent ?? '';
  expect(said()).toContain(`It ended (${dateTime('2026-11-24T10:00:00Z')}): Create it.`);
  expect(said()).not.toContain('apply what is left');
  expect(said()).not.toContain(words.none);
  expect(barState()).toBe(words.state.cutOff);
  expect(screen.getByRole('button', { name: words.toPlan })).toBeDefined();
  await send({ cutOff: { ...cutOff, isLeft: true }, app });
  expect(said()).toContain(`${planWords.section.again}, and apply what is left.`);
  // Of another screen's change that screen tells.
  await send({ cutOff: { ...cutOff, screen: 'mapping' } });
  expect(said()).not.toContain('It ended');
});
