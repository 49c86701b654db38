import { expect, it } from 'vitest';
import { noLifeCycle } from '../../shared/life-cycle';
import { exampleSetting, exampleSummary } from '../../shared/testing/summary';
import { connected } from '../../shared/testing/snapshots';
import type { Summary } from '../../shared/summary';
import type { Cell } from '../export/document';
import { statedBlocks } from '../summary/document';
import { journalVersion } from '../storage/journal-entry';
import type { JournalEntry } from '../storage/journal-entry';
import { newSession } from '../storage/session';
import type { Session } from '../storage/session';
import { exampleUserTest } from '../testing/user-test';
import { notKeptBlocks, testsNotKept } from './not-kept';
import type { NotKept } from './not-kept';
import { evidencePages, firstPage } from './pages';
import { accountsPage } from './questions';
import type { Page } from './pages';

const pagesOf = (destination: 'board' | 'admin-application'): Page[] =>
  evidencePages({
    summary: { ...exampleSummary, destination, region: 'us' },
    session: newSession(),
    entries: [],
    okta: connected,
    people: new Map(),
    rings: [],
  });
const textOf = (pages: readonly Page[], name: string): string =>
  JSON.stringify(pages.find((page) => page.name === name)?.document.blocks);

it('says on its first page when the way is not in Oktopost’s article', () => {
  const of = (region: 'us' | 'eu'): string => {
    const summary = { ...exampleSummary, destination: 'admin-application', region } as const;
    const parts = {
      summary,
      session: newSession(),
      entries: [],
      okta: connected,
      people: new Map(),
      rings: [],
    };
    return JSON.stringify(firstPage(parts, []).blocks);
  };
  expect(of('eu')).toContain('this way is not in Oktopost’s article');
  expect(of('us')).not.toContain('article');
});

it('counts what came of a new SCIM token among what was tested', () => {
  const sent = { eventId: 'event-9', at: '2026-11-24T02:00:00.000Z', who: 'kmori', failed: 'Unauthorized' };
  const { tokenChange, ...session } = newSession();
  const pasted = { by: null, at: '2026-11-24T01:00:00.000Z', after: null };
  const pages = evidencePages({
    summary: exampleSummary,
    session: { ...session, tokenChange: { ...tokenChange, pasted, sent } },
    ...{ entries: [], okta: connected, people: new Map(), rings: [] },
  });
  expect(textOf(pages, 'tests')).toMatch(/FAIL.*What Okta sends since the SCIM token.*Unauthorized.*event-9/);
  expect(textOf(pages, 'what-was-tested')).toContain('{"alert":"failed:","text":"1"}');
});

it('describes each page by what it answers', () => {
  const described = pagesOf('board').map(({ about, document: { title } }) => `${title}: ${about}`);
  expect(described).toEqual([
    'Oktopost in Okta: Every setting, and how it is known.',
    'What the assistant wrote to Okta: Each change of an approved plan that was begun, by whom and when; before, after, request.',
    'What was tested: Numbered facts: what was sent, what came back, when.',
    'What stays manual: What Okta does not show or do by itself, and what is left to do.',
    'Who can create accounts?: Who gets an account at Oktopost, and by whom.',
    'Who removes those who leave, and how fast?: What makes leavers inactive at Oktopost, and how long it took.',
    'Is least privilege used?: What the assistant signed in with, and what that may do.',
    'How much was tested?: Tests by their result.',
  ]);
});

it('speaks of a SCIM token only where the app has one, and of the consent at Oktopost where it has that', () => {
  const [board, admin] = [pagesOf('board'), pagesOf('admin-application')];
  for (const name of ['who-creates-accounts', 'least-privilege']) {
    expect(textOf(board, name)).toContain('SCIM token');
    expect(textOf(admin, name)).not.toContain('SCIM token');
  }
  expect(textOf(board, 'by-hand')).not.toContain('consent');
  expect(textOf(board, 'by-hand')).toContain('From now on');
  expect(textOf(admin, 'by-hand')).toContain('consent');
});

it('says of life-cycle tests of which only the journal tells that they are missing', () => {
  const user = {
    id: null,
    marker: '',
    familyName: '',
    givenName: '',
    email: 'old@acme.example',
    changedGivenName: '',
    changedEmail: '',
  };
  const entry = {
    version: journalVersion,
    kind: 'intent',
    at: '2026-11-24T02:00:00.000Z',
    runId: 'run-1',
    setupId: 'set-up-1',
    changeId: 'create-life-cycle-user',
    title: 'Create the Okta user',
    details: { lifeCycleUser: user },
    origin: 'local',
  } as const;
  const missing = (session: Partial<Session>): NotKept =>
    testsNotKept([entry], { ...newSession(), ...session });
  expect(missing({}).lives).toBe(1);
  expect(missing({ earlierLives: [{ ...noLifeCycle, user }] }).lives).toBe(0);
  expect(missing({ lifeCycle: { ...noLifeCycle, user } }).lives).toBe(0);
});

