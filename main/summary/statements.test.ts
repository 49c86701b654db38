import { expect, it } from 'vitest';
import { accountStatement } from '../../shared/left-to-do';
import { at } from '../../shared/testing/time';
import { ana } from '../../shared/testing/test-user';
import { noTest } from '../../shared/verification';
import { olderTokensStatement } from '../storage/older-tokens';
import { newSession } from '../storage/session';
import { statedOf, taskStatement } from './statements';

const session = { ...newSession(), test: { ...noTest, user: ana } };
const wordsOf = (id: string) =>
  statedOf({ ...session, statements: [{ id, by: null, at }] }, [])[0]?.text ?? '';

it.each([
  ['how many people keep their user name', taskStatement('user-names', 2), taskStatement('user-names', 3)],
  ['how many people were never sent', 'never-sent=1', 'never-sent=2'],
  ['whose account is active', accountStatement(ana.id), accountStatement('00u2')],
  [
    'whose account is inactive',
    taskStatement('unassigned-account', ana.id),
    taskStatement('unassigned-account', '00u2'),
  ],
  [
    'which tokens are revoked',
    olderTokensStatement('2026-11-24T10:00:00.000Z'),
    olderTokensStatement('2026-11-25T10:00:00.000Z'),
  ],
])('a statement says %s', (_what, one, another) => {
  expect(wordsOf(one)).not.toBe('');
  expect(wordsOf(one)).not.toBe(wordsOf(another));
});

it('a statement names a user of a test by their login, one and more people by their number', () => {
  expect(wordsOf(accountStatement(ana.id))).toBe(
    `The account of ${ana.login} is active in Oktopost, under its user name and with the right name.`,
  );
  expect(wordsOf('user-names=1')).toBe('One person whose user name is not the email stays as they are.');
  expect(wordsOf('user-names=1200')).toMatch(/^1,200 people whose /);
});
