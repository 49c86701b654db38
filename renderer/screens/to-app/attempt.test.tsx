import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../shared/plan';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { mappingPlan, runOf } from '../../../shared/testing/plans';
import type { Snapshot } from '../../../shared/snapshot';
import { barState, ok, press, refused, show } from '../../testing/dom';
import type { Answers } from '../../testing/dom';
import { ToAppScreen } from './to-app-screen';
import { words } from './words';

const { attempt } = words;
const plan: Plan = { ...mappingPlan, id: 'to-app-1', scope: { kind: 'to-app' } };
async function showToApp(change: Partial<Snapshot> = {}, answers: Answers = {}) {
  const shown = await show(<ToAppScreen />, snapshotAt('to-app', { app, ...change }), {
    'plan.preview': () => ok(plan),
    'plan.apply': () => ok({ runId: 'run-1' }),
    ...answers,
  });
  await press(attempt.title);
  return shown;
}
const offered = (): boolean => screen.queryByRole('button', { name: attempt.names.preview }) !== null;

describe('the attempt to tick the boxes by API', () => {
  it('is previewed on request, applied once, and then reported', async () => {
    const { callsOf, send } = await showToApp();
    expect(callsOf('plan.preview')).toHaveLength(0);
    await press(attempt.names.preview);
    expect(callsOf('plan.preview')).toEqual([{ scope: { kind: 'to-app' } }]);
    await press(attempt.names.apply);
    expect(callsOf('plan.apply')).toEqual([{ planId: plan.id }]);
    await send({ run: runOf({ scope: plan.scope }) });
    expect(offered()).toBe(false);
    await send({ run: runOf({ scope: plan.scope, state: 'failed' }), toAppByApi: 'refused' });
    expect(screen.getByText(attempt.refused)).toBeDefined();
    expect(barState()).toBe(attempt.refusedShort);
    expect(offered()).toBe(false);
  });

  it('no longer asks to tick by hand once Okta shows the boxes, or the admin says so', async () => {
    const { guided } = snapshotAt('to-app');
    const { send } = await showToApp();
    await send({ toAppByApi: 'refused' });
    expect(screen.getByText(attempt.refused)).toBeDefined();
    for (const now of [{ known: 'read-back' }, { statedAt: '2026-11-28T10:00:00.000Z' }] as const) {
      await send({ toAppByApi: 'refused', guided: { ...guided, 'to-app': { ...guided['to-app'], ...now } } });
      expect(screen.queryByText(attempt.refused)).toBeNull();
    }
  });

  it('is previewed again once Okta shows other boxes than the open preview has', async () => {
    const { guided } = snapshotAt('to-app');
    const { callsOf, send } = await showToApp();
    await press(attempt.names.preview);
    const showing = { ...guided['to-app'], evidence: ['features: PUSH_NEW_USERS, PUSH_PROFILE_UPDATES'] };
    await send({ guided: { ...guided, 'to-app': showing } });
    expect(callsOf('plan.preview')).toHaveLength(2);
    expect(screen.getByRole('button', { name: attempt.names.apply })).toBeDefined();
  });

  it('can be declined after its preview', async () => {
    const { callsOf } = await showToApp();
    await press(attempt.names.preview);
    await press(attempt.names.drop);
    expect(offered()).toBe(true);
    expect(callsOf('plan.apply')).toHaveLength(0);
  });

  it('can be asked for again when the plan was refused', async () => {
    const { callsOf } = await showToApp({}, { 'plan.apply': () => refused() });
    await press(attempt.names.preview);
    await press(attempt.names.apply);
    expect(screen.getByRole('alert').textContent).toContain(refused().error.message);
    await press(attempt.names.preview);
    expect(callsOf('plan.preview')).toHaveLength(2);
  });

  it('is not offered once Okta shows the boxes, and not possible without a connection', async () => {
    const { guided } = snapshotAt('to-app');
    const { send } = await showToApp({ okta: { state: 'token-needed' } });
    expect(screen.getByRole('button', { name: attempt.names.preview }).hasAttribute('disabled')).toBe(true);
    await send({ guided: { ...guided, 'to-app': { ...guided['to-app'], known: 'read-back' } } });
    expect(offered()).toBe(false);
  });
});
