import { describe, expect, it } from 'vitest';
import { outcomeOf } from './log-outcome';
import type { LoggedOutcome } from './log-outcome';

const event = (change: Partial<LoggedOutcome>): LoggedOutcome => ({
  severity: 'INFO',
  result: 'SUCCESS',
  legacyEventType: null,
  ...change,
});

describe('how a System Log event went', () => {
  it.each(['SUCCESS', 'ALLOW'])('%s is a success', (result) => {
    expect(outcomeOf(event({ result }))).toBe('success');
  });

  it.each(['FAILURE', 'DENY', 'RATE_LIMIT', 'ABANDONED'])('%s is a failure', (result) => {
    expect(outcomeOf(event({ result }))).toBe('failure');
  });

  it.each(['SKIPPED', 'CHALLENGE', 'DEFERRED', 'SCHEDULED', 'UNKNOWN', 'SOMETHING_NEW'])(
    '%s is neither',
    (result) => {
      expect(outcomeOf(event({ result }))).toBe('undecided');
    },
  );

  it('the severity ERROR is a failure, whatever the result', () => {
    for (const result of ['SUCCESS', 'SKIPPED', 'UNKNOWN', null]) {
      expect(outcomeOf(event({ severity: 'ERROR', result }))).toBe('failure');
    }
  });

  it('without a result, the legacy event type decides', () => {
    const legacyEventType = 'app.user_management.provision_user_failed';
    expect(outcomeOf(event({ result: null, legacyEventType }))).toBe('failure');
    expect(outcomeOf(event({ result: null }))).toBe('success');
    expect(outcomeOf(event({ legacyEventType }))).toBe('success');
  });
});
