import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { noRollout } from '../../../shared/rollout';
import type { RolloutCounts } from '../../../shared/rollout';
import { connected, host, snapshotAt } from '../../../shared/testing/snapshots';
import { show } from '../../testing/dom';
import { words as common } from '../../words/common';
import { ConnectOktaScreen } from './connect-okta-screen';
import { words } from './words';

const address = {
  input: 'acme',
  kind: 'okta-host',
  orgUrl: host,
  adminUrl: 'https://acme-admin.okta.com',
  needsConfirmation: false,
} as const;
const repair: NonNullable<RolloutCounts['repair']> = {
  ...{ of: { kind: 'too-early' }, state: 'paused', people: 8, done: 0, between: 2, failed: 0 },
  ...{ betweenNames: ['Kenji Mori', 'Lee Lund'], failedNames: [], waitsUntil: null },
  ...{ isFollowed: false, isStopping: false, error: null },
};
const waiting = { address, okta: { state: 'none' }, rollout: { ...noRollout, repair } } as const;

it('says that connecting assigns whom a repair has unassigned, that it writes, and afterwards who is back', async () => {
  const { send } = await show(<ConnectOktaScreen />, snapshotAt('connect-okta', waiting), {});
  expect(screen.getByText(words.assigns('Kenji Mori, Lee Lund'))).toBeDefined();
  expect(screen.getByText(common.writes)).toBeDefined();
  const after = { ...repair, between: 0, betweenNames: [], done: 1, failed: 1, failedNames: ['Lee Lund'] };
  await send({ okta: connected, rollout: { ...noRollout, repair: after } });
  expect(
    screen.getByText('Assigned again: Kenji Mori. “Rollout” says what came of the repair.'),
  ).toBeDefined();
  expect(screen.queryByText(words.lead)).toBeNull();
  expect(screen.queryByText(common.writes)).toBeNull();
});

it('counts those of many whom it does not name', async () => {
  const rollout = { ...noRollout, repair: { ...repair, between: 9 } };
  await show(<ConnectOktaScreen />, snapshotAt('connect-okta', { ...waiting, rollout }), {});
  expect(screen.getByText(words.assigns('Kenji Mori, Lee Lund and 7 more'))).toBeDefined();
});

it('calls nobody assigned again where not everybody who failed is named', async () => {
  const { send } = await show(<ConnectOktaScreen />, snapshotAt('connect-okta', waiting), {});
  const after = { ...repair, between: 0, betweenNames: [], failed: 2, failedNames: ['Mia Moe'] };
  await send({ okta: connected, rollout: { ...noRollout, repair: after } });
  expect(screen.getByText('“Rollout” says what came of the repair.')).toBeDefined();
  expect(screen.queryByText(/^Assigned again/)).toBeNull();
});

it('writes nothing where nobody is unassigned, or “Plan only” is on', async () => {
  await show(<ConnectOktaScreen />, snapshotAt('connect-okta', { ...waiting, planOnly: true }), {});
  expect(screen.getByText(words.lead)).toBeDefined();
  expect(screen.queryByText(common.writes)).toBeNull();
});
