import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { words as common } from '../../words/common';
import { ok, press, refused, show } from '../../testing/dom';
import { SingleSignOnScreen } from './single-sign-on-screen';
import { words } from './words';

it('goes on once the sign-ins are tried, or left for later', async () => {
  const snapshot = snapshotAt('single-sign-on', { app });
  const rail = snapshot.rail.map((entry) => ({ ...entry, reachable: true }));
  const { callsOf, send } = await show(
    <SingleSignOnScreen />,
    { ...snapshot, rail },
    {
      'signIn.later': () => ok(null),
      'singleSignOn.read': () => refused(),
    },
  );
  const canContinue = (): boolean =>
    !screen.getByRole('button', { name: common.continue }).hasAttribute('disabled');
  expect(canContinue()).toBe(false);
  await press(words.later.action);
  expect(callsOf('signIn.later')).toEqual([{ later: true }]);
  const { signIns } = snapshot;
  await send({ signIns: { ...signIns, later: true } });
  expect(canContinue()).toBe(true);
  expect(screen.queryByRole('button', { name: words.later.action })).toBeNull();
  const { checks } = signIns;
  const failed = { ...checks['from-okta'], result: 'did-not-work' as const };
  await send({ signIns: { ...signIns, later: false, checks: { ...checks, 'from-okta': failed } } });
  expect(canContinue()).toBe(true);
});
