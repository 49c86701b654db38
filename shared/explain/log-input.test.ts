import { describe, expect, it } from 'vitest';
import { longestInput, longestMessage, mostMessages, readMessages } from './log-input';
import { explainMessage } from './message';

const event = (patch: object = {}) => ({
  uuid: 'e1',
  published: '2026-11-28T10:00:00.000Z',
  eventType: 'application.provision.user.push',
  legacyEventType: 'app.user_management.provision_user_failed',
  severity: 'ERROR',
  displayMessage: 'Push new user to external application',
  outcome: { result: 'FAILURE', reason: 'Conflict' },
  target: [
    { id: '0ua1', type: 'AppUser', displayName: 'Ana Silva', alternateId: 'ana@acme.com' },
    { id: '0oa1', type: 'AppInstance', displayName: 'Oktopost', alternateId: 'Oktopost' },
  ],
  ...patch,
});
const success = event({
  severity: 'INFO',
  legacyEventType: null,
  outcome: { result: 'SUCCESS', reason: 'ok' },
});
const read = (input: string) => {
  const found = readMessages(input);
  if (!found.ok) throw new Error(found.error);
  return { ...found, explained: found.messages.map((message) => explainMessage(message)) };
};
const refusal = (input: string) => {
  const found = readMessages(input);
  return found.ok ? null : found.error;
};

describe('messages, one a line', () => {
  it('are taken as they are, whatever ends the line, without the empty ones', () => {
    const { messages } = read('\uFEFFConflict\r\n\r\n  Not Found \n[401] Unauthorized\rForbidden');
    expect(messages.map(({ text }) => text)).toEqual([
      'Conflict',
      '  Not Found ',
      '[401] Unauthorized',
      'Forbidden',
    ]);
  });

  it('may be JSON of a vendor', () => {
    const line =
      '{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":"User already exists","status":"409"}';
    expect(read(`${line}\nConflict`).explained).toMatchObject([
      { message: line, cause: 'already-exists' },
      { cause: 'already-exists' },
    ]);
    expect(read('{"error": "cut').messages).toHaveLength(1);
  });

  it('may be none', () => {
    expect(read(' \n').messages).toEqual([]);
  });
});

describe('events of the System Log', () => {
  it.each([
    ['an array', JSON.stringify([success, event()])],
    ['an array over several lines', JSON.stringify([success, event()], null, 2)],
    ['one object a line', `${JSON.stringify(success)}\n${JSON.stringify(event({ target: [] }))}\n`],
  ])('are read from %s, and what went well is counted', (_, input) => {
    const { explained, skipped } = read(input);
    expect(explained).toMatchObject([{ message: 'Conflict', phase: 'create' }]);
    expect(skipped).toEqual({ succeeded: 1, noEvent: 0 });
  });

  it('are read from one object', () => {
    expect(read(JSON.stringify(event(), null, 2)).explained).toMatchObject([{ cause: 'already-exists' }]);
  });

  it('have a reason, else a title, else a type', () => {
    const outcome = { result: 'FAILURE', reason: null };
    const [titled, typed] = read(
      JSON.stringify([
        event({
          eventType: 'application.provision.user.sync',
          displayMessage: 'Sync user in external application',
          outcome,
        }),
        event({ displayMessage: null, outcome }),
      ]),
    ).explained;
    expect(titled).toMatchObject({
      message: 'Sync user in external application',
      cause: 'answer-unreadable',
    });
    expect(typed).toMatchObject({
      message: 'application.provision.user.push',
      cause: 'unknown',
      phase: 'create',
    });
  });

  it('of a deactivation tell the phase by their type', () => {
    const failed = event({
      eventType: 'application.provision.user.deactivate',
      displayMessage: 'Push user deactivation to external application',
      outcome: { result: 'FAILURE', reason: 'Bad Gateway' },
    });
    const silent = { ...failed, outcome: { result: 'FAILURE' } };
    for (const explained of read(JSON.stringify([failed, silent])).explained) {
      expect(explained).toMatchObject({
        cause: 'deactivation-failed',
        phase: 'deactivate',
        owner: 'okta-admin',
      });
      expect(explained.next).not.toMatch(/assign/i);
    }
  });

  it('of a person who was pushed as well are perhaps no fault', () => {
    expect(read(JSON.stringify([success, event()])).explained).toMatchObject([
      { cause: 'parallel-push', owner: 'okta-admin', confidence: 'likely' },
    ]);
    const other = { ...success, target: [{ id: '0ua2', type: 'AppUser' }] };
    expect(read(JSON.stringify([other, event()])).explained).toMatchObject([{ cause: 'already-exists' }]);
  });

  it('take no cause from the names of their targets', () => {
    const named = event({
      outcome: { result: 'FAILURE', reason: 'Error while creating user: User limit reached odd' },
      target: [{ id: '1', type: 'AppUser', displayName: 'User limit reached' }],
    });
    expect(read(JSON.stringify([named])).explained).toMatchObject([{ cause: 'unknown' }]);
  });

  it('that are about something else stay unknown', () => {
    const signIn = event({
      eventType: 'user.session.start',
      outcome: { result: 'FAILURE', reason: 'Unauthorized' },
    });
    expect(read(JSON.stringify([signIn])).explained).toMatchObject([{ cause: 'unknown', owner: 'unknown' }]);
  });

  it('are read with odd fields, and strangers among them are counted', () => {
    const odd = { eventType: 5, outcome: { reason: 'Conflict', result: {} }, target: 'x', severity: [] };
    const { explained, skipped } = read(JSON.stringify([odd, { foo: 1 }, null, 7]));
    expect(explained).toMatchObject([{ message: 'Conflict', cause: 'already-exists' }]);
    expect(skipped.noEvent).toBe(3);
  });
});

describe('refused', () => {
  it.each([
    ['a cut array', JSON.stringify([event(), event()]).slice(0, -20), 'begins like JSON'],
    ['a cut array over lines', JSON.stringify([event()], null, 2).slice(0, -5), 'begins like JSON'],
    ['a cut object over lines', JSON.stringify(event(), null, 2).slice(0, -5), 'begins like JSON'],
    ['a cut line', `${JSON.stringify(event())}\n${JSON.stringify(event()).slice(0, -9)}`, 'Line 2'],
    ['JSON without an event', '[{"foo":1}]', 'no event'],
    ['too many lines', 'x\n'.repeat(mostMessages + 1), 'more than 20,000'],
    ['a long line', `ok\n${'x'.repeat(longestMessage + 1)}`, 'Message 2 is longer'],
    ['a long input', 'x'.repeat(longestInput + 1), 'longer than 16,000,000'],
    ['a deep array', '['.repeat(100_000), 'Message 1 is longer'],
  ])('%s', (_, input, error) => {
    expect(refusal(input)).toContain(error);
  });
});
