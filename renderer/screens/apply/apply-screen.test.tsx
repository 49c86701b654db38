import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Check } from '../../../shared/plan';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { barState, ok, press, show } from '../../testing/dom';
import { ApplyScreen } from './apply-screen';
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
  await press(words.check);
  expect(callsOf('app.lookNow')).toEqual([{}]);
  await send({ appChecks: [{ ...unread, actual: 'Create and update', state: 'same', next: null }] });
  expect(screen.queryByRole('button', { name: words.check })).toBeNull();
  expect(barState()).toBe(words.state.same);
});
