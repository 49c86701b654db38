import { z } from 'zod';
import { AppFailure, assertNever } from '../../shared/errors';
import { clientIdSchema, serviceAppWords } from '../../shared/service-app';
import type { Evidence, Summary } from '../../shared/summary';
import { isDeactivation } from '../observe/deprovisioning';
import { changeWords } from '../observe/logged-changes';
import { clockSkewMs } from '../observe/okta-clock';
import type { Okta } from '../okta/okta';
import type { LogEvent } from '../okta/types';
import type { JournalEntry } from '../storage/journal-entry';
import { livesOf } from '../storage/lives';
import type { Session } from '../storage/session';

/** The System Log lags. */
const laterMs = 5 * 60_000;

/**
 * Who did what and when, oldest first: what the journal says this set-up wrote, and what Okta's System Log says of the app
 * integration and of the test user meanwhile. Other people's events are left out.
 */
export async function readEvidence(
  okta: Okta,
  session: Session,
  entries: readonly JournalEntry[],
): Promise<Pick<Summary, 'evidence' | 'systemLog'>> {
  const written = ofJournal(entries);
  const times = [
    ...entries.map(({ at }) => at),
    session.test.assignedAt,
    session.test.endedAt,
    session.test.unassignment?.endedAt ?? null,
    session.earlierPass?.assignedAt ?? null,
    ...livesOf(session).map(({ endedAt }) => endedAt),
  ]
    .filter((at) => at !== null)
    .map((at) => new Date(at).getTime());
  if (session.app === null || times.length === 0) return { evidence: written, systemLog: 'read' };
  // Not by `Math.min(...times)`: a set-up may have more entries than a call may have arguments.
  const first = times.reduce((a, b) => Math.min(a, b));
  const last = times.reduce((a, b) => Math.max(a, b));
  const since = new Date(first - clockSkewMs);
  const until = new Date(last + laterMs);
  try {
    const events = await okta.logEvents(session.app.id, since, until);
    const ofTest = new Set([
      ...[session.test, session.earlierPass]
        .flatMap((test) => test?.timeline ?? [])
        .map(({ eventId }) => eventId),
      ...livesOf(session)
        .flatMap(({ phases }) => phases)
        .flatMap(({ eventIds }) => eventIds),
    ]);
    const { id } = session.app;
    const testers = new Set([session.test, session.earlierPass].flatMap((test) => test?.user?.id ?? []));
    const logged = events
      .filter((event) => ofTest.has(event.uuid) || isAboutApp(event) || isRemovalOf(testers, event))
      .map((event) => ofSystemLog(event, id));
    return {
      evidence: [...written, ...logged].sort((a, b) => a.at.localeCompare(b.at)),
      systemLog: 'read',
    };
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
    return { evidence: written, systemLog: 'cannot-be-read' };
  }
}

/** Okta answered: where it did not, nobody refused anything. */
const answeredSchema = z.looseObject({
  status: z.number(),
  errorCode: z.string().nullish().catch(null),
  causes: z.array(z.string()).catch([]),
});

export const refusedWords = 'refused by Okta';

/** Why Okta refused a change that failed: empty where it or the journal names no reason; null: it refused nothing. */
export function refusalOf({ code, message, okta }: JournalEntry['details']): string | null {
  const { data } = answeredSchema.safeParse(okta);
  if (data === undefined && code !== 'okta-refused') return null;
  const reason = data === undefined ? null : data.causes.join('; ') || data.errorCode;
  return reason ?? (typeof message === 'string' ? message : '');
}

function failureWords(details: JournalEntry['details']): string {
  const refusal = refusalOf(details);
  return refusal === null ? 'not done' : refusal === '' ? refusedWords : `${refusedWords}: ${refusal}`;
}

export const doneWords = 'done';

const results: Record<Exclude<JournalEntry['kind'], 'intent' | 'failure'>, string> = {
  result: doneWords,
  resolved: 'looked up afterwards: its answer was lost',
};

/**
 * Why a change that failed with this code was not even sent, in words; null where it may have been. What an admin stopped was not: what
 * was sent to Okta is not stopped any more.
 */
export function unsentWords(code: unknown): string | null {
  if (code === 'cancelled') return 'stopped before it was sent';
  return code === 'plan-stale' ? 'not sent: Okta was not any more as the plan showed' : null;
}

/** Whose login an entry notes as connected, or which service app; null where it notes neither. */
export function writerOf({ by, clientId }: JournalEntry['details']): string | null {
  if (typeof by === 'string') return by;
  const id = clientIdSchema.safeParse(clientId);
  return id.success ? serviceAppWords(id.data) : null;
}

/** Each change once, with its outcome; the intent names who was connected. */
function ofJournal(entries: readonly JournalEntry[]): Evidence[] {
  const found = new Map<string, Evidence>();
  for (const { at, kind, title, runId, changeId, details } of entries) {
    const key = `${runId} ${changeId}`;
    const by = writerOf(details);
    found.set(key, {
      at,
      source: 'journal',
      who: by ?? found.get(key)?.who ?? null,
      what: title,
      result: resultOf(kind, details),
      id: runId,
    });
  }
  return [...found.values()];
}

function resultOf(kind: JournalEntry['kind'], details: JournalEntry['details']): string | null {
  switch (kind) {
    case 'intent':
      return null;
    case 'failure':
      return unsentWords(details['code']) ?? failureWords(details);
    case 'result':
    case 'resolved':
      return results[kind];
    default:
      return assertNever(kind);
  }
}

/** Assignments and pushes name a person; only those of the test user are listed. */
export const isAboutApp = ({ targets }: LogEvent): boolean =>
  targets.every(({ type }) => type !== 'User' && type !== 'AppUser');

/** That a test user was taken out: a test follows an assignment, and names no unassignment of before. */
const isRemovalOf = (testers: ReadonlySet<string>, event: LogEvent): boolean =>
  (event.eventType === 'application.user_membership.remove' || isDeactivation(event)) &&
  event.targets.some(({ id }) => testers.has(id));

export function ofSystemLog(event: LogEvent, appId: string): Evidence {
  const { uuid, published, eventType, displayMessage, outcome, actor } = event;
  const reason = outcome?.reason ?? null;
  const changes = changeWords(event, appId);
  const title = displayMessage === null ? eventType : `${eventType}: ${displayMessage}`;
  return {
    at: new Date(published).toISOString(),
    source: 'system-log',
    who: actor?.who ?? null,
    what: changes === null ? title : `${title} (${changes})`,
    result: outcome === null ? null : reason === null ? outcome.result : `${outcome.result}, ${reason}`,
    id: uuid,
  };
}
