import { afterEach, describe, expect, it } from 'vitest';
import { emailType } from '../../shared/oktopost';
import { parseProfile } from '../../practice/profile';
import type { PracticeOptions } from '../../practice/practice';
import type { Exchange } from '../../practice/web/server';
import { samlApp } from '../../practice/testing/test-org';
import type { OktaApp, OktaUser } from '../../practice/world/state';
import { checkDrift } from '../drift/check';
import { adoptColleaguesApp } from '../testing/adopt';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { connectOkta } from '../okta/client';
import { testLog } from '../net/testing';
import { apiToken } from '../secrets/credential';
import { systemClock } from '../shell/clock';
import type { Plan } from '../../shared/plan';

// The product on what Okta was recorded to answer. Source: docs/facts/okta-recorded.md, sections 3 and 4.

/** A client of the product, beside the assistant. */
const client = () =>
  connectOkta({
    orgUrl: core.org.okta.orgUrl,
    credential: apiToken(core.org.okta.apiToken),
    hide: (text) => text,
    learn: () => undefined,
    fetch,
    clock: systemClock,
    log: testLog(),
    allowLoopback: true,
  });

let core: TestCore;
let sent: Exchange[];
afterEach(() => core.close());

async function startOn(profile: string, options: Partial<PracticeOptions> = {}): Promise<void> {
  sent = [];
  core = await startTestCore({
    region: 'us',
    rateLimit: 1_000_000,
    profile: parseProfile(profile),
    onExchange: (exchange) => {
      if (exchange.target === 'okta') sent.push(exchange);
    },
    ...options,
  });
  await core.begin();
  await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
}

const ours = (): OktaApp => {
  const app = Object.values(core.org.world.state.apps).find(({ label }) => label === samlApp.label);
  if (app === undefined) throw new Error('there is no app of ours');
  return app;
};

/** An app integration that a colleague made, with SCIM on, taken over by this set-up. */
async function adopt(): Promise<void> {
  expect((await adoptColleaguesApp(core)).error).toBeNull();
}

async function create(): Promise<void> {
  expect((await core.run({ kind: 'app' })).error).toBeNull();
  await core.provisioningOn();
}

const people = (typeId: string | undefined): OktaUser[] =>
  Object.values(core.org.world.state.users).filter(
    (user) => user.typeId === typeId && user.status === 'ACTIVE',
  );

const contractors = () => {
  const [type] = Object.values(core.org.world.state.userTypes ?? {});
  if (type === undefined) throw new Error('there is one user type only');
  const mapping = ours().typeMappings?.[type.id];
  if (mapping === undefined) throw new Error('the type has no mapping');
  return { type, mapping };
};

const mappingWrites = (): { path: string; body: string }[] =>
  sent
    .filter(({ method, path }) => method === 'POST' && path.startsWith('/api/v1/mappings/'))
    .map(({ path, requestBody }) => ({ path, body: requestBody }));

const rowOf = (plan: Plan, attribute: string) =>
  plan.changes.flatMap(({ rows }) => rows).find(({ setting }) => setting === `mapping:${attribute}`);

const kept = { givenName: 'user.firstName', familyName: 'user.lastName' };
const expressionsOf = (rows: OktaApp['toAppMapping']['properties']) =>
  Object.fromEntries(Object.entries(rows).map(([name, { expression }]) => [name, expression]));

