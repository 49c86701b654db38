import { describe, expect, it } from 'vitest';
import { asObject } from '../../okta/json';
import type { TestCore } from '../../testing/core';
import { undo, undoOrg } from '../../testing/undo-org';

let core: TestCore;
const { from, adopt, scimOn, testUser, user, notes } = undoOrg((started) => {
  core = started;
});
const signOn = (): Record<string, unknown> => asObject(core.ours().body.settings, 'signOn');

describe('an undo of an adopted app integration', () => {
  it('lists what the admin set by hand, with the values from before, until they are there again', async () => {
    await from('connected');
    await adopt(() => Object.assign(signOn(), { responseSigned: false, signatureAlgorithm: 'RSA_SHA1' }));
    const back = async () => (await notes()).byHand.filter(({ title }) => title.startsWith('Set back what'));
    expect(await back()).toEqual([]);
    Object.assign(signOn(), { responseSigned: true, signatureAlgorithm: 'RSA_SHA256' });
    expect(await back()).toMatchObject([
      {
        known: 'not-yet',
        values: [
          { label: 'Response', value: 'Unsigned' },
          { label: 'Signature Algorithm', value: 'RSA_SHA1' },
        ],
      },
    ]);
    expect((await back())[0]?.link).toContain('#tab-general');
    Object.assign(signOn(), { responseSigned: false, signatureAlgorithm: 'RSA_SHA1' });
    expect(await back()).toEqual([]);
  });

  it('names whom it assigned again and others have unassigned since', async () => {
    await from('connected');
    await adopt();
    const id = await user('Bruno');
    await core.org.api('POST', `/api/v1/apps/${core.ours().id}/users`, { id, scope: 'USER' });
    await core.provisioningOn();
    await testUser('Bruno');
    await core.call('test.stop', {});
    expect((await notes()).drift).toEqual([]);
    await core.org.api('DELETE', `/api/v1/apps/${core.ours().id}/users/${id}`);
    expect((await notes()).drift).toEqual([
      {
        setting: `assignment:${id}`,
        person: 'Bruno Berger',
        before: 'assigned',
        left: 'assigned',
        now: 'not assigned',
      },
    ]);
  });

  it('says of a mapping of which it sets nothing back whether others changed it since', async () => {
    await from('connected');
    await adopt(scimOn);
    const { toAppMapping } = core.ours();
    const before = structuredClone(toAppMapping.properties);
    await core.run({ kind: 'mapping' });
    const title = async () =>
      (await core.preview(undo)).changes.find(({ id }) => id.startsWith('restore-mapping'))?.title;
    expect(await title()).toBe('Set the attribute mapping back');
    toAppMapping.properties = structuredClone(before);
    expect(await title()).toBe('The attribute mapping is as it was');
    for (const row of Object.values(toAppMapping.properties)) row.expression = 'user.nickName';
    expect(await title()).toBe('The attribute mapping is left as others changed it');
    expect((await notes()).drift.length).toBeGreaterThan(0);
  });

  it.each([
    ['active', true, 1],
    ['inactive', false, 0],
  ])('counts what Okta sends for its mapping: %s', async (_status, isActive, pushes) => {
    await from('connected');
    await adopt(scimOn);
    await core.run({ kind: 'mapping' });
    const id = await user('Bruno');
    await core.org.api('POST', `/api/v1/apps/${core.ours().id}/users`, { id, scope: 'USER' });
    await core.org.world.idle();
    if (!isActive) core.ours().status = 'INACTIVE';
    const { changes } = await core.preview(undo);
    expect(changes.find((change) => change.id.startsWith('restore-mapping'))?.pushes).toBe(pushes);
  });
});
