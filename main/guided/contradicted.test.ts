import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { createProvisioning } from '../../practice/provisioning/provisioning';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { endlessClock } from '../testing/endless-clock';
import { readyForToApp } from '../testing/ready-to-test';

let core: TestCore;
beforeEach(async () => {
  core = await startTestCore({}, { ports: () => ({ clock: endlessClock }) });
  await readyForToApp(core);
});
afterEach(() => core.close());

function tickTwo(): void {
  const app = core.ours();
  app.toApp = { create: true, update: true, deactivate: false };
  createProvisioning(core.org.world).toAppSaved(app);
}

const toApp = async () => {
  const { guided, rail } = await core.snapshot();
  const { known, finding, statedAt } = guided['to-app'];
  return { known, finding, statedAt, rail: rail.find(({ screen }) => screen === 'to-app')?.state };
};

it('a statement that Okta contradicts is refused, and the missing box is named once', async () => {
  tickTwo();
  const { code, message } = await core.refusal('guided.state', { step: 'to-app', done: true });
  expect({ code, message }).toEqual({
    code: 'conflict',
    message: 'Okta shows that this is not done.',
  });
  expect(await toApp()).toMatchObject({
    known: 'not-yet',
    statedAt: null,
    rail: 'needs-you',
    finding: { text: 'Okta shows Deactivate Users as not ticked.' },
  });
  core.byHand.toApp();
  await core.call('guided.state', { step: 'to-app', done: true });
  expect(await toApp()).toMatchObject({ known: 'read-back', finding: null });
});

it('where Create Users is missing the box that it needs is named', async () => {
  const app = core.ours();
  app.toApp = { create: false, update: true, deactivate: true };
  createProvisioning(core.org.world).toAppSaved(app);
  await core.refusal('guided.state', { step: 'to-app', done: true });
  expect((await toApp()).finding?.next).toContain('Push New Users in Integration');
});

it('after a refusal the next look is said, and nothing is shown as being read', async () => {
  await core.call('session.go', { screen: 'to-app' });
  await core.until('the next look is due', ({ guided }) => guided['to-app'].nextLookAt !== null);
  tickTwo();
  await core.refusal('guided.state', { step: 'to-app', done: true });
  const { guided } = await core.until(
    'the next look is due again',
    ({ guided: { 'to-app': look } }) => look.nextLookAt !== null,
  );
  expect(guided['to-app']).toMatchObject({ watching: true, known: 'not-yet' });
});

it('a statement is dropped when Okta contradicts it later, everywhere', async () => {
  await core.call('guided.state', { step: 'to-app', done: true });
  expect(await toApp()).toMatchObject({ rail: 'done-stated' });
  tickTwo();
  await core.call('guided.lookNow', { step: 'to-app' });
  expect(await toApp()).toMatchObject({ statedAt: null, rail: 'needs-you' });
  const { settings } = await core.call('summary.get', {});
  expect(settings.find(({ setting }) => setting === 'to-app.deactivate')).toMatchObject({ value: 'off' });
});

it('a connection cannot be stated before SCIM is on: Okta has no page for it; a look finds SCIM on', async () => {
  const fresh = await startTestCore({}, { ports: () => ({ clock: endlessClock }) });
  onTestFinished(() => fresh.close());
  await fresh.begin();
  await fresh.run({ kind: 'app' });
  const { code, message } = await fresh.refusal('guided.state', { step: 'connection', done: true });
  expect({ code, message }).toEqual({ code: 'not-ready', message: 'Okta does not show that SCIM is on.' });
  expect((await fresh.snapshot()).guided.connection.statedAt).toBeNull();
  fresh.byHand.scimOn();
  await fresh.call('guided.state', { step: 'connection', done: true });
  expect((await fresh.snapshot()).guided.connection.statedAt).not.toBeNull();
});
