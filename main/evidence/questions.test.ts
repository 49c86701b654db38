import { describe, expect, it } from 'vitest';
import type { OktaConnection } from '../../shared/connection';
import { scopesFor } from '../../shared/okta-scopes';
import type { SettingId } from '../../shared/settings';
import { labelOf } from '../../shared/settings';
import type { Summary, SummarySetting } from '../../shared/summary';
import { connected } from '../../shared/testing/snapshots';
import { exampleSetting, exampleSummary } from '../../shared/testing/summary';
import type { Block, Cell } from '../export/document';
import type { Fact } from './facts';
import { accountsPage, leaversPage, privilegePage, testedPage } from './questions';

const setting = (id: SettingId, change: Partial<SummarySetting> = {}): SummarySetting => ({
  ...exampleSetting,
  setting: id,
  value: 'on',
  expected: 'on',
  ...change,
});
const fact = (change: Partial<Fact>): Fact => ({
  result: 'pass',
  what: 'Unassign Ana',
  leaves: 'inactive',
  expected: 'inactive',
  actual: 'still active',
  at: null,
  seconds: null,
  events: [],
  ...change,
});
const asked = (
  change: Partial<Summary> = {},
  facts: readonly Fact[] = [],
  okta: OktaConnection = connected,
) => ({
  summary: { ...exampleSummary, ...change },
  facts,
  okta,
});
/** The answers of a page by their questions, and how each is known. */
const answersOf = (blocks: readonly Block[]): Record<string, readonly Cell[]> =>
  Object.fromEntries(
    blocks.flatMap((block) =>
      block.kind === 'table'
        ? block.rows.map(([question, ...answer]) => [typeof question === 'string' ? question : '', answer])
        : [],
    ),
  );
const opening = ([first]: readonly Block[]): string => (first?.kind === 'text' ? first.text : '');

describe('who can create accounts', () => {
  const people = { assigned: 9, neverSent: 2, failed: 0 };
  it('says how many are assigned, and which of them stand out', () => {
    const of = (change: Partial<Summary>) => {
      const answers = answersOf(accountsPage(asked(change)));
      return ['', ', of these never sent', ', of these with a failed last push'].map(
        (part) => answers[`Assigned people${part}`]?.[0],
      );
    };
    expect(of({ people })).toEqual(['9', '2', '0']);
    // In error is who was not sent, and not all who are assigned.
    expect(of({ people: { ...people, failed: 1 } })).toEqual(['9', '2', { alert: 'in error:', text: '1' }]);
    expect(of({ people: { ...people, failed: null } })).toEqual(['9', '2', 'not noted']);
    expect(of({ people: null })).toEqual(['not read', undefined, undefined]);
  });

  it('says of groups that were not read so', () => {
    expect(answersOf(accountsPage(asked()))['Assigned groups']).toEqual(['not read', 'not read']);
  });

  it('has both settings by which Okta creates accounts, and what differs stands out', () => {
    const settings = [
      setting('connection.push-new-users'),
      setting('to-app.create', { value: 'off' }),
      setting('to-app.deactivate', { value: 'off' }),
    ];
    const page = accountsPage(asked({ settings, people }));
    expect(answersOf(page)).toMatchObject({
      [labelOf('connection.push-new-users')]: ['on', expect.stringContaining('read back')],
      [labelOf('to-app.create')]: [{ alert: 'differs:', text: 'off' }, expect.any(String)],
    });
    expect(opening(page)).toContain('not known to be on');
    const unknown = setting('to-app.create', { value: 'not known', known: { how: 'unknown' } });
    const rows = answersOf(accountsPage(asked({ settings: [unknown] })));
    expect(rows[labelOf('to-app.create')]?.[0]).toBe('not known');
    expect(rows[labelOf('connection.push-new-users')]?.[0]).toBe('not part of this set-up');
    const on = [setting('connection.push-new-users'), setting('to-app.create')];
    // A setting by which nobody is created does not count.
    const off = setting('to-app.deactivate', { value: 'off' });
    expect(opening(accountsPage(asked({ settings: [...on, off] })))).toMatch(/^By these settings/);
  });
});

