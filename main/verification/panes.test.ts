import { afterEach, describe, expect, it } from 'vitest';
import type { PracticeOptions } from '../../practice/practice';
import { parseProfile } from '../../practice/profile';
import type { Fault } from '../../practice/web/faults';
import type { PaneId } from '../../shared/verification';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { readyToTest } from '../testing/ready-to-test';
import { count, createRequestLog } from '../testing/requests';

// Each pane of the test of a real person, against the practice org over HTTP.

describe('the panes of the test of a real person', () => {
  const log = createRequestLog();
  let core: TestCore;
  let userId: string;
  afterEach(() => core.close());

  async function setUp(options: Partial<PracticeOptions> = {}): Promise<void> {
    core = await startTestCore({ onExchange: log.onExchange, ...options });
    userId = await readyToTest(core);
  }
  /** `level: text` of one pane, without what is well unless `all`. */
  async function pane(id: PaneId, all = false): Promise<string[]> {
    const { findings } = await core.call('test.preCheck', { userId });
    return findings
      .filter((finding) => finding.pane === id && (all || finding.level !== 'ok'))
      .map(({ level, text }) => `${level}: ${text}`);
  }
  /** Of the connector's test alone. */
  const list = (answer: Partial<NonNullable<Fault['answer']>>): void => {
    core.org.faults.add([
      {
        target: 'oktopost',
        method: 'GET',
        path: '/Users$',
        query: 'count=2$',
        times: 1,
        answer: {
          status: 200,
          headers: { 'content-type': 'application/scim+json' },
          body: '{"totalResults":1,"startIndex":1,"itemsPerPage":1,"Resources":[]}',
          ...answer,
        },
      },
    ]);
  };
  const profile = (): Record<string, unknown> => core.org.world.state.users[userId]?.profile ?? {};
  const addAccount = (userName: string, more: object = {}): void => {
    const { users } = core.org.world.state.oktopost.us;
    const now = new Date().toISOString();
    users['9001'] = {
      id: '9001',
      userName,
      givenName: 'Bruno',
      familyName: 'Berger',
      active: true,
      externalId: null,
      created: now,
      lastModified: now,
      ...more,
    };
  };

  it('are all well for an ordinary person, by few requests', async () => {
    await setUp();
    const { sent, value } = await log.during(() => core.call('test.preCheck', { userId }));
    expect(value.findings.filter(({ level }) => level !== 'ok')).toEqual([]);
    expect(new Set(value.findings.map(({ pane: of }) => of))).toEqual(
      new Set(['connection', 'user', 'scope', 'match']),
    );
    // The user, the assignment, the mapping and its list, the app, the groups, who was never sent, and who has the same email.
    expect(count(sent, /^GET \/api\/v1/)).toBeLessThanOrEqual(8);
    expect(sent.filter((request) => !request.startsWith('GET '))).toEqual([]);
  });

  describe('connection', () => {
    it('tells latency, media type, integers, clock and the slash', async () => {
      await setUp();
      const said = (await pane('connection', true)).join('\n');
      for (const part of [
        'Okta’s own test request',
        'to answer',
        'application/scim+json',
        'integers',
        'Clock',
        'slash',
        'The assistant reached Oktopost at http',
        'What is typed there cannot be read',
      ]) {
        expect(said).toContain(part);
      }
      expect(said).not.toContain('Base URL in Okta');
    });

    it.each([
      [
        'numbers as text',
        { body: '{"totalResults":"1","startIndex":1,"itemsPerPage":"1","Resources":[]}' },
        /block: totalResults and itemsPerPage: no integer/,
      ],
      [
        'a media type that Okta cannot read',
        { headers: { 'content-type': 'text/plain' } },
        /warn: Media type: text\/plain/,
      ],
      [
        'a clock that is wrong',
        { headers: { 'content-type': 'application/json', date: 'Wed, 01 Jan 2025 00:00:00 GMT' } },
        /warn: The clocks of Oktopost and of this computer differ/,
      ],
      [
        'a refused token',
        { status: 401 },
        /warn: Okta’s own test request fails from this computer: .*does not accept the token/,
      ],
      [
        'a web page',
        { headers: { 'content-type': 'text/html' }, body: '<!doctype html>' },
        /warn: .*A web page answered/,
      ],
      ['no SCIM server', { status: 404, body: '' }, /warn: .*There is no SCIM server/],
    ])('is told of %s', async (_what, answer, expected) => {
      await setUp();
      list(answer);
      expect((await pane('connection')).join('\n')).toMatch(expected);
    });

    it('is not known without a token', async () => {
      core = await startTestCore();
      await core.begin();
      await core.run({ kind: 'app' });
      await core.provisioningOn();
      const { users } = await core.call('users.search', { query: 'Bruno' });
      userId = users[0]?.id ?? '';
      expect(await pane('connection')).toEqual(['unknown: Not known: there is no Oktopost token.']);
    });
  });

  describe('Okta user', () => {
    it('names groups, source and the user name by the format in force', async () => {
      await setUp();
      const said = (await pane('user', true)).join('\n');
      expect(said).toMatch(/Application username format: Email, which gives bruno/);
      expect(said).toMatch(/Groups: .*Everyone/);
      expect(said).toContain('no directory overwrites it');
    });

    it('warns of a format that gives no email', async () => {
      await setUp();
      const app = core.byHand.scimOn();
      app.body.credentials['userNameTemplate'] = {
        template: '${fn:substringBefore(source.login, "@")}',
        type: 'BUILT_IN',
      };
      expect((await pane('user')).join('\n')).toMatch(
        /warn: .*Okta username prefix. Okta would send bruno.berger,/,
      );
    });
  });

  describe('in scope', () => {
    it('says how someone is assigned, and by whom', async () => {
      await setUp();
      await core.run({ kind: 'assign', userId });
      await core.until('a verdict', ({ test }) => test.verdict !== null);
      expect((await pane('scope', true)).join('\n')).toMatch(/ok: Assigned as a person, by admin@/);
    });

    it.each([
      ['DISABLED', /never provisioned/],
      ['SYNCHRONIZED', /never provisioned/],
      ['SYNCING', /Okta is sending this person now/],
      ['ERROR', /Okta failed to send this person/],
    ])('tells by the sync state %s why an assigned person has no account', async (syncState, said) => {
      await setUp();
      await core.run({ kind: 'assign', userId });
      await core.until('a verdict', ({ test }) => test.verdict !== null);
      const app = core.byHand.scimOn();
      Object.assign(app.users[userId] ?? {}, { externalId: null, syncState });
      expect((await pane('scope')).join('\n')).toMatch(said);
    });

    it('blocks while Create Users is off, and warns of a mapping without names', async () => {
      await setUp();
      const app = core.byHand.scimOn();
      Reflect.deleteProperty(app.toAppMapping.properties, 'familyName');
      app.toApp.create = false;
      const said = (await pane('scope')).join('\n');
      expect(said).toContain('block: Create Users is not ticked');
      expect(said).toContain('warn: The mapping of the default user type lacks familyName.');
    });
  });

  describe('match', () => {
    it('finds an account that is there, in any letter case, and says that it is inactive', async () => {
      await setUp();
      const email = String(profile()['email']);
      addAccount(email.toUpperCase(), { active: false });
      expect((await pane('match')).join('\n')).toMatch(/warn: Oktopost already has BRUNO.*, inactive/);
    });

    it('finds the email under another user name', async () => {
      await setUp();
      addAccount('bb@old.example', { email: { value: String(profile()['email']), primary: true } });
      expect((await pane('match')).join('\n')).toMatch(
        /warn: Oktopost has this email under another user name: bb@old.example/,
      );
    });

    it('blocks where the search does not find what the list shows', async () => {
      await setUp({ profile: parseProfile('oktopostSearch=case-sensitive') });
      addAccount('Bruno.Berger@bellwether.example');
      expect((await pane('match')).join('\n')).toMatch(
        /block: Oktopost’s list shows Bruno.*its search does not find it/,
      );
    });

    it('is not troubled by a server whose search finds nobody of others', async () => {
      await setUp({ profile: parseProfile('oktopostSearch=case-sensitive') });
      expect(await pane('match')).toEqual([]);
    });
  });

  it('stay with the test that follows', async () => {
    await setUp();
    const { findings } = await core.call('test.preCheck', { userId });
    await core.run({ kind: 'assign', userId });
    const { test } = await core.until('a verdict', (state) => state.test.verdict !== null);
    const kept = findings.filter(({ untilAssigned }) => untilAssigned !== true);
    expect(kept).toHaveLength(findings.length - 1);
    expect(test.before).toEqual(kept);
    await core.restart();
    expect((await core.snapshot()).test.before).toEqual(kept);
  });

  it('say of the same person after the assignment what is so then', async () => {
    await setUp();
    await core.run({ kind: 'assign', userId });
    await core.until('a verdict', ({ test }) => test.verdict !== null);
    expect((await pane('scope', true)).join('\n')).toMatch(/ok: Assigned as a person, by /);
    expect(await pane('match')).toEqual([]);
    expect((await pane('match', true)).join('\n')).toContain('the account that Okta is linked to.');
    const account = Object.values(core.org.world.state.oktopost.us.users).at(-1);
    if (account !== undefined) account.active = false;
    expect((await pane('match')).join('\n')).toMatch(/warn: .*linked to, and it is inactive/);
  });
});
