import { describe, expect, it } from 'vitest';
import type { OktaApp } from '../../practice/world/state';
import { checkDrift } from '../drift/check';
import { adoptColleaguesApp } from '../testing/adopt';
import type { TestCore } from '../testing/core';
import { recordedOrg } from '../testing/recorded-org';

// The product on what Okta was recorded to answer. Source: docs/facts/okta-recorded.md, sections 3 and 4.

let core: TestCore;
const { startOn, create, people, mappingWrites, client } = recordedOrg((started) => {
  core = started;
});

const contractors = () => {
  const [type] = Object.values(core.org.world.state.userTypes ?? {});
  if (type === undefined) throw new Error('there is one user type only');
  const mapping = core.ours().typeMappings?.[type.id];
  if (mapping === undefined) throw new Error('the type has no mapping');
  return { type, mapping };
};

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
    for (const rows of [core.ours().toAppMapping.properties, mapping.properties]) {
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
      await core.org.api('POST', `/api/v1/apps/${core.ours().id}/users`, { id, scope: 'USER' });
    }
    await core.org.world.idle();
    const provisioned = (of: string | undefined): number =>
      assigned.filter((user) => user.typeId === of && core.ours().users[user.id]?.externalId !== null).length;
    const { changes } = await core.preview({ kind: 'mapping' });
    expect(changes.map(({ pushes }) => pushes)).toEqual([provisioned(undefined), provisioned(typeId)]);
    expect(provisioned(typeId)).toBeGreaterThan(0);
  });

  it('of a colleague’s app gets back each mapping on its own; what someone changed since is left', async () => {
    await startOn('userTypes=two');
    expect((await adoptColleaguesApp(core)).error).toBeNull();
    const { type, mapping } = contractors();
    mapping.properties['givenName'] = { expression: 'user.nickName', pushStatus: 'DONT_PUSH' };
    const before = structuredClone({ default: core.ours().toAppMapping, contractor: mapping });
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
    expect(core.ours().toAppMapping).toEqual(before.default);
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
