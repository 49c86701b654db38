import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { OktaConnection } from '../../shared/connection';
import { stepNames } from '../../shared/step-names';
import { connected, snapshotAt } from '../../shared/testing/snapshots';
import { ok, press, show } from '../testing/dom';
import { words as common } from '../words/common';
import { GoToLifeCycle } from './go-to-life-cycle';

function connectedWith(roles: string[] | null, missing?: readonly string[] | null): OktaConnection {
  if (connected.state !== 'connected') throw new Error('not connected');
  if (missing === undefined) return { ...connected, roles };
  const scopes = missing?.map((scope) => ({ scope, needed: false, without: '' })) ?? null;
  const token = { status: 'service-app', clientId: '0oaX', bound: false, missing: scopes } as const;
  return { ...connected, roles, token };
}

it.each([
  [
    'a service app without the scope',
    connectedWith(null, ['okta.orgs.read', 'okta.users.manage']),
    /^Needs okta\.users\.manage/,
  ],
  ['an admin who may not create users', connectedWith(['APP_ADMIN']), /^Needs an admin who may create users/],
  ['a service app that lacks another scope', connectedWith(null, ['okta.orgs.read']), null],
  ['a service app whose scopes Okta does not tell', connectedWith(null, null), null],
  ['a super admin', connected, null],
] as const)('says before what the test will ask for: %s', async (_who, okta, lack) => {
  const { callsOf } = await show(<GoToLifeCycle />, snapshotAt('summary', { okta }), {
    'session.go': () => ok(null),
  });
  expect(screen.queryByText(/^Needs/)?.textContent ?? null).toEqual(
    lack === null ? null : expect.stringMatching(lack),
  );
  await press(common.error.goTo(stepNames['life-cycle']));
  expect(callsOf('session.go')).toEqual([{ screen: 'life-cycle' }]);
});
