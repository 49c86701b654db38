import { counted } from '../../shared/counted';
import { lookedAt } from '../../shared/drift';
import type { DriftReport, WatchFinding } from '../../shared/drift';
import type { Certificate } from '../../shared/single-sign-on';
import type { Summary } from '../../shared/summary';
import { minute } from '../export/document';
import { isFailure } from '../observe/log-outcome';
import { neverSentWords, pushFailedWords } from '../observe/never-sent';
import type { UserNamesRead } from '../observe/user-names';
import type { Okta } from '../okta/okta';
import type { App, LogEvent } from '../okta/types';
import { accountsInUse } from './accounts';
import { mostEvents } from './changed-by';
import type { AppEvents } from './changed-by';
import { failuresIn, isSent } from './failures-in-log';
import type { OktopostOf } from './oktopost';
import { oldScimToken, readOwnTokens, unusedTokens } from './tokens';

/** A day without anything sent is no longer Okta's delay. */
const silentMs = 24 * 60 * 60_000;
const endsSoonMs = 60 * 24 * 60 * 60_000;

interface Watched {
  app: App;
  /** Null: the token may not read them. */
  people: Summary['people'];
  toRepair: UserNamesRead['toRepair'];
  /** Of the app integration since the summary was made; null: the System Log could not be read. */
  log: AppEvents | null;
  now: Date;
  summary: Summary;
  /** What Okta signs with; null: it cannot be read. */
  active: Certificate | null;
  oktopost: OktopostOf;
}

export type Watch = Pick<DriftReport, 'watch' | 'notLookedAt' | 'accountsNotLookedAt'>;

/** Of an app integration that was not read. */
export const nothingWatched: Watch = { watch: [], notLookedAt: [...lookedAt], accountsNotLookedAt: null };

/**
 * What is no setting and needs a look: failures, silence, people who were never sent or are in error, a certificate or a token that ends, accounts of
 * nobody and of people who left. Only reads. @throws AppFailure when Okta cannot be asked.
 */
export async function watch(okta: Okta, watched: Watched): Promise<Watch> {
  const { app, people, toRepair, log, now, summary, active, oktopost } = watched;
  const events = log?.events ?? [];
  const [tokens, accounts] = await Promise.all([
    readOwnTokens(okta),
    accountsInUse(okta, oktopost, {
      appId: app.id,
      assigned: people?.assigned ?? null,
      unassigned: unassignedIn(events),
    }),
  ]);
  const found = [
    ...failuresIn(events),
    ...silenceIn(events, now),
    ...inPart(log),
    ...ofPeople('never-sent', toRepair.neverSent.people, neverSentWords),
    // Whenever that began: the log since the summary may not tell of them.
    ...ofPeople('push-failed', toRepair.failed.people, pushFailedWords),
    ...endingCertificate(active, now),
    ...unusedTokens(tokens ?? [], now),
    ...oldScimToken(summary, now),
    ...accounts.found,
  ];
  return {
    watch: found,
    notLookedAt: [
      ...(log === null ? (['failures'] as const) : []),
      ...(people === null ? (['assignments'] as const) : []),
      // A service app has no token that ends.
      ...(tokens === null && okta.serviceApp === null ? (['api-tokens'] as const) : []),
      ...(accounts.notLookedAt === null ? [] : (['accounts'] as const)),
    ],
    accountsNotLookedAt: accounts.notLookedAt,
  };
}

const ofPeople = (
  kind: 'never-sent' | 'push-failed',
  count: number,
  words: (count: number) => { text: string; next: string },
): WatchFinding[] => (count === 0 ? [] : [{ kind, since: null, ...words(count) }]);

/** Who was unassigned, by the id of the Okta user. */
const unassignedIn = (events: readonly LogEvent[]): ReadonlySet<string> =>
  new Set(
    events
      .filter((event) => event.eventType === 'application.user_membership.remove' && !isFailure(event))
      .flatMap(({ targets }) => targets.flatMap(({ id, type }) => (type === 'User' ? [id] : []))),
  );

/** Source: docs/facts/okta-recorded.md, section 2: assigning and unassigning each are an event, and so is what Okta sends then. */
function silenceIn(events: readonly LogEvent[], now: Date): WatchFinding[] {
  const lastSent = events.findLastIndex(isSent);
  const unanswered = events
    .slice(lastSent + 1)
    .filter(({ eventType }) => /^application\.user_membership\.(add|remove)$/.test(eventType));
  const [first] = unanswered;
  if (first === undefined) return [];
  const silent = now.getTime() - new Date(first.published).getTime();
  if (silent < silentMs) return [];
  return [
    {
      kind: 'silence',
      text: `${counted(unanswered.length, 'assignment')} changed since ${minute(first.published)}, and Okta has sent nothing to Oktopost for ${counted(Math.floor(silent / silentMs), 'day')}.`,
      next: 'Look in Okta at the Provisioning tab of the app integration (To App), and at Dashboard, Tasks.',
      since: first.published,
    },
  ];
}

/** A number of failures is of those events, and so is their absence. */
function inPart(log: AppEvents | null): WatchFinding[] {
  if (log === null || log.readFrom === null) return [];
  return [
    {
      kind: 'log-in-part',
      text: `Okta’s System Log has more of this app integration than was read: failures were looked for in its newest ${mostEvents.toLocaleString('en')} events, since ${minute(log.readFrom)}.`,
      next: 'Export a summary again now and then: only what came after it is read.',
      since: log.readFrom,
    },
  ];
}

function endingCertificate(active: Certificate | null, now: Date): WatchFinding[] {
  if (active === null) return [];
  const left = new Date(active.until).getTime() - now.getTime();
  if (left > endsSoonMs) return [];
  return [
    {
      kind: 'certificate-ends',
      text: `The certificate by which Okta signs sign-ins ${left > 0 ? 'ends' : 'ended'} at ${minute(active.until)}.`,
      next: 'The screen “Change the certificate” leads to a new one; Oktopost needs it before Okta signs with it.',
      since: null,
    },
  ];
}
