import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { samlApp } from '../../../practice/testing/test-org';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';

const { signOn } = samlApp.settings;
const euAcs = 'https://eu-app.oktopost.com/auth/acs';

let core: TestCore;
beforeEach(async () => {
  core = await startTestCore();
  await core.begin({ label: 'Ours' });
});
afterEach(() => core.close());

/** An app integration that a colleague made, with people assigned. */
async function made(label: string, change: object = {}, people = 0): Promise<string> {
  const { body } = await core.org.api('POST', '/api/v1/apps', {
    ...samlApp,
    label,
    settings: { signOn: { ...signOn, ...change } },
  });
  const { id } = z.object({ id: z.string() }).parse(body);
  const { users } = await core.call('users.search', { query: 'a' });
  for (const user of users.filter(({ status }) => status === 'ACTIVE').slice(0, people)) {
    await core.org.api('POST', `/api/v1/apps/${id}/users`, { id: user.id, scope: 'USER' });
  }
  return id;
}
const adopting = (adopt: string | null, createAnyway = false) =>
  core.preview({ kind: 'app', adopt, createAnyway });

describe('app integrations that are there already', () => {
  it('are all named, the best fit first, with who is assigned and what would change', async () => {
    const half = await made('Half configured', { audience: 'urn:oktopost:typo' });
    const other = await made('For Europe', { ssoAcsUrl: euAcs, recipient: euAcs, destination: euAcs });
    const few = await made('Few people', {}, 1);
    const many = await made('Many people', {}, 3);
    await made('Another service', {
      audience: 'urn:other:sp',
      ssoAcsUrl: 'https://other.example/acs',
      recipient: 'https://other.example/acs',
      destination: 'https://other.example/acs',
    });
    const { existingApps, blockers } = await adopting(null);
    expect(existingApps.map(({ id, fit, assigned }) => [id, fit, assigned?.users])).toEqual([
      [many, 'same', 3],
      [few, 'same', 1],
      [other, 'other-region', 0],
      [half, 'partly', 0],
    ]);
    expect(existingApps.find(({ id }) => id === half)?.differs).toContain('sign-on.audience');
    expect(blockers).toHaveLength(1);
    expect((await adopting(null, true)).changes.map(({ verb }) => verb)).toEqual(['create']);
  });

  it('of the other region can be used, and the plan says what that means for whom', async () => {
    const id = await made('For Europe', { ssoAcsUrl: euAcs, recipient: euAcs, destination: euAcs }, 2);
    const plan = await adopting(id);
    expect(plan.assigned).toEqual({ users: 2, groups: 0, more: false });
    expect(plan.warnings.join(' ')).toMatch(/leads to Oktopost’s Europe region now/);
    expect(plan.warnings.join(' ')).toMatch(/Whoever is assigned .*unassigned and assigned again/);
    expect(plan.changes.flatMap(({ rows }) => rows)).toContainEqual(
      expect.objectContaining({ setting: 'sign-on.acs-url', now: euAcs, after: signOn.ssoAcsUrl }),
    );
    const { runId } = await core.call('plan.apply', { planId: plan.id });
    await core.until('adopted', ({ run }) => run?.id === runId && run.state === 'done');
    expect(core.org.world.state.apps[id]?.body.settings['signOn']).toMatchObject({
      ssoAcsUrl: signOn.ssoAcsUrl,
    });
  });

  it('say which of audience and URL is whose, and of which region; card and plan name the same settings', async () => {
    const urls = { ssoAcsUrl: euAcs, recipient: euAcs, destination: euAcs };
    const unlike = { audience: 'urn:oktopost', responseSigned: false, signatureAlgorithm: 'RSA_SHA1' };
    const id = await made('By hand', { ...urls, ...unlike }, 2);
    const format = { template: '${source.login}', type: 'BUILT_IN' };
    Object.assign(core.org.world.state.apps[id]?.body.credentials ?? {}, { userNameTemplate: format });
    const [one] = Object.values(core.org.world.state.apps[id]?.users ?? {});
    if (one !== undefined) one.userName = 'kmori';
    const away = 'https://elsewhere.example/acs';
    const typo = await made('Typo', { ssoAcsUrl: away });
    const asked = await adopting(null);
    const found = (of: string) => asked.existingApps.find((each) => each.id === of);
    expect(found(id)?.why).toBe(
      'Its single sign-on URL is Oktopost’s in another region, Europe; this set-up is for the region United States. Its audience is not Oktopost’s: “urn:oktopost”.',
    );
    expect(found(typo)?.why).toBe(`Its audience is Oktopost’s, its single sign-on URL is not: “${away}”.`);
    expect(found(id)?.byHand).toEqual(['sign-on.response', 'sign-on.signature-algorithm']);
    const plan = await adopting(id);
    const rows = plan.changes.flatMap((change) => change.rows.map(({ setting }) => setting));
    expect(rows).toEqual([...(found(id)?.differs ?? []), 'app.admin-note']);
    expect(plan.warnings.join(' ')).toContain('leads to Oktopost’s Europe region now');
    expect(plan.warnings.join(' ')).toContain('RSA-SHA1 instead of RSA-SHA256');
    expect(plan.warnings.join(' ')).toContain(
      'One person is assigned with a user name that is not their email',
    );
    expect(plan.changes[0]?.warnings.join(' ')).toContain('uses the new values');
    // The new format gives nobody another user name.
    expect(plan.changes[0]?.warnings.join(' ')).toContain('keeps the user name of now');
  });

  it('whose format of user names alone is another one keep their sign-ins, and nothing else is said', async () => {
    const id = await made('By hand', {}, 2);
    const format = { template: '${source.login}', type: 'BUILT_IN' };
    Object.assign(core.org.world.state.apps[id]?.body.credentials ?? {}, { userNameTemplate: format });
    const [change] = (await adopting(id)).changes;
    expect(change?.rows.map(({ setting }) => setting)).not.toContainEqual(expect.stringMatching(/^sign-on/));
    expect(change?.warnings).toEqual([expect.stringContaining('keeps the user name of now')]);
  });

  it('half configured are completed, and their checks show it', async () => {
    const id = await made('Half configured', { audience: 'urn:oktopost:typo' });
    const plan = await adopting(id);
    expect(plan.warnings.join(' ')).toContain('Only its audience or its single sign-on URL');
    const { runId } = await core.call('plan.apply', { planId: plan.id });
    const { run } = await core.until(
      'adopted',
      (state) => state.run?.id === runId && state.run.state === 'done',
    );
    expect(run?.checks.filter(({ state }) => state === 'different')).toEqual([]);
  });

  it('are not listed once this set-up has an app integration', async () => {
    await made('Somebody else’s');
    const plan = await adopting(null, true);
    const { runId } = await core.call('plan.apply', { planId: plan.id });
    await core.until('created', ({ run }) => run?.id === runId && run.state === 'done');
    expect(await adopting(null)).toMatchObject({ existingApps: [], blockers: [] });
  });

  it('of the same name are told of, whatever they are, with a choice', async () => {
    const other = {
      audience: 'urn:other:sp',
      ssoAcsUrl: 'https://other.example/acs',
      recipient: 'https://other.example/acs',
      destination: 'https://other.example/acs',
    };
    const id = await made(' ours ', other, 2);
    const asked = await adopting(null);
    expect(asked).toMatchObject({ changes: [], blockers: [expect.stringContaining('an app named “Ours”')] });
    expect(asked.existingApps).toMatchObject([{ id, fit: 'same-name', assigned: { users: 2 } }]);
    const used = await adopting(id);
    expect(used.changes.map(({ verb }) => verb)).toContain('update');
    expect(used.warnings.join(' ')).toContain('the sign-on that it serves now ends');
    const anyway = await adopting(null, true);
    expect(anyway.changes.map(({ verb }) => verb)).toEqual(['create']);
    expect(anyway.warnings.join(' ')).toContain('two apps named “Ours”');
    await core.call('destination.choose', { destination: 'board', region: 'us', label: 'Ours too' });
    expect(await adopting(null)).toMatchObject({ existingApps: [], blockers: [] });
  });

  it('of the default name beside the pre-built one are told of, and that one is not used', async () => {
    const { label } = Object.values(core.org.world.state.apps).find(({ name }) => name === 'oktopost') ?? {};
    await core.call('destination.choose', { destination: 'board', region: 'us', label: label ?? '' });
    const { existingApps, blockers } = await adopting(null);
    expect(existingApps).toMatchObject([{ label, fit: 'other-kind' }]);
    expect(blockers).toHaveLength(1);
    expect(await adopting(existingApps[0]?.id ?? null)).toMatchObject({ changes: [], blockers });
  });
});
