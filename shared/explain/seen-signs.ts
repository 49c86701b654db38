import { isProvisioning } from '../log-outcome';
import { oktaFeatures } from '../oktopost';
import type { Cause } from './advice';
import { blank, hasUserNameRow, isEmail, isFailure } from './evidence';
import type { Evidence } from './evidence';

/** How a cause is told by what was read back, where Okta gave no reason. `guess`: something else can look the same. */
interface SeenSign {
  cause: Cause;
  guess: boolean;
  matches: (evidence: Evidence) => boolean;
}

/** Okta's own limit for an answer. Source: Okta facts, section 3. */
const answerLimitMs = 60_000;

const [pushNewUsers, pushUpdates] = oktaFeatures.toApp;
const isElsewhere = ({ elsewhere }: Evidence): boolean => elsewhere !== undefined && elsewhere !== null;
const failed = ({ logEvents }: Evidence): boolean => logEvents.some(isFailure);
const arrived = ({ appUser }: Evidence): boolean => appUser !== null && appUser.externalId !== null;
const inError = ({ appUser }: Evidence): boolean => appUser?.syncState === 'ERROR';
const pushed = ({ logEvents }: Evidence): boolean => logEvents.some(isProvisioning);

/** Assigned, and Okta does nothing about it. SYNCING would mean that a push is queued. */
const idle = (evidence: Evidence): boolean =>
  evidence.appUser !== null &&
  !arrived(evidence) &&
  !pushed(evidence) &&
  evidence.appUser.syncState !== 'SYNCING';
/** With provisioning off, Okta's app user is ACTIVE and DISABLED at once. Source: Okta facts, section 2, "App users". */
const unsynced = (evidence: Evidence): boolean =>
  idle(evidence) &&
  (evidence.appUser?.syncState === 'DISABLED' ||
    evidence.appUser?.status === 'ACTIVE' ||
    evidence.assignedBeforeScim === true);

const shows = ({ features }: Evidence, name: string): boolean => features !== null && features.includes(name);
const showsPushes = (evidence: Evidence): boolean => oktaFeatures.toApp.some((name) => shows(evidence, name));
/** Only where Okta tells of the boxes at all: an app may never list them in `features`. */
const boxOff = (evidence: Evidence, box: 'create' | 'update', feature: string): boolean =>
  evidence.toApp === null ? showsPushes(evidence) && !shows(evidence, feature) : !evidence.toApp[box];
const scimMissing = (evidence: Evidence): boolean =>
  evidence.features !== null &&
  evidence.toApp === null &&
  !shows(evidence, oktaFeatures.scim) &&
  !showsPushes(evidence);

/** First match wins. */
export const seenSigns: readonly SeenSign[] = [
  { cause: 'scim-off', guess: true, matches: (seen) => unsynced(seen) && scimMissing(seen) },
  {
    cause: 'create-off',
    guess: false,
    matches: (seen) => idle(seen) && seen.atOktopost !== 'yes' && boxOff(seen, 'create', pushNewUsers),
  },
  {
    cause: 'assigned-too-early-by-group',
    guess: true,
    matches: (seen) => unsynced(seen) && seen.appUser?.scope === 'GROUP',
  },
  { cause: 'nothing-sent', guess: true, matches: (seen) => unsynced(seen) && seen.wasOnBefore === true },
  { cause: 'assigned-too-early', guess: true, matches: unsynced },
  {
    cause: 'create-off',
    guess: true,
    matches: (seen) =>
      idle(seen) &&
      seen.atOktopost !== 'yes' &&
      seen.toApp === null &&
      shows(seen, oktaFeatures.scim) &&
      !shows(seen, pushNewUsers),
  },
  {
    cause: 'username-no-email',
    guess: true,
    matches: (seen) => (failed(seen) || inError(seen)) && !blank(seen.userName) && !isEmail(seen.userName),
  },
  {
    cause: 'name-missing',
    guess: true,
    matches: (seen) =>
      (failed(seen) || inError(seen)) && (blank(seen.names.given) || blank(seen.names.family)),
  },
  {
    cause: 'answer-unreadable',
    guess: true,
    matches: ({ logEvents }) =>
      logEvents.some(
        (event) =>
          event.eventType === 'application.provision.user.sync' && isFailure(event) && blank(event.reason),
      ),
  },
  {
    cause: 'sent-elsewhere',
    guess: true,
    matches: (seen) => arrived(seen) && !failed(seen) && !inError(seen) && isElsewhere(seen),
  },
  {
    cause: 'username-row',
    guess: true,
    matches: (seen) => arrived(seen) && seen.atOktopost === 'no' && hasUserNameRow(seen),
  },
  {
    cause: 'search-finds-nobody',
    guess: true,
    matches: (seen) => arrived(seen) && !failed(seen) && !inError(seen) && seen.atOktopost === 'no',
  },
  {
    cause: 'update-off',
    guess: false,
    matches: (seen) => arrived(seen) && !failed(seen) && boxOff(seen, 'update', pushUpdates),
  },
  {
    cause: 'slow',
    guess: true,
    matches: (seen) =>
      seen.appUser !== null &&
      !arrived(seen) &&
      !failed(seen) &&
      !inError(seen) &&
      seen.waitedMs >= answerLimitMs,
  },
];
