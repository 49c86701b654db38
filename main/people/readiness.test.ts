import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readinessReasons } from '../../shared/people';
import { keyOf } from '../observe/name-key';
import type { Assignment, OktaPerson } from '../okta/types';
import type { ScimUser } from '../oktopost/types';
import { accountsOf } from './accounts';
import type { FoundPerson } from './person';
import { levelOf, readinessOf } from './readiness';
import type { ReadinessContext } from './readiness';

const person: OktaPerson = {
  userId: '00u1',
  login: 'ada@acme.example',
  email: 'ada@acme.example',
  givenName: 'Ada',
  familyName: 'Abbott',
  status: 'ACTIVE',
  source: 'OKTA',
  typeId: null,
};
const assignment: Assignment = {
  userName: 'ada@acme.example',
  externalId: '7',
  syncState: 'SYNCHRONIZED',
  status: 'PROVISIONED',
  scope: 'USER',
  givenName: 'Ada',
  familyName: 'Abbott',
  email: null,
};
const account: ScimUser = {
  id: '7',
  userName: 'ada@acme.example',
  givenName: 'Ada',
  familyName: 'Abbott',
  email: 'ada@acme.example',
  active: true,
  externalId: null,
  isAdmin: null,
};
const usual: ReadinessContext = { sharing: () => 1, accounts: accountsOf([]), hasMapping: () => true };
const found = (change: Partial<OktaPerson>, assigned: Partial<Assignment> | null = null): FoundPerson => {
  const who = { ...person, ...change };
  return {
    person: who,
    email: who.email,
    assignment: assigned === null ? null : { ...assignment, ...assigned },
  };
};
const withAccount = (change: Partial<ScimUser>): ReadinessContext => ({
  ...usual,
  accounts: accountsOf([{ ...account, ...change }]),
});

