import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OktopostUser } from '../world/state';
import { parseFilter } from './filter';
import { ScimError } from './scim-message';
import { anyCharacter } from '../../shared/testing/text';

const user = (userName: string, more: Partial<OktopostUser> = {}): OktopostUser => ({
  id: 'adv1',
  userName,
  givenName: 'Ada',
  familyName: 'Berger',
  active: true,
  externalId: '00u1',
  created: '',
  lastModified: '',
  ...more,
});
const ada = user('Ada@Acme.example');

describe('a filter', () => {
  it.each([
    ['userName eq "ada@acme.example"', true],
    ['USERNAME EQ "ADA@ACME.EXAMPLE"', true],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ada@acme.example"', true],
    ['  userName   eq "ada@acme.example"  ', true],
    ['userName eq "eda@acme.example"', false],
    ['emails.value eq "ada@acme.example"', true],
    ['emails[type eq "work"].value eq "ada@acme.example"', true],
    ['name.familyName eq "berger"', true],
    ['id eq "adv1"', true],
    ['id eq "ADV1"', false],
    ['externalId eq "00u1"', true],
    ['externalId eq "00U1"', false],
    ['active eq true', true],
    ['active eq false', false],
    ['userName eq "ada@acme.example" and active eq true', true],
    ['userName eq "ada@acme.example" AND active eq false and id eq "adv1"', false],
  ])('%s: %s', (filter, expected) => {
    expect(parseFilter(filter).passes(ada)).toBe(expected);
  });

  it.each([
    '',
    ' ',
    'userName',
    'userName eq',
    'userName eq ada@acme.example',
    'userName eq "ada',
    'userName eq "a" or id eq "b"',
    'userName eq "a" and',
    'userName eq "a"and id eq "b"',
    'and userName eq "a"',
    'not (userName eq "a")',
    '(userName eq "a")',
    'userName pr',
    'userName sw "a"',
    'userName ne "a"',
    'title eq "a"',
    'constructor eq "a"',
    'userName eq 1',
    'userName eq true',
    'userName eq null',
    'active eq "true"',
    'emails[type eq "home"].value eq "a"',
    'userName eq "\\x"',
  ])('refuses %j', (filter) => {
    expect(() => parseFilter(filter)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidFilter' }),
    );
  });

  it('finds exactly the user of that name, whatever characters it has', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), fc.string({ unit: 'binary' }), (name, other) => {
        const found = parseFilter(`userName eq ${JSON.stringify(name)}`).passes;
        expect(found(user(name))).toBe(true);
        expect(found(user(name.toUpperCase().toLowerCase()))).toBe(
          name.toUpperCase().toLowerCase().toLowerCase() === name.toLowerCase(),
        );
        expect(found(user(other))).toBe(other.toLowerCase() === name.toLowerCase());
      }),
    );
  });

  it('either parses or refuses any text, in linear time', () => {
    const piece = fc.constantFrom(
      'userName',
      'active',
      ' ',
      'eq',
      'and',
      '"a"',
      '"',
      '\\',
      '(',
      'true',
      '[',
      ']',
      '.value',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 200 }).map((parts) => parts.join(' ')),
        ),
        (filter) => {
          try {
            expect(typeof parseFilter(filter).passes(ada)).toBe('boolean');
          } catch (error) {
            expect(error).toBeInstanceOf(ScimError);
          }
        },
      ),
    );
  });
});
