import { describe, expect, it } from 'vitest';
import type { Cause } from '../../shared/explain/advice';
import { at } from '../../shared/testing/time';
import { noTokenChange } from '../../shared/token-change';
import { noTest } from '../../shared/verification';
import { afterSending, connectionProof, isOfToken, pastedTokenOf, sendingDoubt } from './proving-test';
import { newSession } from './session';
import type { Session } from './session';

const failure = (id: Cause) => ({ id, what: 'What Oktopost answered.', next: 'What to do.' });
const refusedBy = (of: 'test' | 'life-cycle' | 'rollout', ...ids: Cause[]) =>
  afterSending(newSession(), of, { from: at, at, failures: ids.map(failure), isRead: false })
    .connectionRefused;

describe('what Oktopost refuses before any test has passed', () => {
  it.each<[Cause, string]>([
    ['token-refused', 'connection.authorization'],
    ['sign-in-refused', 'connection.authorization'],
    ['access-refused', 'connection.authorization'],
    ['wrong-address', 'connection.base-url'],
    ['other-identifier', 'connection.unique-identifier'],
  ])('is the connection’s where it refuses whatever Okta sends: %s', (id, setting) => {
    for (const of of ['test', 'life-cycle', 'rollout'] as const)
      expect(refusedBy(of, 'bad-request', id)).toMatchObject({ of, setting });
  });

  it.each<Cause>([
    'bad-request',
    'already-exists',
    'value-taken',
    'licence-limit',
    'server-fault',
    'no-connection',
  ])('is not the connection’s where it has something against one person, or is out: %s', (id) => {
    expect(refusedBy('test', id)).toBeNull();
  });
});

describe('a test that failed after the one of another user that proved the connection', () => {
  const ofUser = (login: string) => ({
    ...{ id: login, login, email: login, givenName: 'A', familyName: 'B', status: 'ACTIVE', assigned: true },
  });
  const rows = [
    ...([{ attribute: 'userName', expected: 'a@acme.com', okta: null, oktopost: 'a@acme.com' }] as const),
  ].map((row) => ({ ...row, state: 'same' as const }));
  const earlierPass = {
    ...noTest,
    state: 'passed' as const,
    user: ofUser('a'),
    rows,
    assignedAt: at,
    endedAt: at,
  };
  const failed = (id: Cause) => ({
    ...{ ...noTest, user: ofUser('b'), state: 'failed' as const, assignedAt: at, endedAt: at },
    explanation: { ...failure(id), owner: 'unknown' as const, guess: false, said: null, place: null },
  });
  const proof = (test: Session['test']) =>
    connectionProof({ ...newSession(), connectionSince: at, earlierPass, test });

  it.each<Cause>(['bad-request', 'already-exists', 'value-taken', 'licence-limit', 'create-off'])(
    'leaves it proven where it does not speak against it: %s',
    (id) => {
      expect(proof(failed(id))).toMatchObject({ by: 'test', account: 'a@acme.com' });
    },
  );

  it.each<Cause>([
    'token-refused',
    'wrong-address',
    'no-connection',
    'no-answer',
    'sent-elsewhere',
    'nothing-sent',
  ])('leaves nothing of it where it does: %s', (id) => {
    expect(proof(failed(id))).toBeNull();
  });

  it('leaves it proven while it goes on', () => {
    expect(proof({ ...noTest, user: ofUser('b'), state: 'following', assignedAt: at })).not.toBeNull();
  });
});

