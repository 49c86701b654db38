import type { LogEvidence } from '../../shared/explain/evidence';
import { isProvisioning, outcomeOf } from '../../shared/log-outcome';
import type { LogOutcome } from '../../shared/log-outcome';
import type { LogEvent } from '../okta/types';

/** How a System Log event went, by the one rule for it. */
export const logOutcomeOf = ({ severity, legacyEventType, outcome }: LogEvent): LogOutcome =>
  outcomeOf({ severity, legacyEventType, result: outcome?.result ?? null });

export const isFailure = (event: LogEvent): boolean => logOutcomeOf(event) === 'failure';

/** When Okta logged the newest of these that went so, ISO 8601; null: none did. */
export function newestAt(events: readonly LogEvent[], outcome: 'success' | 'failure'): string | null {
  const newest = newestOf(events, outcome);
  return newest === null ? null : new Date(newest.published).toISOString();
}

/** The newest of these provisioning events that went so; null: none did. */
export function newestOf(events: readonly LogEvent[], outcome: 'success' | 'failure'): LogEvent | null {
  const those = events.filter((event) => isProvisioning(event) && logOutcomeOf(event) === outcome);
  return those.reduce<LogEvent | null>(
    (newest, event) =>
      newest === null || Date.parse(event.published) > Date.parse(newest.published) ? event : newest,
    null,
  );
}

/** Events as the explanations take them. */
export const logEvidence = (events: readonly LogEvent[]): LogEvidence[] =>
  events.map(({ eventType, legacyEventType, severity, outcome, displayMessage }) => ({
    eventType,
    legacyEventType,
    severity,
    result: outcome?.result ?? null,
    reason: outcome?.reason ?? null,
    displayMessage,
  }));