describe('an org with two user types', () => {
  it('has a mapping for each: both are planned, written, verified, in the summary, and compared by drift', async () => {
    await startOn('userTypes=two');
    await create();
    const plan = await core.preview({ kind: 'mapping' });
    const { type, mapping } = contractors();
    expect(plan.changes.map(({ id, title }) => [id, title])).toEqual([
      ['map-attributes', 'Change the attribute mapping of user type “user” (the default one)'],
      [`map-attributes:${type.id}`, 'Change the attribute mapping of user type “contractor”'],
    ]);
    const run = await core.apply(plan);
    expect(run.error).toBeNull();
    expect(run.checks.filter(({ state }) => state !== 'same')).toEqual([]);
    for (const rows of [ours().toAppMapping.properties, mapping.properties]) {
      expect(expressionsOf(rows)).toEqual(kept);
    }
    expect((await core.snapshot()).mapping.appliedAt).not.toBeNull();

    const setting = `mapping-of-type:${type.id}/contractor/title` as const;
    const summary = await core.call('summary.get', {});
    expect(summary.settings.filter((each) => each.setting.startsWith('mapping-of-type:')).length).toBe(
      summary.settings.filter((each) => each.setting.startsWith('mapping:')).length,
    );
    mapping.properties['title'] = { expression: 'user.title', pushStatus: 'PUSH' };
    const drift = await checkDrift(await client(), summary, new Date());
    expect(drift.rows?.filter(({ state }) => state === 'drift').map((row) => row.setting)).toEqual([setting]);
    expect(drift.back).toMatchObject([{ screen: 'mapping' }]);
    expect((await core.preview({ kind: 'mapping' })).changes.map(({ verb }) => verb)).toEqual([
      'keep',
      'update',
    ]);
    expect(core.org.contradictions() ?? []).toEqual([]);
  });

  it('sends what the mapping of a person’s own type says, and the test expects just that', async () => {
    await startOn('userTypes=two');
    await create();
    await core.run({ kind: 'mapping' });
    const { type, mapping } = contractors();
    mapping.properties['givenName'] = { expression: 'user.displayName', pushStatus: 'PUSH' };
    const [contractor] = people(type.id);
    await core.run({ kind: 'assign', userId: contractor?.id ?? '' });
    const { test } = await core.until('a verdict', (state) => state.test.verdict !== null);
    expect(test.state).toBe('passed');
    expect(test.rows.find(({ attribute }) => attribute === 'name.givenName')).toMatchObject({
      expected: contractor?.profile['displayName'],
      state: 'same',
    });
  });

  it('says of each change how many people of its type it reaches', async () => {
    await startOn('userTypes=two');
    await create();
    const typeId = Object.keys(core.org.world.state.userTypes ?? {})[0] ?? '';
    const assigned = [...people(undefined).slice(1, 4), ...people(typeId).slice(0, 2)];
    for (const { id } of assigned) {
      await core.org.api('POST', `/api/v1/apps/${ours().id}/users`, { id, scope: 'USER' });
    }
    await core.org.world.idle();
    const provisioned = (of: string | undefined): number =>
      assigned.filter((user) => user.typeId === of && ours().users[user.id]?.externalId !== null).length;
    const { changes } = await core.preview({ kind: 'mapping' });
    expect(changes.map(({ pushes }) => pushes)).toEqual([provisioned(undefined), provisioned(typeId)]);
    expect(provisioned(typeId)).toBeGreaterThan(0);
  });

  it('of a colleague’s app gets back each mapping on its own; what someone changed since is left', async () => {
    await startOn('userTypes=two');
    await adopt();
    const { type, mapping } = contractors();
    mapping.properties['givenName'] = { expression: 'user.nickName', pushStatus: 'DONT_PUSH' };
    const before = structuredClone({ default: ours().toAppMapping, contractor: mapping });
    expect((await core.run({ kind: 'mapping' })).error).toBeNull();
    mapping.properties['title'] = { expression: 'user.department', pushStatus: 'PUSH' };
    const plan = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
    expect(plan.changes.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['restore-mapping', `restore-mapping:${type.id}`]),
    );
    expect(plan.undo?.drift.map(({ setting }) => setting)).toEqual([
      `mapping-of-type:${type.id}/contractor/title`,
    ]);
    expect((await core.apply(plan)).error).toBeNull();
    expect(ours().toAppMapping).toEqual(before.default);
    expect(mapping.properties).toEqual({
      ...before.contractor.properties,
      title: { expression: 'user.department', pushStatus: 'PUSH' },
    });
  });

  it('leaves alone, by name, the type whose mapping Okta does not show, and deletes no attribute then', async () => {
    await startOn('userTypes=two');
    await create();
    await core.call('mapping.choose', { keepWorkEmail: false, deleteSchemaAttributes: true });
    await core.preview({ kind: 'mapping' });
    const { mapping } = contractors();
    const before = structuredClone(mapping);
    const path = `^/api/v1/mappings/${mapping.id}$`;
    const answer = {
      status: 404,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ errorCode: 'E0000007', errorSummary: 'Not found' }),
    };
    core.org.faults.add([{ target: 'okta', method: 'GET', path, times: 100, answer }]);
    const plan = await core.preview({ kind: 'mapping' });
    expect(plan.changes.map(({ id }) => id)).toEqual(['map-attributes']);
    expect(plan.warnings.filter((text) => text.includes('“contractor” is left alone'))).toHaveLength(1);
    expect(plan.warnings.filter((text) => text.startsWith('No attribute is deleted'))).toHaveLength(1);
    expect((await core.apply(plan)).error).toBeNull();
    expect(mapping).toEqual(before);
    expect((await core.snapshot()).mapping.appliedAt).not.toBeNull();
  });

  it('resolves a write to the second mapping whose answer was lost', async () => {
    await startOn('userTypes=two');
    await create();
    const plan = await core.preview({ kind: 'mapping' });
    const { mapping } = contractors();
    const path = `^/api/v1/mappings/${mapping.id}$`;
    core.org.faults.add([{ target: 'okta', method: 'POST', path, times: 1, drop: 'after' }]);
    await core.apply(plan);
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect((await core.run({ kind: 'mapping' })).state).toBe('done');
    expect(expressionsOf(mapping.properties)).toEqual(kept);
    // The dropped one is not in the list.
    expect(mappingWrites().filter((write) => write.path.endsWith(mapping.id))).toEqual([]);
  });
});

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
    expect(Object.keys(ours().toAppMapping.properties).sort()).toEqual([
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
    ours().toAppMapping.properties['emailType'] = { expression: '"work"', pushStatus: 'PUSH' };
    await core.call('mapping.choose', { keepWorkEmail: true, deleteSchemaAttributes: true });
    const run = await core.run({ kind: 'mapping' });
    expect(run.checks.filter(({ state }) => state !== 'same')).toEqual([]);
    expect(ours().toAppMapping.properties['emailType']?.expression).toBe('"work"');
    expect(ours().schema.custom['emailType']).toBeDefined();
  });
});

