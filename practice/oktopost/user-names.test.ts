import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseProfile } from '../profile';
import { person, startScim } from '../testing/oktopost';
import type { ScimUnderTest } from '../testing/oktopost';

let scim: ScimUnderTest;
beforeAll(async () => {
  scim = await startScim({ profile: parseProfile('userNames=any') });
});
afterAll(() => scim.practice.stop());

let count = 0;
/** A new user name that is not an email, and a different work email. */
function apart(): { userName: string; emails: [{ value: string; type: 'work'; primary: boolean }] } {
  count += 1;
  return {
    userName: `ada ${String(count)}`,
    emails: [{ value: `Ada.${String(count)}@acme.example`, type: 'work', primary: true }],
  };
}
const shown = async (id: string): Promise<Record<string, unknown>> =>
  (await scim.ask('GET', `/Users/${id}`)).body;
const found = async (filter: string): Promise<unknown> =>
  (await scim.ask('GET', `/Users?filter=${encodeURIComponent(filter)}`)).body['totalResults'];

describe('with userNames=any', () => {
  it.each([[true], [false], [undefined]])(
    'keeps name and work email as sent, primary: %s',
    async (primary) => {
      const { userName, emails } = apart();
      const sent = { ...emails[0], primary };
      const home = { value: 'home@acme.example', type: 'home', primary: primary !== true };
      const { id } = await scim.made({ userName, emails: [home, sent] });
      const user = await shown(id);
      expect([user['userName'], user['emails']]).toEqual([userName, [sent]]);
      expect(await found(`userName eq "${userName.toUpperCase()}"`)).toBe(1);
      expect(await found(`emails.value eq "${sent.value.toUpperCase()}"`)).toBe(1);
    },
  );

  it('takes the primary one of several work emails', async () => {
    const { userName, emails } = apart();
    const other = { value: 'second@acme.example', type: 'work' };
    const { id } = await scim.made({ userName, emails: [other, ...emails] });
    expect((await shown(id))['emails']).toEqual(emails);
  });

  it('derives the email from a user name that is one, else has none', async () => {
    const { userName } = apart();
    const email = `derived.${String(count)}@acme.example`;
    const derived = await scim.made({ userName: email });
    expect(derived['emails']).toEqual([{ value: email, type: 'work', primary: true }]);
    const none = await scim.made({ userName });
    expect(none).not.toHaveProperty('emails');
    expect(await found('emails.value eq ""')).toBe(0);
    const renamed = await scim.patch(derived.id, { op: 'replace', path: 'userName', value: `new.${email}` });
    expect(renamed.body).toMatchObject({ userName: `new.${email}`, emails: [{ value: `new.${email}` }] });
  });

  it('refuses a taken user name or email, in any case', async () => {
    const one = apart();
    await scim.made(one);
    const email = one.emails[0].value.toLowerCase();
    const two = await scim.made(apart());
    for (const taken of [
      { ...apart(), userName: one.userName.toUpperCase() },
      { ...apart(), emails: [{ value: email, type: 'work', primary: true }] },
      { userName: email },
    ]) {
      for (const [method, path] of [
        ['POST', '/Users'],
        ['PUT', `/Users/${two.id}`],
      ] as const) {
        const { status, body } = await scim.ask(method, path, person(taken));
        expect([status, body['scimType']]).toEqual([409, 'uniqueness']);
      }
    }
    expect(await shown(two.id)).toEqual(two);
  });

  it.each<[string, Record<string, unknown>]>([
    ['no userName', { userName: undefined }],
    ['a blank userName', { userName: ' ' }],
    ['a userName of 255 characters', { userName: 'a'.repeat(255) }],
    ['a work email that is none', { emails: [{ value: 'ada', type: 'work', primary: true }] }],
    ['a work email without value', { emails: [{ type: 'work' }] }],
    ['primary as text', { emails: [{ value: 'a@acme.example', type: 'work', primary: 'true' }] }],
    [
      'two primary work emails',
      { emails: ['a', 'b'].map((name) => ({ value: `${name}@acme.example`, type: 'work', primary: true })) },
    ],
  ])('refuses %s', async (_, wrong) => {
    const { status, body } = await scim.ask('POST', '/Users', person(wrong));
    expect([status, body['scimType']]).toEqual([400, 'invalidValue']);
  });

  it('patches user name and email independently', async () => {
    const { userName, emails } = apart();
    const { id } = await scim.made({ userName, emails });
    const named = await scim.patch(id, { op: 'replace', path: 'userName', value: `${userName} x` });
    expect(named.body).toMatchObject({ userName: `${userName} x`, emails });
    const value = `patched.${id}@acme.example`;
    const path = 'emails[type eq "work"].value';
    expect((await scim.patch(id, { op: 'replace', path, value })).body['emails']).toEqual([
      { value, type: 'work', primary: true },
    ]);
    const home = [{ value: 'home@acme.example', type: 'home' }];
    const secondary = { op: 'replace', path: 'emails[type eq "work"].primary', value: false };
    const added = await scim.patch(id, secondary, { op: 'add', path: 'emails', value: home });
    expect(added.body['emails']).toEqual([{ value, type: 'work', primary: false }]);
    expect((await scim.patch(id, { op: 'remove', path })).body).toMatchObject({ scimType: 'mutability' });
    await scim.patch(id, { op: 'remove', path: 'emails' });
    expect(await shown(id)).not.toHaveProperty('emails');
  });
});

describe('optional attributes', () => {
  it('match the schema', async () => {
    const { body } = await scim.ask('GET', '/Schemas/urn:ietf:params:scim:schemas:core:2.0:User');
    expect(body['attributes']).toMatchObject([
      { name: 'userName', required: true },
      { name: 'name', required: true },
      { name: 'emails', required: false },
      { name: 'active', required: false },
    ]);
  });

  it('can be removed: a user without active is active, and needs a licence', async () => {
    const small = await startScim({ licences: 3 });
    try {
      const { id, ...user } = await small.made({ active: false });
      expect((await small.ask('PUT', `/Users/${id}`, { ...user, active: undefined })).body['active']).toBe(
        false,
      );
      const gone = await small.patch(id, { op: 'remove', path: 'active' });
      expect(gone.status).toBe(200);
      expect(gone.body).not.toHaveProperty('active');
      expect((await small.ask('POST', '/Users', person())).status).toBe(403);
      await small.patch(id, { op: 'replace', path: 'active', value: false });
      await small.made();
      expect((await small.patch(id, { op: 'remove', path: 'active' })).status).toBe(403);
      const emails = await small.patch(id, { op: 'remove', path: 'emails' });
      expect(emails.body['emails']).toEqual(user['emails']);
    } finally {
      await small.practice.stop();
    }
  });
});
