import type { Explanation } from '../../shared/verification';
import { explain } from '../../shared/explain';
import type { Evidence } from '../../shared/explain/evidence';
import { isProvisioning } from '../../shared/log-outcome';
import { wasNeverSent } from '../observe/never-sent';
import { readAccounts } from '../observe/account';
import type { AccountReading } from '../observe/account';
import { isFailure, logEvidence, logOutcomeOf } from '../observe/log-outcome';
import { clockSkewMs, logUntil } from '../observe/okta-clock';
import { readAssigned } from '../observe/people';
import { readToApp } from '../observe/to-app';
import { nullOn } from '../okta/calls';
import type { Okta } from '../okta/okta';
import type { App, AppUserWithEmail, LogEvent } from '../okta/types';
import type { OktopostScim } from '../oktopost/types';
import type { RingPerson } from '../steps/rollout/ring';
import type { Session } from '../storage/session';
import { requireTarget } from '../storage/target';

/** What one look at the people of a ring brought, by user id. */
export interface RingLook {
  readonly assigned: ReadonlyMap<string, AppUserWithEmail>;
  /** By user id and by user name in small letters; null: the log was not read at this look, or may not be read. */
  readonly events: ReadonlyMap<string, LogEvent[]> | null;
  readonly accounts: ReadonlyMap<string, AccountReading>;
}

interface Looked {
  appId: string;
  open: readonly RingPerson[];
  since: Date;
  now: Date;
  /** Who of them is looked at in Oktopost as soon as Okta names the account. */
  isLookedAt: (userId: string) => boolean;
  readsLog: boolean;
}

/** Reads who of `open` has arrived: assignments in bulk, the log in one go, and some accounts at Oktopost. Only reads. */
export async function lookAtRing(
  okta: Okta,
  oktopost: OktopostScim | null,
  { appId, open, since, now, isLookedAt, readsLog }: Looked,
): Promise<RingLook> {
  const assigned = await readAssigned(okta, {
    appId,
    userIds: open.map(({ userId }) => userId),
    mostAreAsked: false,
  });
  const hasError = [...assigned.values()].some(({ syncState }) => syncState === 'ERROR');
  const asked = open.filter(
    ({ userId }) => isLookedAt(userId) && isThere(assigned.get(userId)) && oktopost !== null,
  );
  const keys = asked.map(({ userId, email }) => {
    const appUser = assigned.get(userId);
    return { userId, externalId: appUser?.externalId ?? null, userName: appUser?.userName ?? email };
  });
  const [events, readings] = await Promise.all([
    readsLog || hasError ? readEvents(okta, appId, since, now) : null,
    readAccounts(oktopost, keys),
  ]);
  const accounts = new Map(readings.map(({ key, reading }) => [key.userId, reading]));
  return { assigned, events, accounts };
}

/** Okta says that the account is there. */
export const isThere = (appUser: AppUserWithEmail | undefined): appUser is AppUserWithEmail =>
  appUser !== undefined &&
  appUser.externalId !== null &&
  appUser.syncState !== 'ERROR' &&
  appUser.syncState !== 'SYNCING';

/** Oktopost has no active account; false where it was not read. */
export const isMissing = (state: AccountReading['state'] | undefined): boolean =>
  state === 'inactive' || state === 'gone';

/** Okta will not send them any more, or has failed to. */
export const hasFailed = (appUser: AppUserWithEmail | undefined): boolean =>
  appUser !== undefined && (appUser.syncState === 'ERROR' || wasNeverSent(appUser));

export const hasReason = (events: readonly LogEvent[]): boolean =>
  events.some((event) => isFailure(event) && event.outcome?.reason !== null);

/** Okta's log says that this person was sent and accepted. */
export const isLogged = (events: readonly LogEvent[]): boolean =>
  events.some((event) => isProvisioning(event) && logOutcomeOf(event) === 'success');

export const wasReactivated = (events: readonly LogEvent[]): boolean =>
  events.some(({ eventType }) => eventType === 'application.provision.user.reactivate');

