import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { driftReport } from '../../../shared/testing/drift';
import type { DriftReport, RestorePath } from '../../../shared/drift';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { stepNames } from '../../../shared/step-names';
import { FindingView } from '../../components/finding';
import { ok, press, show } from '../../testing/dom';
import { useApp } from '../../store/context';
import { words as common } from '../../words/common';
import { DriftShown } from './drift-shown';
import { words } from './words';

const Asked = () => <output>{useApp((state) => state.askedField) ?? 'nothing'}</output>;
/** The part of the next screen that is meant, which comes into view there. */
const asked = (): string | null => screen.getByRole('status').textContent;

const shown = (change: Partial<DriftReport>) =>
  show(
    <>
      <DriftShown check={{ report: { ...driftReport, ...change }, changedBy: null }} />
      <Asked />
    </>,
    snapshotAt('drift', { app }),
    { 'session.go': () => ok(null), 'drift.bringBack': () => ok(null) },
  );
const way = (to: RestorePath['screen']): RestorePath => ({ screen: to, settings: [] });

it('leads to the repair of the people who drifted, and to no part of another step', async () => {
  const { callsOf } = await shown({ back: [way('rollout'), way('plan')] });
  await press(words.back.go.rollout);
  expect(asked()).toBe('repair');
  await press(words.back.go.plan);
  expect(asked()).toBe('nothing');
  expect(callsOf('drift.bringBack')).toEqual([{ screen: 'rollout' }, { screen: 'plan' }]);
});

it('leads to the repair of the people whom Okta never sent', async () => {
  const { callsOf } = await shown({
    watch: [{ kind: 'never-sent', text: 'One person was.', next: 'Repair.', since: null }],
  });
  await press(new RegExp(`^${common.error.goTo(stepNames.rollout)}`));
  expect(asked()).toBe('repair');
  expect(callsOf('session.go')).toEqual([{ screen: 'rollout' }]);
});

it('leads there from what is found before a test too', async () => {
  const levels = { ok: 'OK', warn: 'Warning', block: 'Stops', unknown: 'Unknown' };
  await show(
    <>
      <FindingView finding={{ level: 'warn', text: 'One.', next: null, screen: 'rollout' }} levels={levels} />
      <Asked />
    </>,
    snapshotAt('test-user'),
    { 'session.go': () => ok(null) },
  );
  await press(common.error.goTo(stepNames.rollout));
  expect(asked()).toBe('repair');
});