it('says of tests of one user of which only the journal tells that they are missing', () => {
  const entries = ['run-1', 'run-2'].map((runId): JournalEntry => ({
    version: journalVersion,
    kind: 'intent',
    at: '2026-11-24T02:00:00.000Z',
    runId,
    setupId: 'set-up-1',
    changeId: 'assign',
    title: 'Assign Ana',
    details: { userId: '00u1' },
    origin: 'local',
  }));
  const missing = (session: Partial<Session>): number =>
    testsNotKept(entries, { ...newSession(), ...session }).userTests;
  expect(missing({})).toBe(2);
  expect(missing({ earlierTests: [exampleUserTest] })).toBe(1);
  expect(missing({ earlierTests: [exampleUserTest, exampleUserTest, exampleUserTest] })).toBe(0);
});

it.each([
  [{ lives: 1, userTests: 0 }, '1 older life-cycle test'],
  [{ lives: 0, userTests: 2 }, '2 older tests of one user'],
  [{ lives: 2, userTests: 1 }, '1 older test of one user and 2 older life-cycle tests'],
])('names %j', (notKept, named) => {
  expect(notKeptBlocks(notKept)).toMatchObject([
    { text: expect.stringMatching(`^Not among them: ${named}, of`) },
  ]);
  expect(notKeptBlocks({ lives: 0, userTests: 0 })).toEqual([]);
});

it('lists all that was only stated, the settings of a step too', () => {
  const stated = { how: 'stated', by: 'it@acme.example', at: '2026-11-24T02:00:00.000Z' } as const;
  const setting = {
    ...exampleSetting,
    setting: 'connection.push-profile-updates',
    value: 'on',
    expected: 'on',
  } as const;
  const summary = {
    ...exampleSummary,
    settings: [{ ...setting, known: stated }],
    stated: [
      { id: 'require-sso=', text: '“Require SSO” is decided.', by: null, at: stated.at },
      {
        id: 'setting:connection.push-profile-updates=on',
        text: 'Push Profile Updates: on',
        by: stated.by,
        at: stated.at,
      },
    ],
  };
  const rowsOf = (stating: Summary): readonly (readonly Cell[])[] =>
    statedBlocks(stating).flatMap((block) => (block.kind === 'table' ? block.rows : []));
  const row = ['Push Profile Updates: on', stated.by, '2026-11-24 02:00 UTC'];
  expect(rowsOf({ ...summary, stated: [] })).toEqual([row]);
  expect(rowsOf(summary)).toEqual([['“Require SSO” is decided.', 'an admin', '2026-11-24 02:00 UTC'], row]);
});

it('lists what an admin stated of sign-ins, and what Okta shows of them', () => {
  const check = {
    way: 'from-okta',
    result: 'worked',
    decidedAt: '2026-11-24T02:00:00.000Z',
    decidedBy: 'admin@acme.com',
  } as const;
  const event = { id: 'ev1', at: check.decidedAt, who: 'ana@acme.com' };
  const signOn = {
    ...{ issuer: 'x', signOnUrl: 'https://acme.okta.com', policy: null, certificate: null },
    checks: [
      { ...check, event: null },
      { ...check, way: 'from-oktopost', result: 'did-not-work', decidedBy: null, event } as const,
      { ...check, way: 'from-oktopost', result: 'open', decidedAt: null, event } as const,
    ],
  };
  const [heading, table] = statedBlocks({ stated: [], settings: [], signOn });
  expect(heading).toMatchObject({ text: 'Stated, not read' });
  expect(table).toMatchObject({
    rows: [
      [
        'Sign-in from the Okta tile: worked, stated; Okta shows none that counts',
        'admin@acme.com',
        '2026-11-24 02:00 UTC',
      ],
      [
        'Sign-in from Oktopost: did not work, stated; Okta shows its own part',
        'an admin',
        '2026-11-24 02:00 UTC',
      ],
    ],
  });
});

it('says that Okta creates accounts only where the settings are known to be on, and whom it never sent', () => {
  const setting = { ...exampleSetting, setting: 'to-app.create', value: 'on', expected: 'on' } as const;
  const people = { assigned: 9, neverSent: 8, failed: 0 };
  const opening = (patch: Partial<Summary>): string => {
    const summary = { ...exampleSummary, settings: [setting], people, ...patch };
    const [first] = accountsPage({ summary, facts: [], okta: connected });
    return first?.kind === 'text' ? first.text : '';
  };
  expect(opening({})).toMatch(/^By these settings Okta creates an account .* 8 of the 9 .* were never sent/);
  expect(opening({ people: { ...people, neverSent: 0 } })).not.toContain('never sent');
  expect(opening({ people: null })).not.toContain('never sent');
  const notKnown = /^Whether Okta creates accounts .* not known to be on/;
  expect(opening({ settings: [{ ...setting, known: { how: 'unknown' } }] })).toMatch(notKnown);
  expect(opening({ settings: [{ ...setting, value: 'off' }] })).toMatch(notKnown);
  expect(opening({ settings: [] })).toMatch(notKnown);
});
