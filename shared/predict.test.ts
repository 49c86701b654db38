import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedAttributes, predictScimBody } from './predict';
import type { PredictInput } from './predict';

const kept = [
  { name: 'givenName', expression: 'user.firstName' },
  { name: 'familyName', expression: 'user.lastName' },
];
const withEmail = [...kept, { name: 'email', expression: 'user.email' }];
const ana: PredictInput = {
  oktaUserId: '00uana',
  userName: 'ana@acme.com',
  mapping: withEmail,
  user: {
    login: 'ana@acme.com',
    email: 'ana@acme.com',
    firstName: 'Ana',
    lastName: 'Silva',
    age: 40,
    nick: 'A',
  },
};
const mapped = (name: string, expression: string): PredictInput => ({
  ...ana,
  mapping: [...kept.filter((row) => row.name !== name), { name, expression }],
});

describe('the body that Okta will send', () => {
  it('is that of the facts, in their order of fields', () => {
    expect(JSON.stringify(predictScimBody(ana))).toBe(
      JSON.stringify({
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: 'ana@acme.com',
        name: { givenName: 'Ana', familyName: 'Silva' },
        emails: [{ primary: true, value: 'ana@acme.com', type: 'work' }],
        externalId: '00uana',
        groups: [],
        password: '(8 random characters, made by Okta)',
        active: true,
      }),
    );
  });

  it('leaves out what is unmapped', () => {
    expect(predictScimBody({ ...ana, mapping: kept })).not.toHaveProperty('emails');
    expect(predictScimBody({ ...ana, mapping: [] })).not.toHaveProperty('name');
  });

  it('leaves out what is empty in Okta, or mapped to nothing', () => {
    const noLastName = { ...ana, user: { ...ana.user, lastName: '' } };
    expect(predictScimBody(noLastName).name).toEqual({ givenName: 'Ana' });
    expect(
      predictScimBody({ ...noLastName, user: { ...noLastName.user, firstName: '' } }),
    ).not.toHaveProperty('name');
    expect(predictScimBody(mapped('givenName', 'user.nothing')).name).toEqual({ familyName: 'Silva' });
    expect(predictScimBody(mapped('givenName', ' ')).name).toEqual({ familyName: 'Silva' });
  });

  it('reads any attribute of the profile', () => {
    expect(predictScimBody(mapped('givenName', ' user.nick ')).name?.givenName).toBe('A');
    expect(predictScimBody(mapped('email', 'user.login')).emails?.[0]?.value).toBe('ana@acme.com');
  });

  it.each([
    'String.toUpperCase(user.firstName)',
    'user.firstName + "x"',
    '"Ana"',
    'appuser.x',
    'user.age',
    'user.a.b',
  ])('does not pretend to know the outcome of %s', (expression) => {
    const body = predictScimBody(mapped('givenName', expression));
    expect(body.name?.givenName).toEqual({ cannotBePredicted: expression });
    expect(expectedAttributes(body).map(({ attribute }) => attribute)).not.toContain('name.givenName');
  });

  it.each(['toString', 'constructor', '__proto__'])('knows no attribute user.%s', (name) => {
    expect(predictScimBody(mapped('givenName', `user.${name}`)).name).toEqual({ familyName: 'Silva' });
  });
});

describe('the rows of the comparison', () => {
  it('are what is sent', () => {
    expect(expectedAttributes(predictScimBody(ana))).toEqual([
      { attribute: 'userName', expected: 'ana@acme.com' },
      { attribute: 'name.givenName', expected: 'Ana' },
      { attribute: 'name.familyName', expected: 'Silva' },
      { attribute: 'emails[work]', expected: 'ana@acme.com' },
      { attribute: 'active', expected: 'true' },
    ]);
  });

  const text = fc.string();
  const input = fc.record({
    oktaUserId: text,
    userName: text,
    mapping: fc.array(
      fc.record({
        name: fc.constantFrom('givenName', 'familyName', 'email', 'title'),
        expression: fc.oneof(
          text,
          fc.constantFrom('user.firstName', 'user.lastName', 'user.email', 'user.login'),
        ),
      }),
    ),
    user: fc
      .tuple(
        fc.dictionary(text, fc.anything()),
        fc.record({ login: text, email: text, firstName: text, lastName: text }),
      )
      .map(([extra, user]) => Object.assign(extra, user)),
  });

  it('hold only values of the body; the body holds nothing empty', () => {
    fc.assert(
      fc.property(input, (given) => {
        const body = predictScimBody(given);
        const sent = [body.name?.givenName, body.name?.familyName, body.emails?.[0]?.value];
        expect(sent).not.toContain('');
        expect(sent).not.toContain(null);
        const rows = expectedAttributes(body);
        expect(rows[0]).toEqual({ attribute: 'userName', expected: given.userName });
        expect(rows.at(-1)).toEqual({ attribute: 'active', expected: 'true' });
        expect(rows.length - 2).toBe(sent.filter((value) => typeof value === 'string').length);
        for (const { expected } of rows.slice(1, -1)) expect(Object.values(given.user)).toContain(expected);
      }),
    );
  });
});
