import type { LogEvent } from '../okta/types';

/** An event of the System Log that says as little as it can beside what is given. */
export const logEvent = (
  given: Pick<LogEvent, 'uuid' | 'published' | 'eventType'> & Partial<LogEvent>,
): LogEvent => ({
  legacyEventType: null,
  severity: 'INFO',
  displayMessage: null,
  outcome: null,
  actor: null,
  targets: [],
  customMessage: null,
  initiation: null,
  transactionId: null,
  ...given,
});
