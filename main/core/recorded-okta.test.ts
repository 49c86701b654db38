import { describe, expect, it } from 'vitest';
import { emailType } from '../../shared/oktopost';
import { adoptColleaguesApp } from '../testing/adopt';
import type { TestCore } from '../testing/core';
import type { Plan } from '../../shared/plan';
import { recordedOrg } from '../testing/recorded-org';

// The product on what Okta was recorded to answer. Source: docs/facts/okta-recorded.md, sections 3 and 4.

let core: TestCore;
const { startOn, create, people, mappingWrites, client } = recordedOrg((started) => {
  core = started;
});

const rowOf = (plan: Plan, attribute: string) =>
  plan.changes.flatMap(({ rows }) => rows).find(({ setting }) => setting === `mapping:${attribute}`);

describe('the type of an email', () => {
  it('stays mapped with the email, and the person arrives with a work email', async () => {
    await startOn('userNames=any');
    await create();
    await core.call('mapping.choose', { keepWorkEmail: true, deleteSchemaAttributes: false });
    const plan = await core.preview({ kind: 'mapping' });
    expect(rowOf(plan, 'emailType')).toMatchObject({
      verb: 'change',
      after: `${emailType.expression}, on create and update`,
      note: expect.stringMatching(/^Stays with email: .*type “work”/),
    });
    expect(rowOf(plan, 'primaryPhoneType')).toMatchObject({
      verb: 'remove',
      note: expect.stringMatching(/^Goes with primaryPhone/),
    });
    await core.apply(plan);
    expect(Object.keys(core.ours().toAppMapping.properties).sort()).toEqual([
      'email',
      'emailType',
      'familyName',
      'givenName',
    ]);
    const { users } = await core.call('users.search', { query: 'Bruno' });
    await core.run({ kind: 'assign', userId: users[0]?.id ?? '' });
    const { test } = await core.until('a verdict', (state) => state.test.verdict !== null);
    expect(test.rows.map(({ attribute, state }) => [attribute, state])).toContainEqual([
      'emails[work]',
      'same',
    ]);
    const post = core.org.world.state.oktopost.us.users;
    expect(Object.values(post).some(({ email }) => email?.primary === true)).toBe(true);
  });

  it('goes with the email, and an expression of the admin that gives work is kept', async () => {
    await startOn('likely');
    await create();
    expect(rowOf(await core.preview({ kind: 'mapping' }), 'emailType')).toMatchObject({
      verb: 'remove',
      note: expect.stringMatching(/^Goes with email/),
    });
    core.ours().toAppMapping.properties['emailType'] = { expression: '"work"', pushStatus: 'PUSH' };
    await core.call('mapping.choose', { keepWorkEmail: true, deleteSchemaAttributes: true });
    const run = await core.run({ kind: 'mapping' });
    expect(run.checks.filter(({ state }) => state !== 'same')).toEqual([]);
    expect(core.ours().toAppMapping.properties['emailType']?.expression).toBe('"work"');
    expect(core.ours().schema.custom['emailType']).toBeDefined();
  });
});

describe('a row of the mapping for userName', () => {
  it('is shown as a finding with what to do, and never removed or written, not even by an undo', async () => {
    await startOn('defaultMapping=with-user-name');
    expect((await adoptColleaguesApp(core)).error).toBeNull();
    const override = structuredClone(core.ours().toAppMapping.properties['userName']);
    const plan = await core.preview({ kind: 'mapping' });
    expect(rowOf(plan, 'userName')).toMatchObject({
      verb: 'keep',
      note: expect.stringContaining('Left as it is'),
    });
    expect(
      plan.warnings.filter((text) => text.includes('String.substringBefore(user.email, "@")')),
    ).toHaveLength(1);
    const run = await core.apply(plan);
    expect(run.checks.filter(({ state }) => state === 'different')).toMatchObject([
      { setting: 'mapping:userName', next: expect.stringContaining('Profile Editor') },
    ]);
    expect((await core.snapshot()).mapping.appliedAt).not.toBeNull();
    await core.run({ kind: 'undo', deleteDespiteOtherUsers: false });
    expect(mappingWrites().filter(({ body }) => body.includes('userName'))).toEqual([]);
    expect(core.ours().toAppMapping.properties['userName']).toEqual(override);
  });

  it('is named before the test user is assigned, and as the cause when Oktopost has refused what it gives', async () => {
    await startOn('defaultMapping=with-user-name');
    await create();
    await core.run({ kind: 'mapping' });
    const { users } = await core.call('users.search', { query: 'Bruno' });
    const userId = users[0]?.id ?? '';
    const { findings, predictedBody } = await core.call('test.preCheck', { userId });
    expect(findings.filter(({ text }) => text.includes('a row for userName'))).toMatchObject([
      { level: 'warn' },
    ]);
    expect(findings.filter(({ text }) => text.includes('identical'))).toEqual([]);
    expect(JSON.parse(predictedBody)).toMatchObject({
      userName: { cannotBePredicted: 'String.substringBefore(user.email, "@")' },
    });
    await core.run({ kind: 'assign', userId });
    const { test } = await core.until('a verdict', (state) => state.test.verdict !== null);
    expect(test).toMatchObject({
      state: 'failed',
      explanation: {
        id: 'username-row',
        owner: 'okta-admin',
        next: expect.stringContaining('row for userName'),
        place: 'to-app',
      },
    });
    expect(test.rows.find(({ attribute }) => attribute === 'userName')?.expected).toBe(
      'bruno.berger@bellwether.example',
    );
  });
});

