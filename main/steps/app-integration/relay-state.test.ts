import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

  it.each(['1', '2', null])(
    '%s of an existing app integration stays while nothing was chosen, and is not reported as wrong',
    async (there) => {
      await core.run({ kind: 'app' });
      const app = Object.values(core.org.world.state.apps).find(({ label }) =>
        label.startsWith('Oktopost S'),
      );
      record(app?.body.settings['signOn'])['defaultRelayState'] = there;
      const plan = await core.preview({ kind: 'app' });
      expect(plan.changes.map(({ verb }) => verb)).toEqual(['keep']);
      await core.run({ kind: 'app' });
      expect(await checkOf()).toMatchObject({ state: 'same', actual: there ?? '(none)' });
    },
  );

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
