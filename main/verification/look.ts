import type { AttributeRow, TimelineEntry, UserRow } from '../../shared/verification';
import { isElsewhere } from '../observe/account';
import { isDeletion } from '../observe/deprovisioning';
import { isFailure } from '../observe/log-outcome';
import { clockSkewMs, logUntil } from '../observe/okta-clock';
import { wasNeverSent } from '../observe/never-sent';
import type { Okta } from '../okta/okta';
import type { AppUser, LogEvent } from '../okta/types';
import type { OktopostScim, ScimUser } from '../oktopost/types';
import { appUserWords, eventWords } from './timeline-words';

/** The test user as one look found them in Okta, in its System Log and at Oktopost. */
export interface Look {
  appUser: AppUser | null;
  /** Oldest first. */
  events: LogEvent[];
  atOktopost: ScimUser | null;
  /** False when Oktopost could not be asked, or answered with other people than the one who was asked for. */
  oktopostRead: boolean;
  /** What is odd about Oktopost's answer, each a sentence. */
  remarks: readonly string[];
  /** Okta holds the id of an account that Oktopost, as it is read here, does not know, by id, user name or list. */
  isElsewhere: boolean;
}

interface LookedUp {
  appId: string;
  userId: string;
  email: string;
  assignedAt: Date;
  now: Date;
}

/**
 * Reads the test user everywhere. A missing Oktopost connection or an unreadable System Log only makes the result less complete.
 * @throws AppFailure when Okta does not answer about the app user.
 */
export async function lookAtTest(
  okta: Okta,
  oktopost: OktopostScim | null,
  { appId, userId, email, assignedAt, now }: LookedUp,
): Promise<Look> {
  const from = new Date(assignedAt.getTime() - clockSkewMs);
  const until = logUntil(now);
  const [appUser, events, found] = await Promise.all([
    okta.appUser(appId, userId),
    okta.logEvents(appId, from, until).catch(() => []),
    oktopost === null ? null : oktopost.findByUserName(email).catch(() => null),
  ]);
  const userNames = [email, appUser?.userName ?? null];
  const externalId = appUser?.syncState === 'ERROR' ? null : (appUser?.externalId ?? null);
  const isMissed = oktopost !== null && found?.user === null && found.conclusive;
  return {
    appUser,
    events: eventsOfUser(events, userId, userNames, 'application.user_membership.add'),
    atOktopost: found?.user ?? null,
    oktopostRead: found?.conclusive ?? false,
    remarks: found?.remarks ?? [],
    isElsewhere:
      isMissed && externalId !== null && (await isElsewhere(oktopost, { externalId, userNames })) === true,
  };
}

/**
 * Events of the app that name this user, since the newest of `beginning`: those of an earlier assignment do not count.
 * Some events target only the app user (`0ua…`), whose alternate id is the user name.
 */
export function eventsOfUser(
  events: readonly LogEvent[],
  userId: string,
  userNames: readonly (string | null)[],
  beginning: string,
): LogEvent[] {
  const names = userNames.flatMap((name) => name?.toLowerCase() ?? []);
  const ofUser = events.filter(({ targets }) =>
    targets.some(
      ({ id, type, alternateId }) =>
        (type === 'User' || type === 'AppUser') &&
        (id === userId || (alternateId !== null && names.includes(alternateId.toLowerCase()))),
    ),
  );
  const began = ofUser.map(({ eventType }) => eventType).lastIndexOf(beginning);
  return ofUser.slice(Math.max(began, 0));
}

/** Timeline entries of a look. `now` is the time of entries for which the source gives none. */
export function timelineOf({ appUser, events, atOktopost, remarks }: Look, now: string): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  if (appUser !== null) {
    entries.push({
      at: now,
      source: 'okta-app-user',
      text: appUserWords(appUser),
      failed: appUser.syncState === 'ERROR',
      eventId: null,
    });
  }
  entries.push(...timelineOfEvents(events));
  if (atOktopost !== null) {
    entries.push({
      at: now,
      source: 'oktopost',
      text: `Oktopost has ${atOktopost.userName}, ${atOktopost.active ? 'active' : 'inactive'}`,
      failed: false,
      eventId: null,
    });
  }
  for (const text of remarks)
    entries.push({ at: now, source: 'oktopost', text, failed: true, eventId: null });
  return entries;
}

export const timelineOfEvents = (events: readonly LogEvent[]): TimelineEntry[] =>
  events.map((event) => ({
    at: event.published,
    source: 'system-log',
    text: eventWords(event),
    failed: isFailure(event) || isDeletion(event),
    eventId: event.uuid,
  }));

/** An entry that is there already is not added again; the same timeline is returned where none is. */
export const withEntries = (timeline: TimelineEntry[], entries: readonly TimelineEntry[]): TimelineEntry[] =>
  entries.reduce(withEntry, timeline);

function withEntry(timeline: TimelineEntry[], entry: TimelineEntry): TimelineEntry[] {
  const isKnown = timeline.some(({ source, text, eventId }) =>
    entry.eventId === null ? source === entry.source && text === entry.text : eventId === entry.eventId,
  );
  return isKnown ? timeline : [...timeline, entry];
}

/** Okta has provisioned the user, and Oktopost shows every value that was expected. */
export const hasArrived = ({ appUser }: Look, rows: readonly AttributeRow[]): boolean =>
  appUser !== null &&
  appUser.externalId !== null &&
  appUser.syncState !== 'ERROR' &&
  !rows.some(({ state }) => state === 'not-there-yet');

/** What the account of the test user is called: by Oktopost, else by what Okta sends. The login of Okta may be another name. */
export const accountName = ({ atOktopost, appUser }: Look, user: Pick<UserRow, 'email'> | null): string =>
  atOktopost?.userName || appUser?.userName || user?.email || 'The test user';

/** Okta made an account active again: a profile push with an older `active: false` may follow. Source: Okta as recorded, section 5. */
export const wasReactivated = ({ events }: Look): boolean =>
  events.some(({ eventType }) => eventType === 'application.provision.user.reactivate');

/** Still assigned, and Oktopost shows the account as inactive. */
export const isInactiveThere = ({ appUser, atOktopost }: Look): boolean =>
  appUser !== null && atOktopost?.active === false;

/** Provisioning failed, or was not attempted: Okta does not synchronise an app user assigned while provisioning was off. */
export function cannotSucceed({ appUser, events }: Look): boolean {
  if (appUser?.syncState === 'ERROR' || events.some(isFailure)) return true;
  return appUser !== null && wasNeverSent(appUser);
}

/** The System Log has the reason of a failure. */
export const hasReason = ({ events }: Look): boolean =>
  events.some((event) => isFailure(event) && event.outcome?.reason !== null);