async function readEvents(
  okta: Okta,
  appId: string,
  since: Date,
  now: Date,
): Promise<ReadonlyMap<string, LogEvent[]> | null> {
  const from = new Date(since.getTime() - clockSkewMs);
  const until = logUntil(now);
  const all = await nullOn(['missing-right'], () => okta.logEvents(appId, from, until));
  if (all === null) return null;
  const byPerson = new Map<string, LogEvent[]>();
  for (const event of all) {
    const keys = new Set(
      event.targets.flatMap(({ id, alternateId }) => [id, alternateId?.toLowerCase() ?? id]),
    );
    for (const key of keys) {
      const known = byPerson.get(key);
      if (known === undefined) byPerson.set(key, [event]);
      else known.push(event);
    }
  }
  return byPerson;
}

/** The events about somebody: a failed push names the app user, by its user name, and not the person. */
export function eventsAbout(
  { events, assigned }: RingLook,
  { userId, login, email }: RingPerson,
): LogEvent[] {
  const userName = assigned.get(userId)?.userName ?? email;
  const found = [userId, login.toLowerCase(), userName.toLowerCase()].flatMap(
    (key) => events?.get(key) ?? [],
  );
  return [...new Set(found)];
}

/** What all explanations of a ring have in common; read when the first one is needed. */
export interface Setting {
  app: App;
  toApp: { create: boolean; update: boolean; deactivate: boolean } | null;
}

export async function readSetting(okta: Okta, appId: string): Promise<Setting | null> {
  const app = await okta.app(appId);
  if (app === null) return null;
  const { boxes } = await readToApp(okta, app);
  return {
    app,
    toApp: boxes === null ? null : { create: boxes[0], update: boxes[1], deactivate: boxes[2] },
  };
}

interface Failed {
  person: RingPerson;
  appUser: AppUserWithEmail | undefined;
  events: readonly LogEvent[];
  account: AccountReading | undefined;
  waitedMs: number;
  /** A group assigns them: the assistant cannot assign one member again. */
  isGroup: boolean;
}

/** Why somebody did not arrive, by the catalogue of explanations. */
export function explainPerson(
  session: Session,
  setting: Setting | null,
  { person, appUser, events, account, waitedMs, isGroup }: Failed,
): Explanation {
  if (account?.state === 'inactive') return isGroup ? inactiveByGroup : inactiveThere;
  if (account?.state === 'gone') return isGroup ? goneByGroup : goneThere;
  if (setting === null) return appGone;
  if (appUser === undefined) return isGroup ? notAssignedByGroup : notAssigned;
  const evidence: Evidence = {
    app: requireTarget(session).app,
    logEvents: logEvidence(events),
    appUser,
    features: setting.app.features,
    assignedBeforeScim: false,
    userName: appUser.userName,
    email: person.email,
    names: { given: nameIn(appUser, 'givenName'), family: nameIn(appUser, 'familyName') },
    atOktopost: account?.state === 'active' ? 'yes' : 'unknown',
    waitedMs,
    toApp: setting.toApp,
  };
  return explain(evidence, isGroup ? 'rollout-group' : 'rollout');
}

function nameIn({ profile }: AppUserWithEmail, name: string): string | null {
  const value = profile[name];
  return typeof value === 'string' ? value : null;
}

const found = (id: string, what: string, next: string): Explanation => ({
  id,
  what,
  owner: 'okta-admin',
  next,
  guess: false,
  said: null,
  place: 'assignments',
});

const appGone = found('app-gone', 'The app integration is not in Okta any more.', 'Ask who deleted it.');
const inactiveThere = found(
  'inactive-there',
  'Okta says that it sent them, and the account is inactive at Oktopost.',
  'Assign who failed again on “Rollout”. If they end inactive once more, look at Deactivate Users on the step “To App”.',
);
const goneThere = found(
  'gone-there',
  'Okta holds a link to an account that Oktopost does not have.',
  'Where that is so of everybody, compare the SCIM connector base URL and the token in Okta first: Okta may send to another address or Oktopost account. Then assign who failed again on “Rollout”: Okta searches for the account.',
);
const notAssigned = found(
  'not-assigned',
  'They are not assigned in Okta.',
  'Look whether the user is active in Okta. Then assign who failed again on “Rollout”.',
);

const putBack =
  'Take them out of the group in Okta, wait some minutes, and put them back. Then check the ring again.';
const inactiveByGroup = found('inactive-there-by-group', inactiveThere.what, putBack);
const goneByGroup = found('gone-there-by-group', goneThere.what, putBack);
const notAssignedByGroup = found(
  'not-assigned',
  notAssigned.what,
  'Look whether the user is active in Okta and still a member of the group: Okta then assigns them. Then check the ring again.',
);