describe('what is known against what Okta sends next', () => {
  const minute = (minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString();
  const doubt = (given: Partial<Session>) => sendingDoubt({ ...newSession(), ...given });
  const refusal = refusedBy('rollout', 'token-refused');
  const pasted = { by: null, at: minute(10), after: null };
  const revoked = { how: 'stated', by: null, at: minute(20), after: null } as const;
  const pushed = { eventId: 'e', at: minute(30), who: null };
  const changed = (given: Partial<Session['tokenChange']>): Partial<Session> => ({
    tokenChange: { ...newSession().tokenChange, ...given },
  });
  const passed = (assigned: number): Partial<Session> => ({
    test: { ...noTest, state: 'passed', assignedAt: minute(assigned), endedAt: minute(assigned + 1) },
  });

  it.each<[string, Partial<Session>, ReturnType<typeof sendingDoubt>]>([
    ['nothing, of a set-up that sent nobody', {}, null],
    ['a refusal of what it sent last', { connectionRefused: refusal }, 'refused'],
    [
      'no refusal with the token before',
      { connectionRefused: refusal && { ...refusal, isOfTokenBefore: true } },
      null,
    ],
    ['nothing while the token before is valid', changed({ pasted }), null],
    ['nothing where no new token was pasted', changed({ revoked }), null],
    ['a new token with which nothing was sent', changed({ pasted, revoked }), 'unproven'],
    [
      'one with which a push failed',
      changed({ pasted, revoked, sent: { ...pushed, failed: 'No.' } }),
      'unproven',
    ],
    [
      'nothing of one with which something was sent',
      changed({ pasted, revoked, sent: { ...pushed, failed: null } }),
      null,
    ],
    ['a test before it proves nothing', { ...changed({ pasted, revoked }), ...passed(15) }, 'unproven'],
    ['a test after it proves it', { ...changed({ pasted, revoked }), ...passed(25) }, null],
    [
      'a new token, once its walk is over',
      { pastedToken: { by: null, since: minute(20), isBeforeRefused: true, push: null } },
      'unproven',
    ],
    [
      'nothing of one that was proven',
      { pastedToken: { by: null, since: minute(20), isBeforeRefused: true, push: pushed } },
      null,
    ],
    [
      'nothing of one that a test proved',
      { pastedToken: { by: null, since: minute(20), isBeforeRefused: true, push: null }, ...passed(25) },
      null,
    ],
    [
      'a test that failed',
      {
        pastedToken: { by: null, since: minute(20), isBeforeRefused: true, push: null },
        test: { ...noTest, state: 'failed', assignedAt: minute(25), endedAt: minute(26) },
      },
      'unproven',
    ],
  ])('is %s', (_what, given, expected) => {
    expect(doubt(given)).toBe(expected);
  });
});

it('a refused search stays known until somebody arrives whom Okta searched for', () => {
  const sent = (hasSearched: boolean) => {
    const refused = { ...newSession(), connectionRefused: refusedBy('test', 'other-identifier') };
    return afterSending(refused, 'test', { from: at, at, failures: [], isRead: true, hasSearched });
  };
  expect(sent(false).connectionRefused?.setting).toBe('connection.unique-identifier');
  expect(sent(true).connectionRefused).toBeNull();
});

describe('a test from after the token before was revoked', () => {
  const [statedAt, assignedAt, endedAt] = ['10', '11', '12'].map((hour) => `2026-11-24T${hour}:00:00.000Z`);
  const test = { ...noTest, assignedAt: assignedAt ?? '', endedAt: endedAt ?? '' };
  const session = (how: 'read' | 'stated'): Session => ({
    ...newSession(),
    tokenChange: {
      ...noTokenChange,
      startedAt: statedAt ?? '',
      pasted: { by: null, at: statedAt ?? '', after: null },
      revoked: { how, by: null, at: statedAt ?? '', after: null },
    },
  });
  const ended = (how: 'read' | 'stated'): Session => ({
    ...newSession(),
    pastedToken: pastedTokenOf(session(how), '2026-11-24T13:00:00.000Z'),
  });

  it('proves the new one where Oktopost was read to refuse it, in the walk and after it', () => {
    expect([isOfToken(test, session('read')), isOfToken(test, ended('read'))]).toEqual([true, true]);
  });

  it('proves nothing where its revocation is an admin’s word; a test from after the walk tells of what Okta has', () => {
    expect([isOfToken(test, session('stated')), isOfToken(test, ended('stated'))]).toEqual([false, false]);
    const later = { ...test, assignedAt: '2026-11-24T14:00:00.000Z', endedAt: '2026-11-24T15:00:00.000Z' };
    expect(isOfToken(later, ended('stated'))).toBe(true);
  });
});

describe('what an admin stated of a connection before Okta sent somebody', () => {
  const [stated, later] = ['2026-11-24T10:00:00.000Z', '2026-11-24T11:00:00.000Z'] as const;
  const session: Session = {
    ...newSession(),
    statedAt: { ...newSession().statedAt, connection: stated },
    statedBy: { ...newSession().statedBy, connection: 'ana@acme.com' },
    connectionSince: stated,
  };
  const proven: Session = {
    ...session,
    test: {
      ...noTest,
      state: 'passed',
      user: { id: 'u', login: 'u@acme.com', email: 'u@acme.com', givenName: '', familyName: '', status: '' },
      rows: [{ attribute: 'userName', expected: 'u', okta: 'u', oktopost: 'u', state: 'same' }],
      assignedAt: stated,
      endedAt: stated,
    },
  };
  const after = (given: Session, of: 'test' | 'rollout', id: Cause, from: string = later) => {
    const { statedAt, statedBy, connectionSince } = afterSending(given, of, {
      from,
      at: later,
      failures: [failure(id)],
      isRead: false,
    });
    return [statedAt.connection, statedBy.connection, connectionSince];
  };
  const kept = [stated, 'ana@acme.com', stated];
  const dropped = [null, null, later];

  it.each<[string, Session, 'test' | 'rollout', Cause, unknown]>([
    ['goes with another address', proven, 'rollout', 'wrong-address', dropped],
    ['goes with another identifier', proven, 'rollout', 'other-identifier', dropped],
    ['goes with another account', proven, 'test', 'sent-elsewhere', dropped],
    ['goes where nothing was sent of the test user', proven, 'test', 'assigned-too-early', dropped],
    ['stays where nothing was sent of anybody else', session, 'rollout', 'assigned-too-early', kept],
    ['goes with a token that was never right', session, 'rollout', 'token-refused', dropped],
    ['stays where a token that was right is revoked', proven, 'rollout', 'token-refused', kept],
    ['goes with an address that never answered', session, 'test', 'no-connection', dropped],
    ['stays in an outage', proven, 'test', 'no-connection', kept],
    ['stays where it is about one person', session, 'test', 'bad-request', kept],
  ])('%s', (_what, given, of, id, expected) => {
    expect(after(given, of, id)).toEqual(expected);
  });

  it('stays where it was said after that was sent', () => {
    expect(after(session, 'test', 'sent-elsewhere', '2026-11-24T09:00:00.000Z')).toEqual(kept);
  });
});
