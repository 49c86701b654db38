/** Okta sends a person to an app, or looks there. Source: docs/facts/okta-recorded.md, section 2. */
export const isProvisioning = ({ eventType }: { eventType: string }): boolean =>
  eventType.startsWith('application.provision.user.');

/** What of a System Log event tells how it went. `result` is null where Okta logs no outcome. */
export interface LoggedOutcome {
  severity: string;
  result: string | null;
  legacyEventType: string | null;
}

/**
 * How a System Log event went; the one rule for it. `undecided` is what Okta neither did nor failed to do (skipped, deferred,
 * scheduled, challenged, unknown) and any result this assistant does not know. A reason decides nothing: it can be filled on a
 * success. Source: docs/facts/okta-recorded.md, R2 and section 2; docs/facts/okta-api.md, "System Log".
 */
export function outcomeOf({ severity, result, legacyEventType }: LoggedOutcome): LogOutcome {
  if (severity === 'ERROR') return 'failure';
  if (result === null) return (legacyEventType ?? '').endsWith('_failed') ? 'failure' : 'success';
  if (successes.includes(result)) return 'success';
  return failures.includes(result) ? 'failure' : 'undecided';
}

export type LogOutcome = 'success' | 'failure' | 'undecided';

const successes = ['SUCCESS', 'ALLOW'];
const failures = ['FAILURE', 'DENY', 'RATE_LIMIT', 'ABANDONED'];
