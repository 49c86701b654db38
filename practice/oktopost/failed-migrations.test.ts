import { expect, it } from 'vitest';
import { failedMigrationsCsv } from './failed-migrations';

it('quotes CSV values, and escapes formulas', () => {
  const row = (email: string, reason: string) => ({ at: '2026-01-02T03:04:05.678Z', email, reason });
  const { body } = failedMigrationsCsv({
    licences: 1,
    users: {},
    tokens: {},
    failedMigrations: [row('a@b.example', 'one, "two"\nthree'), row('=cmd()', '-1')],
  });
  expect(body).toBe(
    'Email,Date,Error\r\n' +
      'a@b.example,2026-01-02T03:04:05.678Z,"one, ""two""\nthree"\r\n' +
      "'=cmd(),2026-01-02T03:04:05.678Z,'-1\r\n",
  );
});
