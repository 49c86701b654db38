import { describe, expect, it } from 'vitest';
import { parseExpression } from './expression';

const person = {
  status: 'ACTIVE',
  lastUpdated: '2026-03-01T00:00:00.000Z',
  profile: { lastName: 'Brontë "Bell"', title: '', age: 30, isAdmin: true },
  groups: [{ id: '00g1' }, { id: '00g2' }],
};
const finds = (text: string): boolean => parseExpression(text)(person);

describe('a filter or search expression', () => {
  it.each([
    'status eq "active"',
    'STATUS EQ "x" or status EQ "ACTIVE"',
    'status ne "STAGED"',
    'profile.lastName sw "bron"',
    'profile.lastName co "ontë"',
    'profile.lastName eq "brontë \\"bell\\""',
    'profile.lastName pr',
    'groups.id eq "00g2"',
    'profile.isAdmin eq true',
    'profile.age eq 30',
    'lastUpdated gt "2026-02-28"',
    'lastUpdated ge "2026-03-01T00:00:00.000Z"',
    'lastUpdated lt "2026-03-02"',
    'lastUpdated le "2026-03-01T00:00:00.000Z"',
    'status eq "x" or status eq "y" or status eq "ACTIVE"',
    'status eq "ACTIVE" or status eq "x" and status eq "y"',
    '(status eq "x" or status eq "ACTIVE") and (profile.lastName pr) ',
    `${'('.repeat(50)}status pr${')'.repeat(50)}`,
    Array.from({ length: 60 }, () => '(status pr)').join(' and '),
  ])('finds by %s', (text) => {
    expect(finds(text)).toBe(true);
  });

  it.each([
    'status eq "STAGED"',
    'status ne "ACTIVE"',
    'profile.lastName sw "ontë"',
    'profile.lastName co "x"',
    'profile.title pr',
    'profile.nothing pr',
    'profile pr',
    'groups.id eq "00g3"',
    'lastUpdated gt "2026-03-01T00:00:00.000Z"',
    'lastUpdated ge "2026-03-02"',
    'lastUpdated lt "2026-03-01T00:00:00.000Z"',
    'lastUpdated le "2026-02-28"',
    'status eq "ACTIVE" and status eq "x"',
    'status eq "x" and status eq "ACTIVE"',
    '(status eq "ACTIVE" or status eq "x") and status eq "y"',
  ])('finds nothing by %s', (text) => {
    expect(finds(text)).toBe(false);
  });

  it.each([
    '',
    'status',
    'status eq',
    'status "eq" "ACTIVE"',
    '"status" eq "ACTIVE"',
    'status has "ACTIVE"',
    'status eq (',
    'status eq ACTIVE',
    'status eq "ACTIVE" status',
    'status eq "ACTIVE" xor status pr',
    'status pr and',
    '(status pr',
    'status pr)',
    '(status pr or',
    '(status pr"',
    'status eq "open',
    `${'('.repeat(51)}status pr${')'.repeat(51)}`,
  ])('is refused: %s', (text) => {
    expect(() => parseExpression(text)).toThrow(
      expect.objectContaining({ status: 400, errorCode: 'E0000001' }),
    );
  });

  it('is refused by a property that the list is not filtered by, wherever it stands', () => {
    expect(parseExpression('status pr', ['status'])(person)).toBe(true);
    for (const text of ['id pr', 'status pr and id pr', 'status pr or (id eq "x")'])
      expect(() => parseExpression(text, ['status'])).toThrow('Api validation failed');
  });
});
