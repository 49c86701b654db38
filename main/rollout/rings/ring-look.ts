import { isProvisioning } from '../../../shared/log-outcome';
import { wasNeverSent } from '../../observe/never-sent';
import { readAccounts } from '../../observe/account';
import type { AccountReading } from '../../observe/account';
import { isFailure, logOutcomeOf } from '../../observe/log-outcome';
import { clockSkewMs, logUntil } from '../../observe/okta-clock';
import { readAssigned } from '../../observe/people';
import { nullOn } from '../../okta/calls';
import type { Okta } from '../../okta/okta';
import type { AppUserWithEmail, LogEvent } from '../../okta/types';
import type { OktopostScim } from '../../oktopost/types';
import type { RingPerson } from '../../steps/rollout/ring';

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