describe('who removes those who leave', () => {
  it('rests on the one setting, where it is known to be on', () => {
    const of = (change: Partial<SummarySetting>, id: SettingId = 'to-app.deactivate') =>
      opening(leaversPage(asked({ settings: [setting('to-app.create'), setting(id, change)] })));
    const may = /^Whoever leaves may stay active/;
    expect(of({})).toMatch(/^By this setting Okta makes whoever is unassigned.* The account itself stays/);
    expect(of({ value: 'off' })).toMatch(may);
    expect(of({ known: { how: 'unknown' } })).toMatch(may);
    expect(of({}, 'to-app.update')).toMatch(may);
  });

  it('does not say that the account stays where it was seen deleted', () => {
    const said = opening(
      leaversPage(asked({ settings: [setting('to-app.deactivate')] }, [fact({ leaves: 'deleted' })])),
    );
    expect(said).toContain('the account was deleted');
    expect(said).not.toContain('stays');
  });

  it('says how fast each was seen inactive, what failed, and when nothing was tested', () => {
    const answers = answersOf(
      leaversPage(
        asked({}, [
          fact({ what: 'one', seconds: 42 }),
          fact({ what: 'two', seconds: 1 }),
          fact({ what: 'three', seconds: 0 }),
          fact({ what: 'four' }),
          fact({ what: 'five', result: 'fail', seconds: 4 }),
          fact({ what: 'six', result: 'not read' }),
          fact({ what: 'seven', leaves: null }),
          fact({ what: 'eight', leaves: 'deleted', seconds: 2 }),
        ]),
      ),
    );
    const { one, two, three, four, five, six, seven, eight } = answers;
    expect(one).toEqual(['seen inactive 42 seconds after it was written to Okta', 'tested, see tests.html']);
    expect(two?.[0]).toBe('seen inactive 1 second after it was written to Okta');
    expect(three?.[0]).toBe('seen inactive less than a second after it was written to Okta');
    expect(four?.[0]).toBe('seen inactive');
    expect(five?.[0]).toEqual({ alert: 'failed:', text: 'still active' });
    expect(six?.[0]).toEqual({ alert: 'not read:', text: 'still active' });
    expect(seven).toBeUndefined();
    expect(eight?.[0]).toBe('seen deleted 2 seconds after it was written to Okta');
    const untested = 'Whether it works, and how fast';
    expect(answers[untested]).toBeUndefined();
    expect(answersOf(leaversPage(asked({}, [fact({ leaves: null })])))[untested]?.[0]).toBe('not tested');
  });
});

it('of the pre-built app, who creates accounts follows from its API integration, not from a box that it has not', () => {
  const settings = [
    setting('api-integration', { value: 'enabled', expected: 'enabled' }),
    setting('to-app.create'),
  ];
  const page = accountsPage(asked({ destination: 'admin-application', region: 'us', settings }));
  const rows = answersOf(page);
  expect(rows[labelOf('api-integration')]?.[0]).toBe('enabled');
  expect(rows[labelOf('connection.push-new-users')]).toBeUndefined();
});

