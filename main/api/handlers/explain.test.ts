import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { count, createRequestLog } from '../../testing/requests';

describe('explaining failures', () => {
  const log = createRequestLog();
  let core: TestCore;
  beforeEach(async () => {
    core = await startTestCore({ onExchange: log.onExchange });
  });
  afterEach(() => core.close());

  const read = (text: string, name = 'failed.csv') =>
    core.call('explain.read', {
      source: { kind: 'file', name, data: Buffer.from(text).toString('base64') },
    });

  it('needs no connection, sends nothing, and is kept until it is forgotten', async () => {
    const { sent } = await log.during(() =>
      core.call('explain.read', { source: { kind: 'text', text: 'Unauthorized' } }),
    );
    expect(sent).toEqual([]);
    expect(await core.call('explain.last', {})).toMatchObject({
      file: null,
      groups: [{ cause: 'token-refused', owner: 'okta-admin', count: 1 }],
    });
    expect((await core.call('explain.export', {})).download).toMatchObject({
      type: 'text/csv',
      text: expect.stringContaining('token-refused'),
    });
    await core.call('explain.forget', {});
    expect(await core.call('explain.last', {})).toBeNull();
    expect((await core.refusal('explain.export', {})).code).toBe('not-ready');
  });

  it('looks people up only with a connection', async () => {
    await read('Email,Error\nana@acme.com,Conflict');
    expect((await core.refusal('explain.lookUp', {})).code).toBe('token-needed');
  });

  it('matches people to Okta users by login or email, some ten a request, at most 150', async () => {
    await core.begin();
    const { users } = await core.call('users.search', { query: 'Bruno' });
    const [bruno] = users;
    const strangers = Array.from({ length: 200 }, (_, index) => `nobody${String(index)}@acme.com,Conflict`);
    const [name = ''] = bruno?.email.split('@') ?? [];
    await read(
      ['Email,Error', `${bruno?.email.replace(name, name.toUpperCase()) ?? ''},Conflict`, ...strangers].join(
        '\n',
      ),
    );
    const { sent } = await log.during(() => core.call('explain.lookUp', {}));
    expect(sent).toHaveLength(count(sent, /^GET \/api\/v1\/users/));
    expect(sent.length).toBeLessThanOrEqual(15);
    const found = await core.call('explain.last', {});
    expect(found).toMatchObject({ lookedUp: 150, peopleTotal: 201 });
    expect(found?.groups[0]?.people[0]?.atOkta).toEqual({
      is: 'user',
      login: bruno?.login,
      status: 'ACTIVE',
    });
    expect(found?.groups[0]?.people[1]?.atOkta).toEqual({ is: 'nobody' });
    expect((await core.call('explain.export', {})).download?.text).toContain(
      `Active (${bruno?.login ?? ''})`,
    );
  });

  it('says what the message of a failed call means, without keeping it', async () => {
    const conflict =
      'Automatic provisioning of user Ana Silva to app Oktopost failed: Error while creating user: Conflict. Errors reported by remote server: User already exists';
    const { sent } = await log.during(async () => {
      expect(await core.call('explain.meaning', { text: conflict })).toMatchObject({
        cause: 'already-exists',
        owner: 'oktopost',
        says: expect.stringContaining('Oktopost already has a user with this email.'),
      });
    });
    expect(sent).toEqual([]);
    expect(await core.call('explain.last', {})).toBeNull();
  });

  it.each([
    ['of another kind', 'Okta refused POST /api/v1/apps: Api validation failed: label'],
    ['of no work that is named', 'Unauthorized'],
    ['that is unknown', 'Error while creating user: the moon is full'],
    ['without a word', ''],
  ])('takes no message %s for one of provisioning', async (_, text) => {
    expect(await core.call('explain.meaning', { text })).toBeNull();
  });

  it('can be shown before anything is chosen', async () => {
    await core.call('session.go', { screen: 'explain' });
    expect((await core.snapshot()).screen).toBe('explain');
  });
});
