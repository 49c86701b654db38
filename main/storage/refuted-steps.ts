import { ownValue } from '../../shared/own-value';
import { guidedStepIds } from '../../shared/screens';
import type { GuidedStepId } from '../../shared/screens';
import type { Session } from './session';

type StatedSteps = Pick<Session, 'statedAt' | 'statedBy' | 'connectionSince' | 'mapping'>;

/**
 * What an admin stated of these steps counts no more; nor does a mapping that was skipped where SCIM is off, which has no attributes to map.
 * `at`, ISO 8601: what was sent before tells nothing of a connection of later.
 */
export function withoutStatements(
  session: StatedSteps,
  steps: readonly GuidedStepId[],
  at: string,
): StatedSteps {
  const nothing = Object.fromEntries(steps.map((step) => [step, null]));
  return {
    statedAt: { ...session.statedAt, ...nothing },
    statedBy: { ...session.statedBy, ...nothing },
    connectionSince: steps.includes('connection') ? at : session.connectionSince,
    mapping: steps.includes('scim-on') ? { ...session.mapping, skipped: null } : session.mapping,
  };
}

const ofConnection: readonly GuidedStepId[] = ['connection', 'authenticate'];
/** Nothing was sent at all: one of them is not done, and nothing shows which. */
const ofProvisioning: readonly GuidedStepId[] = [...ofConnection, 'to-app'];

type Refuted = Readonly<Record<string, readonly GuidedStepId[]>>;

/** The steps that a cause of the catalogue, by its id, shows not to be done as they were stated. */
const always: Refuted = {
  'wrong-address': ofConnection,
  'other-identifier': ofConnection,
  'sent-elsewhere': ofConnection,
  'create-off': ['to-app'],
};

/** Of somebody whom the assistant assigned just now: of anybody else, provisioning may have been off once. */
const ofOwn: Refuted = {
  'assigned-too-early': ofProvisioning,
  'nothing-sent': ofProvisioning,
  'scim-off': ['scim-on', ...ofProvisioning],
  'api-integration-off': ofProvisioning,
};

/** Of a connection that was proven since, a token may have been revoked, or an address be out of reach for a while. */
const beforeProof: Refuted = {
  'token-refused': ofConnection,
  'sign-in-refused': ofConnection,
  'access-refused': ofConnection,
  'no-connection': ofConnection,
  'no-connection-of-app': ofConnection,
  'no-answer': ofConnection,
  'no-results': ofConnection,
  'web-page': ofConnection,
};

/** Whether a cause speaks against the connection, and not against one person alone. */
export const isAgainstConnection = (cause: string): boolean =>
  [always, ofOwn, beforeProof].some((table) => ownValue(table, cause)?.includes('connection') === true);

/** What came of what Okta sent, or should have. */
interface Sending {
  /** When it began, ISO 8601. */
  from: string;
  causes: readonly string[];
  /** The assistant assigned whom it is about, as the first thing. */
  isOwn: boolean;
  /** What Okta sent proved the connection since it was stated, or another token was pasted since, which is stated by itself. */
  isProven: boolean;
}

/** The steps that were stated before this was sent, and that it shows not to be done as they were. */
export function refutedSteps(
  { statedAt }: Pick<Session, 'statedAt'>,
  { from, causes, isOwn, isProven }: Sending,
): GuidedStepId[] {
  const tables = [always, ...(isOwn ? [ofOwn] : []), ...(isProven ? [] : [beforeProof])];
  const refuted = causes.flatMap((cause) => tables.flatMap((table) => ownValue(table, cause) ?? []));
  return guidedStepIds.filter((step) => {
    const at = statedAt[step];
    return at !== null && at <= from && refuted.includes(step);
  });
}
