import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { samlApp } from '../../../practice/testing/test-org';
import type { OktaApp } from '../../../practice/world/state';
import { relayStates } from '../../../shared/oktopost';
import type { RelayState } from '../../../shared/oktopost';
import { record } from '../../../practice/world/people';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';

let core: TestCore;
beforeEach(async () => {
  core = await startTestCore();
  await core.begin();
});
afterEach(() => core.close());

const relayStateInOkta = (): unknown => {
  const app = Object.values(core.org.world.state.apps).find(({ label }) => label.startsWith('Oktopost S'));
  return record(app?.body.settings['signOn'])['defaultRelayState'];
};
const checkOf = async () =>
  (await core.snapshot()).appChecks.find(({ setting }) => setting === 'sign-on.relay-state');

/** An app integration that was there with this relay state. */
async function thereWith(defaultRelayState: string | null): Promise<OktaApp> {
  const { body } = await core.org.api('POST', '/api/v1/apps', samlApp);
  const { id } = z.object({ id: z.string() }).parse(body);
  const app = core.org.world.state.apps[id];
  if (app === undefined) throw new Error('it was not made');
  record(app.body.settings['signOn'])['defaultRelayState'] = defaultRelayState;
  return app;
}
async function adoptWith(defaultRelayState: string | null): Promise<OktaApp> {
  const app = await thereWith(defaultRelayState);
  await core.run({ kind: 'app', adopt: app.id });
  return app;
}

describe('the relay state', () => {
  it.each<RelayState>(['none', 'app', 'board'])(
    '%s is written as chosen, and is right in checks and summary',
    async (relayState) => {
      await core.call('app.choose', { relayState });
      expect((await core.run({ kind: 'app' })).state).toBe('done');
      expect(relayStateInOkta()).toBe(relayStates[relayState]);
      expect(await checkOf()).toMatchObject({ state: 'same', expected: relayStates[relayState] ?? '(none)' });
      const { settings, left } = await core.call('summary.get', {});
      const row = settings.find(({ setting }) => setting === 'sign-on.relay-state');
      expect(row).toMatchObject({ source: relayState === 'none' ? 'article' : 'choice' });
      expect(left.filter(({ text }) => text.includes('RelayState'))).toEqual([]);
    },
  );

  it('is warned of, as any write once SCIM is on is, only where something is written', async () => {
    const risk: unknown = expect.stringContaining('switch provisioning off');
    await core.run({ kind: 'app' });
    core.byHand.scimOn();
    const nothing = await core.preview({ kind: 'app' });
    expect(nothing.changes.map(({ verb }) => verb)).toEqual(['keep']);
    expect(nothing.warnings).not.toContainEqual(risk);
    await core.call('app.choose', { relayState: 'board' });
    expect((await core.preview({ kind: 'app' })).warnings).toContainEqual(risk);
  });

  it.each([
    ['1', '1'],
    ['2', '2'],
    ['abc', 'abc'],
    ['null', 'the text “null”'],
    ['', '(none)'],
    [null, '(none)'],
  ])(
    '%j of an existing app integration stays while nothing was chosen, and is not reported as wrong',
    async (there, words) => {
      const app = await thereWith(there);
      record(app.body.settings['signOn'])['audience'] = 'urn:oktopost';
      const plan = await core.preview({ kind: 'app', adopt: app.id });
      const rows = plan.changes.flatMap((change) => change.rows.map(({ setting }) => setting));
      expect(rows).toContain('sign-on.audience');
      expect(rows).not.toContain('sign-on.relay-state');
      expect(plan.existingApps[0]?.differs).not.toContain('sign-on.relay-state');
      // Where one leads that Oktopost's pages do not name, nobody has said.
      const isNamed = there === '1' || there === '2' || words === '(none)';
      expect(plan.warnings.some((text) => text.includes('do not name it'))).toBe(!isNamed);
      await core.apply(plan);
      expect(await checkOf()).toMatchObject({ state: 'same', actual: words });
      expect(relayStateInOkta()).toBe(there);
      // What was chosen is still that it stays.
      expect((await core.snapshot()).appChoice.relayState).toBeNull();
    },
  );

  it.each([['1'], ['abc']])(
    '%s of one that was adopted stays the expected one when somebody changes it',
    async (there) => {
      const app = await adoptWith(there);
      record(app.body.settings['signOn'])['defaultRelayState'] = '2';
      await core.call('app.lookNow', {});
      expect(await checkOf()).toMatchObject({ state: 'different', expected: there, actual: '2' });
      const summary = await core.call('summary.get', {});
      expect(summary.settings.find(({ setting }) => setting === 'sign-on.relay-state')).toMatchObject({
        ...{ value: '2', expected: there },
      });
      const { changes } = await core.preview({ kind: 'app' });
      expect(changes.flatMap(({ rows }) => rows)).toContainEqual(
        expect.objectContaining({ setting: 'sign-on.relay-state', now: '2', after: there }),
      );
      await core.call('app.choose', { relayState: null });
      expect((await core.preview({ kind: 'app' })).changes.map(({ verb }) => verb)).toEqual(['keep']);
    },
  );

  it('that was kept once is no choice for the next app integration, nor is one that a file names', async () => {
    await adoptWith('abc');
    const summary = await core.call('summary.get', {});
    expect((await core.run({ kind: 'undo', deleteDespiteOtherUsers: false })).state).toBe('done');
    const { changes } = await core.preview({ kind: 'app', createAnyway: true });
    expect(changes.flatMap(({ rows }) => rows)).toContainEqual(
      expect.objectContaining({ setting: 'sign-on.relay-state', after: '(none)' }),
    );
    await core.call('file.open', { name: 'summary.json', text: JSON.stringify(summary) });
    await core.call('drift.bringBack', { screen: 'plan' });
    expect((await core.snapshot()).appChoice).toEqual({ relayState: null });
  });

  it('that is typed as “null” is called a text where it is to be changed to none', async () => {
    const app = await thereWith('null');
    await core.call('app.choose', { relayState: 'none' });
    const { changes } = await core.preview({ kind: 'app', adopt: app.id });
    expect(changes.flatMap(({ rows }) => rows)).toContainEqual(
      expect.objectContaining({ setting: 'sign-on.relay-state', now: 'the text “null”', after: '(none)' }),
    );
  });

  it('that Oktopost does not know is changed to none; a chosen one is written to an app that exists', async () => {
    await core.run({ kind: 'app' });
    const app = Object.values(core.org.world.state.apps).find(({ label }) => label.startsWith('Oktopost S'));
    record(app?.body.settings['signOn'])['defaultRelayState'] = 'https://elsewhere.example';
    const plan = await core.preview({ kind: 'app' });
    expect(plan.changes.flatMap(({ rows }) => rows)).toMatchObject([
      { setting: 'sign-on.relay-state', now: 'https://elsewhere.example', after: '(none)' },
      { setting: 'user-name-format.update-on', after: 'Create and update' },
    ]);
    await core.call('app.choose', { relayState: 'board' });
    expect((await core.run({ kind: 'app' })).state).toBe('done');
    expect(relayStateInOkta()).toBe('2');
  });
});