describe('readiness', () => {
  it('compares the email with the user name that the app integration gives, not with a login that it does not take', () => {
    const who = found({ login: 'ada' });
    expect(readinessOf(who, usual)).toEqual(['user-name-differs']);
    expect(readinessOf(who, { ...usual, userNameOf: ({ email }) => email })).toEqual([]);
    const named = found({}, { userName: 'ada', externalId: null, syncState: 'SYNCING' });
    expect(readinessOf(named, { ...usual, userNameOf: ({ email }) => email })).toEqual(['user-name-differs']);
  });

  it.each([
    ['nothing to say', found({}), usual, []],
    ['nobody in Okta', { person: null, email: 'x@acme.example', assignment: null }, usual, ['not-in-okta']],
    ['no given name', found({ givenName: ' ' }), usual, ['given-name-missing']],
    ['no family name', found({ familyName: '' }), usual, ['family-name-missing']],
    ['no email', found({ email: '' }), usual, ['email-missing']],
    ['no usable email', found({ email: 'ada', login: 'ada' }), usual, ['email-unusable']],
    [
      'an email with blanks',
      found({ email: 'ada@acme.example ' }),
      usual,
      ['email-unusable', 'user-name-case'],
    ],
    ['another login', found({ login: 'aabbott' }), usual, ['user-name-differs']],
    ['another case', found({ login: 'Ada@acme.example' }), usual, ['user-name-case']],
    ['a double', found({}), { ...usual, sharing: () => 2 }, ['double']],
    ['deactivated', found({ status: 'DEPROVISIONED' }), usual, ['deactivated']],
    ['suspended', found({ status: 'SUSPENDED' }), usual, ['suspended']],
    ['staged', found({ status: 'STAGED' }), usual, ['not-active']],
    ['a type without a mapping', found({}), { ...usual, hasMapping: () => false }, ['type-without-mapping']],
    ['a directory', found({ source: 'ACTIVE_DIRECTORY' }), usual, ['from-directory']],
    ['a heart in the name', found({ givenName: 'Ada ♥' }), usual, ['odd-characters']],
    ['an invisible character', found({ familyName: 'Ab\u200bbott' }), usual, ['odd-characters']],
    ['names of the world', found({ givenName: 'Zoë-Ann', familyName: "O'Brien 王 de la Vega" }), usual, []],
    ['an account of this name', found({}), withAccount({ userName: 'ADA@acme.example' }), ['at-oktopost']],
    ['an inactive account', found({}), withAccount({ active: false }), ['at-oktopost-inactive']],
    [
      'an account renamed',
      found({}),
      withAccount({ userName: 'ada.a@acme.example' }),
      ['at-oktopost-renamed'],
    ],
    ['provisioned', found({}, {}), withAccount({}), ['provisioned']],
    ['assigned too early', found({}, { externalId: null, syncState: 'DISABLED' }), usual, ['too-early']],
    ['being sent', found({}, { externalId: null, syncState: 'SYNCING' }), usual, []],
    ['in error', found({}, { externalId: null, syncState: 'ERROR' }), usual, ['in-error']],
    [
      'another user name in the app',
      found({}, { userName: 'aabbott' }),
      usual,
      ['provisioned', 'user-name-differs'],
    ],
  ] as const)('%s', (_, who, context, reasons) => {
    expect(new Set(readinessOf(who, context))).toEqual(new Set(reasons));
  });

  it('is green only where Oktopost was read, and as its worst reason else', () => {
    expect([levelOf([], true), levelOf([], false)]).toEqual(['green', 'unread']);
    expect([levelOf(['from-directory'], true), levelOf(['from-directory'], false)]).toEqual([
      'green',
      'unread',
    ]);
    expect([levelOf(['not-active'], true), levelOf(['not-active'], false)]).toEqual(['amber', 'amber']);
    expect(levelOf(['not-active', 'from-directory', 'suspended'], true)).toBe('red');
  });

  it('has the heaviest reason first, whatever is found first', () => {
    const who = found({ status: 'STAGED', source: 'LDAP', email: '' });
    expect(readinessOf({ ...who, email: 'ada@acme.example' }, usual)[0]).toBe('email-missing');
    const early = found({ status: 'STAGED' }, { syncState: 'ERROR' });
    const weights = readinessOf(early, { ...usual, hasMapping: () => false }).map(
      (why) => readinessReasons[why],
    );
    expect(weights).toEqual(weights.toSorted((a, b) => rank(a) - rank(b)));
    expect(new Set(weights).size).toBeGreaterThan(1);
  });

  it('looks for an account only of an email, and for odd characters in each part', () => {
    const blank = accountsOf([{ ...account, userName: '', email: null }]);
    const nameless = { ...found({ email: '' }), email: '' };
    expect(readinessOf(nameless, { ...usual, accounts: blank })).not.toContain('at-oktopost');
    for (const email of ['a..b@acme.example', '.ada@acme.example', 'ada.@acme.example', 'ädä@acme.example'])
      expect(readinessOf(found({ email, login: email }), usual)).toEqual(['odd-characters']);
    expect(readinessOf(found({}, { userName: null }), usual)).toContain('user-name-differs');
  });

  const anyPerson = fc.record({
    userId: fc.string(),
    login: fc.string(),
    email: fc.oneof(fc.emailAddress(), fc.string()),
    givenName: fc.string({ unit: 'grapheme' }),
    familyName: fc.string({ unit: 'grapheme' }),
    status: fc.constantFrom('ACTIVE', 'STAGED', 'SUSPENDED', 'DEPROVISIONED', '', 'NEW_ONE'),
    source: fc.constantFrom(null, 'OKTA', 'ACTIVE_DIRECTORY'),
    typeId: fc.constantFrom(null, 'oty1'),
  });

  it('green has no reason to act on, red has a red one, and the heaviest is first', () => {
    fc.assert(
      fc.property(anyPerson, (who) => {
        const reasons = readinessOf({ person: who, email: who.email, assignment: null }, usual);
        const level = levelOf(reasons, true);
        const weights = reasons.map((reason) => readinessReasons[reason]);
        expect(weights).toEqual([...weights].sort((a, b) => rank(a) - rank(b)));
        expect(level === 'green').toBe(weights.every((weight) => weight === 'note'));
        expect(level === 'red').toBe(weights[0] === 'red');
        expect(levelOf(reasons, false)).toBe(level === 'green' ? 'unread' : level);
        expect(new Set(reasons).size).toBe(reasons.length);
      }),
    );
  });

  it('case and spaces make no other mailbox, and nothing else makes the same', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.emailAddress(), (email, other) => {
        const key = keyOf(email);
        expect(key).toBe(email.toLowerCase());
        for (const same of [email.toUpperCase(), ` ${email}\u00a0`, email.split('').join('\u200b'), key])
          expect(keyOf(same)).toBe(key);
        expect(keyOf(other) === key).toBe(other.toLowerCase() === email.toLowerCase());
      }),
    );
  });
});

const rank = (weight: string): number => ['red', 'amber', 'note'].indexOf(weight);