describe('whether least privilege is used', () => {
  const session = connected.state === 'connected' ? connected : expect.fail('it is not connected');
  const of = (okta: OktaConnection, by: string | null = 'it@acme.example') =>
    answersOf(privilegePage(asked({ by }, [], okta)));

  it('says how its own credential is taken away', () => {
    const said = (okta: OktaConnection): string => JSON.stringify(privilegePage(asked({}, [], okta)));
    expect(said(connected)).toContain('Security > API > Tokens');
    const token = { status: 'service-app', clientId: '0oaClient', bound: false, missing: null } as const;
    expect(said({ ...session, token })).toContain('A service app that is not needed any more is deactivated');
    expect(said({ ...session, token })).not.toContain('API token');
  });

  it('says what the assistant signed in with, as whom, and with which roles', () => {
    expect(of(connected)).toMatchObject({
      'The assistant signed in with': ['an API token, which has every right of its owner', 'read from Okta'],
      As: ['it@acme.example', 'read from Okta'],
      Roles: ['Super Administrator', 'read from Okta'],
    });
    const beyond = 'Roles that may do more than this set-up needs';
    expect(of(connected)[beyond]?.[0]).toEqual({ alert: 'more than needed:', text: 'Super Administrator' });
    const custom = of({ ...session, roles: ['CUSTOM'] });
    expect([custom['Roles']?.[0], custom[beyond]?.[0]]).toEqual([
      'Custom role',
      'none among the standard roles',
    ]);
    expect(of({ ...session, roles: [] })['Roles']?.[0]).toBe('none of its own; groups may add some');
    const unsaid = of({ ...session, roles: null }, null);
    expect([unsaid['As']?.[1], unsaid['Roles']?.[1]]).toEqual(['not read', 'not read']);
    expect([unsaid['As'], unsaid['Roles'], unsaid[beyond]].map((row) => row?.[0])).toEqual([
      'not reported',
      'not reported',
      'not known',
    ]);
  });

  it('names a service app, its roles and the scopes that Okta granted, and whether its access tokens are bound to a key', () => {
    type Lacking = { scope: string; needed: boolean; without: string }[] | null;
    const serviceApp = (bound: boolean, missing: Lacking, roles: string[] | null = null) =>
      of({ ...session, roles, token: { status: 'service-app', clientId: '0oa9', missing, bound } }, null);
    const name = 'The assistant signed in with';
    expect(serviceApp(false, [])[name]).toEqual(['a service app, 0oa9', 'read from Okta']);
    expect(serviceApp(true, [])[name]?.[0]).toBe(
      'a service app, 0oa9; access tokens are bound to a key (DPoP)',
    );
    expect(serviceApp(true, [])['As']).toEqual([
      'nobody: a service app signs in as itself',
      'how the assistant signs in',
    ]);
    expect(serviceApp(true, [])['Roles']).toEqual(['not reported', 'not read']);
    expect(serviceApp(true, [], ['APP_ADMIN'])['Roles']?.[1]).toBe('read from Okta');
    const scopes = scopesFor('custom').map(({ scope }) => scope);
    const logs = 'okta.logs.read';
    const lacking = serviceApp(true, [{ scope: logs, needed: false, without: 'x' }]);
    expect(lacking['Scopes that Okta granted']?.[0]).toBe(
      `${scopes.filter((scope) => scope !== logs).join(', ')}; not ${logs}`,
    );
    expect(serviceApp(true, null)['Scopes']).toEqual([
      `asked for, not known to be granted: ${scopes.join(', ')}`,
      'not read',
    ]);
    expect(of(connected)['Scopes that Okta granted']).toBeUndefined();
  });

  it('says that nothing is connected now', () => {
    expect(of({ state: 'token-needed' })['The assistant signed in with']).toEqual([
      'not connected now',
      'not read',
    ]);
  });
});

it('counts how much was tested, by the result; what failed or was stopped stands out', () => {
  const facts = (['pass', 'pass', 'seen', 'stated', 'fail', 'stopped', 'not read'] as const).map((result) =>
    fact({ result }),
  );
  const counts = (of: readonly Fact[]): unknown =>
    Object.entries(answersOf(testedPage(asked({}, of)))).map(([question, [answer]]) => [question, answer]);
  expect(counts(facts)).toEqual([
    ['Facts that were tested', '7'],
    ['Passed', '2'],
    ['Seen by an admin', '1'],
    ['Stated by an admin', '1'],
    ['Failed', { alert: 'failed:', text: '1' }],
    ['Stopped', { alert: 'stopped:', text: '1' }],
    ['Not read', '1'],
  ]);
  expect(counts([])).toEqual([
    ['Facts that were tested', '0'],
    ['Passed', '0'],
    ['Seen by an admin', '0'],
    ['Stated by an admin', '0'],
    ['Failed', '0'],
    ['Stopped', '0'],
    ['Not read', '0'],
  ]);
});