describe('a custom attribute of before with a SCIM name', () => {
  it('is found before the switch that Okta will refuse, and the finding goes with the attribute', async () => {
    await startOn('customAttribute=conflicts');
    await core.run({ kind: 'app' });
    await core.call('guided.lookNow', { step: 'scim-on' });
    const look = (await core.snapshot()).guided['scim-on'];
    expect(look).toMatchObject({
      known: 'not-yet',
      finding: {
        text: expect.stringContaining('“department”'),
        next: expect.stringContaining('Profile Editor'),
      },
    });
    core.byHand.scimOn();
    expect(core.ours().provisioning).toBe('NONE');
    const schema = {
      definitions: { custom: { id: '#custom', type: 'object', properties: { department: null } } },
    };
    await core.org.api('POST', `/api/v1/meta/schemas/apps/${core.ours().id}/default`, schema);
    core.byHand.scimOn();
    await core.call('guided.lookNow', { step: 'scim-on' });
    expect((await core.snapshot()).guided['scim-on']).toMatchObject({ known: 'read-back', finding: null });
  });

  it.each(['featuresRead=never', 'likely'])(
    'is no proof that SCIM is on, whatever its name, on profile %s',
    async (profile) => {
      await startOn(profile);
      await core.run({ kind: 'app' });
      const text = (title: string) => ({ title, type: 'string', required: false });
      core.ours().schema.custom = { givenName: text('Given'), familyName: text('Family') };
      await core.call('guided.lookNow', { step: 'scim-on' });
      expect((await core.snapshot()).guided['scim-on']).toMatchObject({
        known: 'not-yet',
        finding: { text: expect.stringContaining('“givenName”, “familyName”') },
      });
      expect((await core.preview({ kind: 'mapping' })).blockers).toHaveLength(1);
    },
  );
});

it('external names and namespaces of deleted attributes come back by an undo as they were', async () => {
  await startOn('likely');
  expect((await adoptColleaguesApp(core)).error).toBeNull();
  const custom = {
    title: 'Cost',
    type: 'string',
    required: false,
    externalName: "addresses.^[type=='work'].locality",
    externalNamespace: 'urn:ietf:params:scim:schemas:core:2.0:User',
    more: { description: null, maxLength: 20, enum: ['a', 'ü', ''], unique: 'NOT_UNIQUE' },
  };
  core.ours().schema.custom['costs'] = {
    ...custom,
    more: { ...custom.more, description: 'Ünï  code "quoted"' },
  };
  const before = structuredClone({ schema: core.ours().schema, mapping: core.ours().toAppMapping });
  await core.call('mapping.choose', { keepWorkEmail: false, deleteSchemaAttributes: true });
  expect((await core.run({ kind: 'mapping' })).error).toBeNull();
  expect(core.ours().schema.custom).toEqual({});
  expect((await core.run({ kind: 'undo', deleteDespiteOtherUsers: false })).error).toBeNull();
  expect(core.ours().schema).toEqual(before.schema);
  expect(core.ours().toAppMapping).toEqual(before.mapping);
});

it('by default attributes are unmapped, and no attribute of the profile is deleted', async () => {
  await startOn('likely');
  await create();
  const before = structuredClone(core.ours().schema);
  await core.run({ kind: 'mapping' });
  expect(core.ours().schema).toEqual(before);
  await core.call('mapping.choose', { keepWorkEmail: false, deleteSchemaAttributes: true });
  const plan = await core.preview({ kind: 'mapping' });
  expect(plan.changes.flatMap(({ warnings }) => warnings)).toContainEqual(
    expect.stringContaining('unmapping alone is the safe way'),
  );
});

it('a profile source refuses its mapping: the run says which switch to look at', async () => {
  await startOn('profileSource=yes');
  await create();
  const run = await core.run({ kind: 'mapping' });
  expect(run).toMatchObject({
    state: 'failed',
    error: { code: 'okta-refused', message: expect.stringContaining('profile source') },
  });
});

it('everybody’s email is read though the links between the pages of people have lost it', async () => {
  await startOn('nextLink=loses-expand', { users: 620 });
  expect((await adoptColleaguesApp(core)).error).toBeNull();
  const everybody = people(undefined).slice(0, 560);
  for (const user of everybody) {
    core.ours().users[user.id] = {
      id: user.id,
      appUserId: `0ua${user.id.slice(3)}`,
      externalId: null,
      created: user.created,
      lastUpdated: user.created,
      scope: 'USER',
      status: 'ACTIVE',
      statusChanged: user.created,
      syncState: 'DISABLED',
      lastSync: null,
      userName: user.profile['email'] ?? '',
      profile: {},
      assignedBeforeProvisioning: true,
      lastError: null,
    };
  }
  const okta = await client();
  let without = 0;
  let all = 0;
  for await (const { email } of okta.appUsersWithEmail(core.ours().id)) {
    all += 1;
    if (email === null) without += 1;
  }
  expect([all, without]).toEqual([everybody.length, 0]);
});