describe('a row of the mapping for userName', () => {
  it('is shown as a finding with what to do, and never removed or written, not even by an undo', async () => {
    await startOn('defaultMapping=with-user-name');
    await adopt();
    const override = structuredClone(ours().toAppMapping.properties['userName']);
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
    expect(ours().toAppMapping.properties['userName']).toEqual(override);
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
    expect(ours().provisioning).toBe('NONE');
    const schema = {
      definitions: { custom: { id: '#custom', type: 'object', properties: { department: null } } },
    };
    await core.org.api('POST', `/api/v1/meta/schemas/apps/${ours().id}/default`, schema);
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
      ours().schema.custom = { givenName: text('Given'), familyName: text('Family') };
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
  await adopt();
  const custom = {
    title: 'Cost',
    type: 'string',
    required: false,
    externalName: "addresses.^[type=='work'].locality",
    externalNamespace: 'urn:ietf:params:scim:schemas:core:2.0:User',
    more: { description: null, maxLength: 20, enum: ['a', 'ü', ''], unique: 'NOT_UNIQUE' },
  };
  ours().schema.custom['costs'] = { ...custom, more: { ...custom.more, description: 'Ünï  code "quoted"' } };
  const before = structuredClone({ schema: ours().schema, mapping: ours().toAppMapping });
  await core.call('mapping.choose', { keepWorkEmail: false, deleteSchemaAttributes: true });
  expect((await core.run({ kind: 'mapping' })).error).toBeNull();
  expect(ours().schema.custom).toEqual({});
  expect((await core.run({ kind: 'undo', deleteDespiteOtherUsers: false })).error).toBeNull();
  expect(ours().schema).toEqual(before.schema);
  expect(ours().toAppMapping).toEqual(before.mapping);
});

it('by default attributes are unmapped, and no attribute of the profile is deleted', async () => {
  await startOn('likely');
  await create();
  const before = structuredClone(ours().schema);
  await core.run({ kind: 'mapping' });
  expect(ours().schema).toEqual(before);
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
  await adopt();
  const everybody = people(undefined).slice(0, 560);
  for (const user of everybody) {
    ours().users[user.id] = {
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
  for await (const { email } of okta.appUsersWithEmail(ours().id)) {
    all += 1;
    if (email === null) without += 1;
  }
  expect([all, without]).toEqual([everybody.length, 0]);
});
