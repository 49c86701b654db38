import { afterEach, describe, expect, it } from 'vitest';
import { parseProfile } from '../profile';
import { startScim } from '../testing/oktopost';
import type { ScimUnderTest } from '../testing/oktopost';

describe('the variants of the practice Oktopost', () => {
  let scim: ScimUnderTest | null = null;
  afterEach(async () => {
    await scim?.practice.stop();
    scim = null;
  });

  async function start(profile: string) {
    const started = (scim = await startScim({ profile: parseProfile(profile) }));
    const count = async (userName: string): Promise<unknown> => {
      const filter = encodeURIComponent(`userName eq "${userName}"`);
      return (await started.ask('GET', `/Users?filter=${filter}`)).body['totalResults'];
    };
    return { ...started, count };
  }

  it('oktopostSearch=case-sensitive compares letter by letter', async () => {
    const { made, count } = await start('oktopostSearch=case-sensitive');
    const { userName } = await made({ userName: 'ada@acme.example' });
    expect(await count(String(userName))).toBe(1);
    expect(await count('Ada@acme.example')).toBe(0);
  });

  it('oktopostSearch=ignores-filter answers with everybody', async () => {
    const { ask, count } = await start('oktopostSearch=ignores-filter');
    expect(await count('nobody@acme.example')).toBe((await ask('GET', '/Users')).body['totalResults']);
  });

  it('oktopostValues=loose writes booleans as text and emails without a type, and takes them back', async () => {
    const { ask, made } = await start('oktopostValues=loose');
    const { id } = await made({ userName: 'ada@acme.example' });
    const { body } = await ask('GET', `/Users/${id}`);
    expect(body).toMatchObject({ active: 'true', emails: [{ value: 'ada@acme.example', primary: true }] });
    expect(body['emails']).not.toContainEqual(expect.objectContaining({ type: 'work' }));
    const { status } = await ask('PUT', `/Users/${id}`, { ...body, active: 'false' });
    expect(status).toBe(200);
    expect((await ask('GET', `/Users/${id}`)).body['active']).toBe('false');
  });
});
