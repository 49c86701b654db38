import { describe, expect, it } from 'vitest';
import type { App, User } from '../okta/types';
import { appWith, mappingWith, userWith } from '../testing/okta-objects';
import { overriddenUserName, userFindings } from './pane-user';

type Parts = Parameters<typeof userFindings>[0];
const linesOf = (parts: Partial<Parts>): string[] =>
  userFindings({ user: userWith(), app: appWith(), groups: [], mapping: undefined, ...parts }).map(
    ({ level, text, next }) => `${level}: ${text} ${next ?? ''}`.trim(),
  );
const notOk = (parts: Partial<Parts>): string[] => linesOf(parts).filter((line) => !line.startsWith('ok: '));
const format = (template: string): App =>
  appWith({ userNameTemplate: { template, type: 'BUILT_IN', pushStatus: null } });

describe('the person whom a test assigns', () => {
  it('is well where they are active, have both names, and are called as their email', () => {
    expect(notOk({})).toEqual([]);
  });

  it.each<[string, Partial<User>, RegExp[]]>([
    ['staged', { status: 'STAGED' }, [/^warn: .*“Staged”, not “Active”/]],
    ['waiting for a new password', { status: 'RECOVERY' }, [/^warn: .*“Password reset”/]],
    ['suspended', { status: 'SUSPENDED' }, [/^block: .*“Suspended”.*does not provision/]],
    ['deactivated', { status: 'DEPROVISIONED' }, [/^block: .*does not provision/]],
    ['of no status', { status: '' }, [/^block: /]],
    ['without a first name', { givenName: ' ' }, [/^block: The first name is empty/]],
    ['without a last name', { familyName: '' }, [/^block: The last name is empty/]],
    ['without any name', { givenName: '', familyName: '' }, [/^block: The first name and the last name is/]],
    ['without an email', { email: ' ' }, [/^block: The user has no email in Okta.*blank/]],
    ['without a usable email', { email: 'ana' }, [/^block: The user has no usable email/]],
    ['with another login', { login: 'ana' }, [/^warn: The Okta user name is ana, the email is ana\.silva@/]],
    ['from nobody knows where', { source: null }, [/^unknown: Okta does not show where/]],
  ])('is told of where they are %s', (_what, user, expected) => {
    expect(notOk({ user: userWith(user) })).toEqual(
      expected.map((text): unknown => expect.stringMatching(text)),
    );
  });

  it('says who may overwrite names and email', () => {
    const said = (source: string) => linesOf({ user: userWith({ source }) }).join('\n');
    expect(said('OKTA')).toContain('no directory overwrites it');
    expect(said('ACTIVE_DIRECTORY')).toContain('comes from ACTIVE_DIRECTORY: change names and email there');
  });

  it.each<[string[] | null, string]>([
    [null, 'unknown: Groups: this token may not read them.'],
    [[], 'ok: Groups: none.'],
    [['A', 'B'], 'ok: Groups: A, B.'],
    ['ABCDEFGH'.split(''), 'ok: Groups: A, B, C, D, E, F, G, H.'],
    ['ABCDEFGHIJ'.split(''), 'ok: Groups: A, B, C, D, E, F, G, H and 2 more.'],
  ])('of the groups %j says %s', (groups, expected) => {
    expect(linesOf({ groups }).at(-1)).toContain(expected);
  });

  it.each<[string, Partial<User>, RegExp]>([
    ['${source.email}', { login: 'ana' }, /^ok: .*gives ana\.silva@acme\.example/],
    ['${source.login}', {}, /^ok: .*gives ana\.silva@acme\.example/],
    ['${source.login}', { login: 'ana' }, /^warn: .*would send ana, and Oktopost asks for the email/],
    ['${fn:substringBefore(source.email, "@")}', {}, /^warn: .*would send ana\.silva, and/],
    ['${fn:substringBefore(source.login, "@")}', { login: 'ana@x' }, /^warn: .*would send ana, and/],
    ['${source.custom}', {}, /^warn: .*is not worked out here/],
  ])('by the format %s', (template, user, expected) => {
    const lines = linesOf({ app: format(template), user: userWith(user) });
    expect(lines.filter((line) => line.includes('Application username format'))).toEqual([
      expect.stringMatching(expected),
    ]);
  });

  it('is not said to be called as a format that Okta does not show', () => {
    for (const app of [null, appWith()])
      expect(linesOf({ app }).join('\n')).not.toContain('Application username format');
  });
});

describe('a row for userName in the mapping', () => {
  const override = mappingWith({ userName: 'user.department' });

  it('is told of instead of the user name where it does not give the email', () => {
    const lines = notOk({ mapping: override, user: userWith({ login: 'ana' }) });
    expect(lines).toEqual([expect.stringMatching(/^warn: The mapping has a row for userName: user\.dep/)]);
  });

  it('does not hide an email that blocks', () => {
    expect(notOk({ mapping: override, user: userWith({ email: '' }) })).toEqual([
      expect.stringMatching(/^block: The user has no email/),
    ]);
  });

  it.each(['user.email', ' source.email '])('is as good as none where it is %j', (expression) => {
    expect(overriddenUserName(mappingWith({ userName: expression }))).toBeNull();
  });

  it('is none where there is no mapping, or no such row', () => {
    expect(overriddenUserName(undefined)).toBeNull();
    expect(overriddenUserName(mappingWith({ givenName: 'user.firstName' }))).toBeNull();
  });
});
