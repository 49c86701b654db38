import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { regions } from '../../shared/oktopost';
import { startPractice } from '../practice';
import type { Practice } from '../practice';
import { mailDomain } from '../world/seed';
import type { ScimConnection } from '../world/state';
import { boardConnection } from '../testing/connection';

let practice: Practice;
let connection: ScimConnection;
beforeAll(async () => {
  practice = await startPractice({ users: 12, licences: 4 });
  connection = boardConnection(practice.oktopost.bearerToken);
});
afterAll(() => practice.stop());

const person = (name: string, attributes: Record<string, string> = {}) => ({
  oktaUserId: `00u${name}`,
  userName: `${name}@${mailDomain}`,
  attributes: { givenName: 'Ada', familyName: 'Berger', title: 'Boss', ...attributes },
});
const accounts = () => Object.values(practice.world.state.oktopost.us.users);

describe('Okta’s SCIM client against Oktopost’s server', () => {
  it('creates, updates, deactivates and reactivates one account', async () => {
    const client = practice.world.scimClient;
    expect(await client.testConnector(connection)).toMatchObject({ ok: true });
    const pushed = await client.push(connection, person('ada'));
    if (!pushed.ok) throw new Error(JSON.stringify(pushed));
    const { externalId } = pushed.value;
    const account = () => accounts().find(({ id }) => id === externalId);
    expect(account()).toMatchObject({ userName: `ada@${mailDomain}`, externalId: '00uada', active: true });

    const renamed = person('ada', { familyName: 'Dahl' });
    expect(await client.update(connection, renamed, externalId)).toEqual({ ok: true, value: null });
    expect(account()).toMatchObject({ familyName: 'Dahl', givenName: 'Ada', active: true });

    expect(await client.deactivate(connection, externalId)).toEqual({ ok: true, value: null });
    expect(account()).toMatchObject({ familyName: 'Dahl', active: false });
    expect(await client.update(connection, renamed, externalId)).toEqual({ ok: true, value: null });
    expect(account()).toMatchObject({ active: false });

    expect(await client.push(connection, renamed)).toEqual({ ok: true, value: { externalId } });
    expect(account()).toMatchObject({ active: true });
  });

  it('does so with PATCH for a catalogue app, in a platform account', async () => {
    const client = practice.world.scimClient;
    const catalogue: ScimConnection = {
      ...boardConnection(practice.platform.bearerToken, regions.us.platformScimBaseUrl),
      activatesBy: 'PATCH',
    };
    const { users } = practice.world.state.oktopost['us-platform'];
    const media = () => Object.values(users).find(({ userName }) => userName.startsWith('social.media@'));
    const externalId = media()?.id ?? '';
    expect(media()).toMatchObject({ active: false, givenName: 'Social' });
    const pushed = await client.push(catalogue, person('social.media'));
    expect(pushed).toEqual({ ok: true, value: { externalId } });
    expect(media()).toMatchObject({ active: true, givenName: 'Ada' });
    expect(await client.deactivate(catalogue, externalId)).toEqual({ ok: true, value: null });
    expect(media()).toMatchObject({ active: false, givenName: 'Ada' });
  });

  it('links an account that differs in case only', async () => {
    const grace = accounts().find(({ userName }) => userName.startsWith('Grace.'));
    const pushed = await practice.world.scimClient.push(connection, person('grace.garcia'));
    expect(pushed).toEqual({ ok: true, value: { externalId: grace?.id } });
    expect(grace).toMatchObject({ externalId: '00ugrace.garcia', userName: `grace.garcia@${mailDomain}` });
  });

  it('changes user name and email together, or is refused', async () => {
    const client = practice.world.scimClient;
    const pushed = await client.push(connection, person('bea', { email: `bea@${mailDomain}` }));
    if (!pushed.ok) throw new Error(JSON.stringify(pushed));
    const { externalId } = pushed.value;
    const half = { ...person('bea', { email: `bea@${mailDomain}` }), userName: `beatrix@${mailDomain}` };
    expect(await client.update(connection, half, externalId)).toMatchObject({ phase: 'update', status: 400 });
    const both = { ...half, attributes: { ...half.attributes, email: `beatrix@${mailDomain}` } };
    expect(await client.update(connection, both, externalId)).toEqual({ ok: true, value: null });
  });

  it('reports the server’s errors', async () => {
    const client = practice.world.scimClient;
    expect(await client.push(connection, person('full'))).toMatchObject({
      phase: 'create',
      status: 403,
      detail: expect.stringMatching(/licence limit/),
    });
    expect(await client.push(connection, { ...person('x'), userName: 'kmori' })).toMatchObject({
      phase: 'create',
      status: 400,
    });
    const eu = { ...connection, baseUrl: regions.eu.boardScimBaseUrl };
    expect(await client.testConnector(eu)).toMatchObject({ phase: 'test', status: 401, kind: 'refused' });
    const byEmail = { ...connection, uniqueIdentifier: 'mail' };
    expect(await client.push(byEmail, person('ada'))).toMatchObject({ phase: 'verify_exists', status: 400 });
    expect(await client.update(connection, person('ada'), 'gone')).toMatchObject({
      phase: 'update',
      status: 404,
    });
  });
});
