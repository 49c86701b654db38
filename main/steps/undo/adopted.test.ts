import { describe, expect, it } from 'vitest';
import { asObject } from '../../okta/json';
import { parseProfile } from '../../../practice/profile';
import type { TestCore } from '../../testing/core';
import { compared, undo, undoOrg } from '../../testing/undo-org';

let core: TestCore;
const { from, alone, user, testUser, adopt, scimOn, undone, notes, expectNothingLeft } = undoOrg(
  (started) => {
    core = started;
  },
);

describe('undo of an adopted app integration', () => {
  it('sets the settings back, field by field, and keeps the app integration', async () => {
    const before = await from('app adopted');
    expect(compared(core)).not.toEqual(before);
    await undone();
    expect(compared(core)).toEqual(before);
    expect((await core.snapshot()).run?.checks).toContainEqual(
      expect.objectContaining({ setting: 'app.admin-note', state: 'same' }),
    );
    await expectNothingLeft();
  });

  it('knows how it was when it was taken over, also of a setting that somebody else changed and a plan put right', async () => {
    await from('connected');
    const documented = 'urn:oktopost:sp';
    const signOn = (): Record<string, unknown> => asObject(core.ours().body.settings, 'signOn');
    await adopt((app) => {
      asObject(app.body.settings, 'signOn')['audience'] = documented;
    });
    signOn()['audience'] = 'urn:somebody:else';
    await core.run({ kind: 'app' });
    expect(signOn()['audience']).toBe(documented);
    const { changes } = await core.preview(undo);
    const rows = changes.flatMap(({ rows: each }) => each);
    expect(rows.map(({ setting }) => setting)).not.toContain('sign-on.audience');
    await undone();
    expect(signOn()['audience']).toBe(documented);
  });

  it('says of one that somebody deactivated since that it is inactive, and promises no sign-ins', async () => {
    await from('app adopted');
    core.ours().status = 'INACTIVE';
    const remains = async (): Promise<string> => (await notes()).remains.join('\n');
    const said = /is inactive in Okta: .* It was active when this set-up took it over\./;
    expect(await remains()).toMatch(said);
    await undone();
    expect(await remains()).toMatch(said);
    expect(await remains()).toContain('They work again once the app integration is active in Okta.');
    expect(core.ours().status).toBe('INACTIVE');
  });

  it('shows the tile again that was hidden until rollout', async () => {
    const before = await from('app adopted');
    await core.run({ kind: 'tile', hidden: true });
    expect(core.ours().body.visibility['hide']).toEqual({ web: true, iOS: true });
    await undone();
    expect(compared(core)).toEqual(before);
  });

  it('sets mapping, deleted attributes and the test user back', async () => {
    const before = await from('app adopted with SCIM on');
    await core.call('mapping.choose', { keepWorkEmail: false, deleteSchemaAttributes: true });
    await core.run({ kind: 'mapping' });
    await testUser('Bruno');
    expect(core.ours().schema.custom).toEqual({});
    const { undo: planned } = await core.preview(undo);
    // No certificate was made: nothing is said of one.
    expect(planned?.remains.join('\n')).toContain(
      'They go on working, because the app integration stays in Okta.',
    );
    await undone();
    expect(compared(core)).toEqual(before);
    const remains = (await notes()).remains.join('\n');
    expect(remains).toContain('nickName');
    expect(remains).not.toContain('Nobody can sign in');
    await expectNothingLeft();
    expect(core.org.contradictions() ?? []).toEqual([]);
  });

  it('knows the mapping as it was at first, also of an attribute that somebody else unmapped and a plan put right', async () => {
    await from('connected');
    await adopt((app) => {
      scimOn(app);
      app.toAppMapping.properties['familyName'] = { expression: 'user.lastName', pushStatus: 'PUSH' };
    });
    await core.run({ kind: 'mapping' });
    delete core.ours().toAppMapping.properties['familyName'];
    await core.run({ kind: 'mapping' });
    await undone();
    const { properties } = core.ours().toAppMapping;
    expect(properties['familyName']).toEqual({ expression: 'user.lastName', pushStatus: 'PUSH' });
    expect(properties['givenName']?.expression).toBe('user.nickName');
  });

  it('leaves a user assigned who was assigned before', async () => {
    await from('connected');
    const userId = await user('Bruno');
    await adopt((app) => {
      scimOn(app);
    });
    const assigned = await core.org.api('POST', `/api/v1/apps/${core.ours().id}/users`, {
      id: userId,
      scope: 'USER',
    });
    expect(assigned.status).toBe(200);
    await core.org.world.idle();
    await core.run({ kind: 'unassign', userId });
    expect(Object.keys(core.ours().users)).toEqual([]);
    await undone();
    expect(Object.keys(core.ours().users)).toEqual([userId]);
  });

  it('leaves assigned, as the plan of the test said, who was assigned before provisioning was on', async () => {
    await from('connected');
    await adopt();
    const userId = await user('Bruno');
    await core.org.api('POST', `/api/v1/apps/${core.ours().id}/users`, { id: userId, scope: 'USER' });
    await core.provisioningOn();
    const { changes } = await core.preview({ kind: 'assign', userId });
    const stays = 'The user stays assigned, as before.';
    expect(changes.map(({ id, undo: back, irreversibleEffect }) => [id, back, irreversibleEffect])).toEqual([
      ['unassign', stays, null],
      ['assign', stays, 'The Oktopost account, active.'],
    ]);
    await testUser('Bruno');
    await core.org.world.idle();
    await undone();
    expect(Object.keys(core.ours().users)).toEqual([userId]);
    // Nobody deactivates it any more, also once provisioning is off.
    const left = (next: string): unknown =>
      expect.stringMatching(new RegExp(`accounts of people who stay assigned, active: .* ${next}`));
    expect((await notes()).remains).toContainEqual(left('Unassign before that'));
    core.ours().provisioning = 'NONE';
    expect((await notes()).remains).toContainEqual(left('Deactivate in Oktopost'));
    const accounts = Object.values(core.org.world.state.oktopost.us.users);
    expect(accounts.find(({ userName }) => userName.startsWith('bruno'))?.active).toBe(true);
  });

  it('leads back to None by hand where SCIM was off before, and reads it back', async () => {
    await from('app adopted');
    await core.provisioningOn();
    await undone();
    expect((await notes()).remains.join(' ')).not.toContain('stay assigned');
    const [step] = (await notes()).byHand;
    expect(step).toMatchObject({ title: 'Set Provisioning back to None', known: 'not-yet' });
    expect(step?.link).toContain('#tab-general');
    expect(step?.evidence).toContain('SCIM_PROVISIONING');
    core.ours().provisioning = 'NONE';
    expect((await notes()).byHand).toMatchObject([{ known: 'done', evidence: 'features: none shown' }]);
  });

  it('cannot read it back where Okta shows nothing', async () => {
    await alone({ profile: parseProfile('featuresRead=never') });
    await adopt();
    await core.provisioningOn();
    await undone();
    expect((await notes()).byHand).toMatchObject([{ known: 'cannot-be-read' }]);
  });

  it('names what to set back by hand where SCIM was on before', async () => {
    await from('connected');
    await adopt((app) => {
      scimOn(app);
      app.toApp.deactivate = false;
    });
    core.byHand.toApp();
    await undone();
    expect((await notes()).byHand.map(({ title }) => title)).toEqual([
      'Untick the To App boxes that were not ticked before',
      'Set the SCIM connection back, if you changed it',
    ]);
  });

  it('undoes by API what Okta allowed by API', async () => {
    await alone({ profile: parseProfile('featuresPut=works') });
    await adopt((app) => {
      core.byHand.scimOn();
      core.byHand.connect();
      app.toApp.create = true;
    });
    const before = compared(core);
    await core.run({ kind: 'to-app' });
    expect(core.ours().toApp).toEqual({ create: true, update: true, deactivate: true });
    await undone();
    expect(core.ours().toApp).toEqual({ create: true, update: false, deactivate: false });
    expect(before).not.toEqual(compared(core));
  });

  it('promises no boxes as they were where Okta does not show how they are', async () => {
    await alone({});
    await adopt(() => {
      core.byHand.scimOn();
      core.byHand.connect();
    });
    const { changes } = await core.preview({ kind: 'to-app' });
    expect(changes[0]?.rows[0]?.now).toBe('not reported by Okta');
    expect(changes[0]?.undo).toMatch(/^Not by the assistant: .* untick/);
  });

  it('puts back what it asked the admin to set by hand, and shows it', async () => {
    await from('app adopted');
    core.byHand.updateUserNames();
    const plan = await core.preview(undo);
    expect(plan.undo?.drift).toEqual([]);
    expect(plan.changes.flatMap(({ rows }) => rows)).toContainEqual({
      setting: 'user-name-format.update-on',
      now: 'Create and update',
      after: 'Create only',
      verb: 'change',
      note: expect.stringMatching(/^Okta may not accept this by API/),
    });
    await undone();
  });

  it('reports and leaves alone what someone else changed since', async () => {
    await from('app adopted with SCIM on');
    await core.run({ kind: 'mapping' });
    const app = core.ours();
    app.toAppMapping.properties['givenName'] = { expression: 'user.displayName', pushStatus: 'PUSH' };
    asObject(app.body.settings, 'signOn')['subjectNameIdTemplate'] = '${user.login}';
    const plan = await core.preview(undo);
    expect(plan.undo?.drift).toEqual([
      {
        setting: 'mapping:givenName',
        before: 'user.nickName, on create only',
        left: 'user.firstName, on create and update',
        now: 'user.displayName, on create and update',
      },
      {
        setting: 'sign-on.name-id',
        before: '${user.email}',
        left: '${user.userName}',
        now: '${user.login}',
      },
    ]);
    await undone();
    expect(core.ours().toAppMapping.properties['givenName']?.expression).toBe('user.displayName');
    expect(core.ours().toAppMapping.properties['title']?.expression).toBe('user.title');
    expect(core.ours().body.settings['signOn']).toMatchObject({ subjectNameIdTemplate: '${user.login}' });
    expect(core.ours().body.credentials['userNameTemplate']).toMatchObject({ template: '${source.login}' });
  });

  it('reports at once that a write switched provisioning off, and how to switch it on again', async () => {
    await alone({ profile: parseProfile('laterPut=resets') });
    await adopt(scimOn);
    const lost = { setting: 'scim', expected: 'SCIM', actual: 'None', state: 'different' };
    const state = await core.until('the loss is seen', ({ guided }) => guided['scim-on'].known === 'lost');
    expect(state.run?.checks).toContainEqual(expect.objectContaining(lost));
    expect(state.rail.find(({ screen }) => screen === 'scim-on')?.state).toBe('failed');
    scimOn(core.ours());
    const { checks } = await core.run(undo);
    const told = checks.find(({ setting }) => setting === 'scim');
    expect(told).toMatchObject(lost);
    expect(told?.next).toContain('Set it to SCIM again on the General tab');
  });
});
