import { describe, expect, it } from 'vitest';
import { event, success, read } from '../testing/log-input';

describe('events of the System Log', () => {
  it.each([
    ['an array', JSON.stringify([success, event()])],
    ['an array over several lines', JSON.stringify([success, event()], null, 2)],
    ['one object a line', `${JSON.stringify(success)}\n${JSON.stringify(event({ target: [] }))}\n`],
  ])('are read from %s, and what went well is counted', (_, input) => {
    const { explained, skipped } = read(input);
    expect(explained).toMatchObject([{ message: 'Conflict', phase: 'create' }]);
    expect(skipped).toEqual({ succeeded: 1, noEvent: 0, prose: 0 });
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
