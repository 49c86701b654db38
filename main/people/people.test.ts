import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { populate } from '../../practice/testing/population';
import type { Population } from '../../practice/testing/population';
import { peopleFilterSchema } from '../../shared/people';
import type { PeopleFilter, PeopleView } from '../../shared/people';
import type { Snapshot } from '../../shared/snapshot';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { heldFetch } from '../testing/held-fetch';
import { createRequestLog } from '../testing/requests';
import type { PracticeOptions } from '../../practice/practice';
import { withApp } from '../testing/ready-to-test';

const filterOf = (change: Partial<PeopleFilter> = {}): PeopleFilter => ({
  ...peopleFilterSchema.parse({}),
  ...change,
});

it('are shown although their result cannot be kept on this computer', async () => {
  const core = await startTestCore();
  await core.begin();
  await core.run({ kind: 'app' });
  // A folder in the place of the file.
  await mkdir(join(core.folder, 'people.json'));
  await core.call('people.read', { view: 'reconciliation', source: { kind: 'assigned' } });
  const { people } = await core.until('the reading ends', ({ people: { reconciliation } }) =>
    ['done', 'failed'].includes(reconciliation.phase),
  );
  expect(people.reconciliation).toMatchObject({ phase: 'done', error: null, result: { total: 0 } });
  await core.close();
});

