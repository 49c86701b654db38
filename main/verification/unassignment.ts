import type { TestSnapshot, TimelineEntry } from '../../shared/verification';
import { readAccount } from '../observe/account';
import type { AccountReading } from '../observe/account';
import { deprovisioningOf } from '../observe/deprovisioning';
import type { Deprovisioning } from '../observe/deprovisioning';
import { clockSkewMs, logUntil } from '../observe/okta-clock';
import type { Okta } from '../okta/okta';
import type { AppUser, LogEvent } from '../okta/types';
import type { OktopostScim } from '../oktopost/types';
import { deletionSentence, elsewhereSentence, isOutOfSight, sentenceOf } from '../steps/assignment/accounts';
import type { UnassignedAccount } from '../steps/assignment/history';
import { eventsOfUser, timelineOfEvents } from './look';

/** The account of the unassigned test user as one look found it. */
export interface UnassignmentLook extends Deprovisioning {
  userId: string;
  account: UnassignedAccount;
  /** Null: not assigned any more, as it should be. */
  appUser: AppUser | null;
  /** Of this user, since the unassignment, oldest first. */
  events: LogEvent[];
  /** Whether Okta's log could be read. */
  isLogRead: boolean;
  reading: AccountReading;
}

interface LookedUp {
  appId: string;
  account: UnassignedAccount;
  now: Date;
}

/** @throws AppFailure when Okta does not answer about the app user. */
export async function lookAtUnassignment(
  okta: Okta,
  oktopost: OktopostScim | null,
  { appId, account, now }: LookedUp,
): Promise<UnassignmentLook> {
  const { userId, userName, since } = account;
  const [appUser, logged, reading] = await Promise.all([
    okta.appUser(appId, userId),
    okta.logEvents(appId, new Date(since.getTime() - clockSkewMs), logUntil(now)).catch(() => null),
    readAccount(oktopost, account),
  ]);
  const events = eventsOfUser(logged ?? [], userId, [userName], 'application.user_membership.remove');
  const isLogRead = logged !== null;
  return { userId, account, appUser, events, isLogRead, reading, ...deprovisioningOf(events, account) };
}

/** Timeline entries of a look; `now` is the time of those for which the source gives none. */
export function unassignmentTimeline(
  { appUser, events, reading, account }: UnassignmentLook,
  now: string,
): TimelineEntry[] {
  const entry = (source: TimelineEntry['source'], text: string, failed = false): TimelineEntry => ({
    at: now,
    source,
    text,
    failed,
    eventId: null,
  });
  return [
    appUser === null
      ? entry('okta-app-user', 'App user: not assigned any more')
      : entry(
          'okta-app-user',
          `App user: assigned ${appUser.scope === 'GROUP' ? 'by a group' : 'again'}`,
          true,
        ),
    ...timelineOfEvents(events),
    ...(reading.state === 'not-read'
      ? []
      : [
          entry('oktopost', `Oktopost: the account of ${account.userName} is ${readingWords[reading.state]}`),
        ]),
  ];
}

const readingWords = { active: 'active', inactive: 'inactive', gone: 'not there' } as const;

/** The sentence for each state that a look can end in. */
export function sayUnassigned(
  state: 'inactive' | 'gone' | 'elsewhere' | 'active' | 'unread',
  look: UnassignmentLook,
): string {
  const name = look.account.userName;
  const deletion = deletionSentence(look);
  const also = deletion === null ? '' : ` ${deletion}`;
  switch (state) {
    case 'inactive':
      return `${name} is unassigned, and the account at Oktopost is inactive.${also}`;
    case 'gone':
      return `${name} is unassigned, and Oktopost has no account of theirs.${also}`;
    case 'elsewhere':
      return `${name} is unassigned in Okta. ${elsewhereSentence(look)}`;
    case 'active':
      return look.appUser === null
        ? `${name} is unassigned in Okta, and the account at Oktopost is still active.`
        : `${name} is still assigned in Okta, so the account at Oktopost stays active.`;
    case 'unread':
      return `${name} is unassigned in Okta. ${sentenceOf(look) ?? ''}`.trim();
  }
}

/** Where the test has not seen it at Oktopost either, an account of which Okta has the id was never there. */
export const isMadeElsewhere = (
  look: UnassignmentLook,
  { wasSeen }: Pick<TestSnapshot, 'wasSeen'>,
): boolean =>
  isOutOfSight(look) ||
  (look.reading.state === 'gone' && look.deletion === null && look.account.externalId !== null && !wasSeen);

/** What is known of the account where the journal has none: Okta never had its id. */
export const accountOfUser = (user: NonNullable<TestSnapshot['user']>, since: Date): UnassignedAccount => ({
  userId: user.id,
  name: user.login,
  userName: user.email,
  externalId: null,
  isSent: false,
  since,
});