describe('people of an org of a thousand', { timeout: 240_000 }, () => {
  const log = createRequestLog();
  let core: TestCore;
  let made: Population;
  const network = heldFetch();

  async function start(options: Partial<PracticeOptions> = {}): Promise<void> {
    core = await startTestCore(
      { users: 1000, licences: 5000, onExchange: log.onExchange, ...options },
      { ports: () => ({ fetch: network.fetch }) },
    );
    await withApp(core);
    const app = core.byHand.scimOn();
    core.byHand.connect();
    core.byHand.toApp();
    await core.org.world.idle();
    made = populate(core.org.world, app, 'us');
  }
  beforeEach(() => start());
  afterEach(() => core.close());

  const lookOf = ({ people }: Snapshot, view: PeopleView) => people[view];
  const ended = (view: PeopleView) =>
    core.until('the reading ends', (state) =>
      ['done', 'failed', 'stopped'].includes(lookOf(state, view).phase),
    );
  async function read(view: PeopleView, source: Parameters<typeof readCall>[1] = { kind: 'assigned' }) {
    await readCall(view, source);
    const snapshot = await ended(view);
    const { phase, error, result } = lookOf(snapshot, view);
    expect([phase, error]).toEqual(['done', null]);
    if (result === null) throw new Error('no result');
    return result;
  }
  const readCall = (view: PeopleView, source: Parameters<typeof core.call<'people.read'>>[1]['source']) =>
    core.call('people.read', { view, source });
  const rows = (view: PeopleView, change: Partial<PeopleFilter> = {}, from = 0, count = 500) =>
    core.call('people.rows', { view, filter: filterOf(change), from, count });

  it('who arrived: every state, with few requests and no write', async () => {
    const { sent, value: result } = await log.during(() => read('reconciliation'));
    const states = Object.fromEntries(result.states.map(({ state, people }) => [state, people]));
    const { nowhere: _, ...expected } = made;
    expect(states).toEqual(expected);
    expect(result).toMatchObject({ oktopost: 'read', since: null });
    expect(sent.filter((line) => !line.startsWith('GET'))).toEqual([]);
    expect(sent.length).toBeLessThan(25);

    const error = await rows('reconciliation', { states: ['in-error'] });
    expect(error.total).toBe(made['in-error']);
    const [first] = error.rows;
    expect(await core.call('people.person', { view: 'reconciliation', id: first?.id ?? '' })).toMatchObject({
      retry: 'helps',
      row: { state: 'in-error' },
    });
    const gone = await rows('reconciliation', { states: ['gone'] });
    const shown = await core.call('people.person', { view: 'reconciliation', id: gone.rows[0]?.id ?? '' });
    expect(shown.retry).toBe('does-not-help');
    expect(shown.facts).toContainEqual({
      what: 'Status',
      okta: 'Active',
      oktopost: 'no account',
      differs: false,
    });
    expect(shown.recipe.map(({ text }) => text).join(' ')).toMatch(
      /Unassign.*Wait.*assign again.*Check again/,
    );
  });

  it('shows a week later what changed', async () => {
    await read('reconciliation');
    const early = Object.values(core.ours().users).filter(
      ({ assignedBeforeProvisioning }) => assignedBeforeProvisioning,
    );
    for (const appUser of early.slice(0, 3)) appUser.syncState = 'ERROR';
    const [account = ''] = Object.entries(core.org.world.state.oktopost.us.users).flatMap(
      ([id, { userName }]) => (userName.startsWith('gone.') ? id : []),
    );
    delete core.org.world.state.oktopost.us.users[account];
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
    const { since } = await read('reconciliation');
    expect(since).toMatchObject({
      changed: 3,
      left: 1,
      moves: [{ from: 'too-early', to: 'in-error', people: 3 }],
    });
    expect((await rows('reconciliation', { reason: 'changed' })).total).toBe(3);
  });

  it('says so where only Okta can be read', async () => {
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    const result = await read('reconciliation');
    expect(result).toMatchObject({ oktopost: 'no-token', activeAccounts: null });
    const states = Object.fromEntries(result.states.map(({ state, people }) => [state, people]));
    expect(states).toEqual({
      sent: made.arrived + made.gone + made['inactive-there'] + made.differs,
      pending: made.pending,
      'in-error': made['in-error'],
      'too-early': made['too-early'],
    });
    const before = await read('readiness');
    expect(before).toMatchObject({ newcomers: null, newcomersOnceMended: null, activeAccounts: null });
    expect(before.states.map(({ state }) => state)).not.toContain('green');
    expect(before.states).toContainEqual({ state: 'unread', people: expect.any(Number) });
    await core.call('people.licences', { licences: 10 });
    const html = await core.call('people.export', { view: 'readiness', format: 'html', filter: filterOf() });
    expect(html.download?.text).toContain('How many of them need a licence is not known');
    expect(html.download?.text).not.toContain('stay free');
  });

  it('reads on where it was stopped', async () => {
    const list = /\/apps\/[^/]+\/users$/;
    const first = network.hold(list);
    await readCall('readiness', { kind: 'assigned' });
    expect(
      (await core.refusal('people.read', { view: 'readiness', source: { kind: 'assigned' } })).code,
    ).toBe('busy');
    await first.sent;
    const second = network.hold(list);
    first.release();
    await second.sent;
    await core.until(
      'the first page is taken',
      (state) => (lookOf(state, 'readiness').progress?.okta.read ?? 0) > 0,
    );
    await core.call('people.stop', {});
    second.release();
    const { people } = await ended('readiness');
    expect(people.readiness).toMatchObject({ phase: 'stopped', result: null });
    const { sent } = await log.during(async () => {
      await core.call('people.resume', { view: 'readiness' });
      expect((await ended('readiness')).people.readiness.phase).toBe('done');
    });
    const all = await rows('readiness');
    const assigned = Object.values(made).reduce((sum, count) => sum + count, 0);
    expect(all.total).toBe(assigned - made['not-assigned'] - made.nowhere - made['only-at-oktopost']);
    expect(new Set(all.rows.map(({ id }) => id)).size).toBe(all.rows.length);
    const whole = await log.during(() => read('readiness'));
    const pages = (lines: readonly string[]) => lines.filter((line) => list.test(line)).length;
    expect(pages(sent)).toBe(pages(whole.sent) - 1);
  });

  it('begins again after a restart what was interrupted, without being asked whom', async () => {
    const data = Buffer.from('Email\nnobody@acme.example\n').toString('base64');
    const list = network.hold(/\/apps\/[^/]+\/users$/);
    await readCall('readiness', { kind: 'emails', name: 'staff.csv', data });
    await list.sent;
    // As a kill finds it: what is noted is on disk by now.
    const kept = await readFile(join(core.folder, 'scan.json'));
    list.release();
    await ended('readiness');
    await writeFile(join(core.folder, 'scan.json'), kept);
    await core.restart();
    const { people } = await core.snapshot();
    expect(people.readiness).toMatchObject({
      phase: 'stopped',
      result: null,
      interrupted: { source: { kind: 'emails', file: 'staff.csv', emails: 1 } },
    });
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    await core.call('people.resume', { view: 'readiness' });
    const done = await ended('readiness');
    expect(done.people.readiness).toMatchObject({ phase: 'done', interrupted: null, result: { total: 1 } });
    expect((await rows('readiness')).rows).toMatchObject([
      { email: 'nobody@acme.example', reasons: ['not-in-okta'] },
    ]);
    await core.restart();
    expect((await core.snapshot()).people.readiness).toMatchObject({ phase: 'none', interrupted: null });
  });

  it('readiness of a file: who is assigned, who is not, who is nobody, with licences counted', async () => {
    const { users } = core.org.world.state;
    const list = Object.values(users).slice(0, 300);
    const emails = [
      ...list.map(({ profile }) => profile['email'] ?? ''),
      '=cmd()@x.example',
      'nobody@acme.example',
    ];
    const data = Buffer.from(
      `E-Mail,Team\r\n${emails.map((email) => `"${email}",Sales`).join('\r\n')}`,
    ).toString('base64');
    const result = await read('readiness', { kind: 'emails', name: 'list.csv', data });
    expect(result.source).toEqual({
      kind: 'emails',
      file: 'list.csv',
      emails: emails.filter(Boolean).length,
    });
    const reasons = Object.fromEntries(result.reasons.map(({ reason, people }) => [reason, people]));
    expect(reasons).toMatchObject({
      'not-in-okta': 2,
      'family-name-missing': 1,
      double: 2,
      suspended: 1,
      deactivated: 1,
      'at-oktopost': made['not-assigned'] * 0.3,
    });
    expect((await rows('readiness', { reason: 'not-in-okta' })).rows.map(({ email }) => email)).toContain(
      'nobody@acme.example',
    );
    const red = result.states.find(({ state }) => state === 'red')?.people ?? 0;
    expect(result.newcomersOnceMended).toBeGreaterThanOrEqual(2);
    expect(result.newcomersOnceMended).toBeLessThanOrEqual(red);
    await core.call('people.licences', { licences: 10 });
    const exported = await core.call('people.export', {
      view: 'readiness',
      format: 'csv',
      filter: filterOf(),
    });
    expect(exported.download?.name).toMatch(/^practice-oktopost-okta-people-readiness-board-us-.*\.csv$/);
    const { data: table } = Papa.parse<string[]>(exported.download?.text.replace(/^\uFEFF/, '') ?? '', {
      skipEmptyLines: true,
    });
    expect(table[0]).toEqual(
      expect.arrayContaining(['First name', 'Last name', 'Email', 'State', 'Reasons']),
    );
    expect(table).toHaveLength(result.total + 1);
    expect(exported.download?.text).toContain("'=cmd()@x.example");
    const html = await core.call('people.export', { view: 'readiness', format: 'html', filter: filterOf() });
    expect(html.download?.text).toMatch(/<rect width="\d+"/);
    expect(html.download?.text).toContain('Of 10 licences');
    expect(html.download?.text).toContain(`${result.newcomersOnceMended} more once they no longer fail`);
    // A document for a ticket has counts, and names nobody.
    const text = html.download?.text ?? '';
    const body = text.slice(text.indexOf('<body>'));
    expect(body).not.toContain('@');
    const { rows: named } = await rows('readiness');
    expect(named).toHaveLength(result.total);
    const names = named.flatMap(({ givenName, familyName }) =>
      givenName === '' || familyName === '' ? [] : `${givenName} ${familyName}`,
    );
    expect(names.length).toBeGreaterThan(250);
    expect(names.filter((name) => body.includes(name))).toEqual([]);
  });

  it('readiness of groups has the members once', async () => {
    const { found } = await core.call('people.groups', { query: '' });
    const [one, other] = found;
    if (one === undefined || other === undefined) throw new Error('no groups');
    const result = await read('readiness', { kind: 'groups', groups: [one, other] });
    const { groups: known } = core.org.world.state;
    const members = new Set([one, other].flatMap(({ id }) => known[id]?.memberIds ?? []));
    expect(result.total).toBe(members.size);
  });

  it('sorts, filters and searches here, whatever the case and the accents', async () => {
    await read('reconciliation');
    const byName = (await rows('reconciliation', { sort: 'familyName' })).rows.map(
      ({ familyName }) => familyName,
    );
    expect(byName).toEqual(
      byName.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : a === b ? 0 : 1)),
    );
    const found = await rows('reconciliation', { search: 'BRONTE-MULLER' });
    expect(found.rows.map(({ familyName }) => familyName)).toEqual(['Brontë-Müller']);
    const all = await rows('reconciliation');
    const middle = await rows('reconciliation', {}, 100, 7);
    expect(middle.rows).toEqual(all.rows.slice(100, 107));
    expect((await rows('reconciliation', { descending: true }, 0, 1)).rows[0]?.state).toBe('arrived');
  });
});
