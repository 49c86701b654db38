import { z } from 'zod';
import { ownValue } from '../../../shared/own-value';
import { serviceAppWords } from '../../../shared/service-app';
import { shortened } from '../../../shared/shortened';
import { timeIn } from '../../../shared/time';
import { oktaId, type Calls } from '../calls';
import { appUpdate } from '../event-types';
import { logsPath } from '../paths';
import type { Okta } from '../okta';
import type { LogEvent } from '../types';
import { unreadable } from '../failures';
import { readChangeDetails } from './change-details';
import { list, text } from './shapes';

// Without transforms: an event may have many targets.
const optional = z.string().nullish();
const actorSchema = z.looseObject({
  id: optional,
  type: optional,
  alternateId: optional,
  displayName: optional,
});

const targetSchema = actorSchema.extend({ changeDetails: z.unknown().optional() });

const eventSchema = z
  .looseObject({
    uuid: z.string(),
    published: z.iso.datetime({ offset: true }).refine((at) => timeIn(at) !== null),
    eventType: z.string(),
    legacyEventType: text,
    severity: text,
    displayMessage: text,
    outcome: z.looseObject({ result: text, reason: text }).nullish(),
    actor: actorSchema.nullish(),
    target: list(targetSchema),
    debugContext: z
      .looseObject({
        debugData: z.looseObject({ initiationType: text, customMessage: text.catch(null) }).nullish(),
      })
      .nullish(),
    transaction: z.looseObject({ id: text }).nullish().catch(null),
  })
  .transform(
    ({
      uuid,
      published,
      eventType,
      legacyEventType,
      severity,
      displayMessage,
      outcome,
      actor,
      target,
      debugContext,
      transaction,
    }): LogEvent => ({
      uuid,
      published,
      eventType,
      legacyEventType,
      severity: severity ?? 'INFO',
      displayMessage,
      outcome: outcome ? { result: outcome.result ?? 'UNKNOWN', reason: withItsCut(outcome.reason) } : null,
      actor: actor ? { id: actor.id ?? '', who: whoOf(actor) } : null,
      targets: target.map(({ id, type, alternateId, displayName, changeDetails }) => ({
        id: id ?? '',
        type: type ?? '',
        alternateId: alternateId ?? null,
        displayName: displayName ?? null,
        changes: readChangeDetails(changeDetails),
      })),
      customMessage: debugContext?.debugData?.customMessage ?? null,
      initiation: ownValue(initiations, debugContext?.debugData?.initiationType ?? '') ?? null,
      transactionId: transaction?.id ?? null,
    }),
  );

/** A service app has no login. Source: Okta as recorded, section 2, "Who did it". */
function whoOf({ id, type, alternateId }: z.infer<typeof actorSchema>): string | null {
  if (type?.startsWith('PublicClientApp') === true) return id ? serviceAppWords(id) : null;
  return alternateId === 'unknown' ? null : (alternateId ?? null);
}

/** Source: Okta's published description, `LogOutcome`. */
const longestReason = 255;

/** Okta cuts a reason without a sign. */
const withItsCut = (reason: string | null): string | null =>
  reason?.length === longestReason ? `${reason}…` : reason;

/** Seen in real logs but undocumented, so optional. */
const initiations: Record<string, LogEvent['initiation']> = { IDP_INITIATED: 'idp', SP_INITIATED: 'sp' };

const longestValue = 500;

/** The reason quotes the remote server's response, which may quote the token sent to it; a changed value may hold anything, and is cut only then. */
function withoutSecrets(event: LogEvent, calls: Pick<Calls, 'hide'>): LogEvent {
  const { outcome, displayMessage, customMessage, targets } = event;
  const hide = (said: string | null): string | null => (said === null ? null : calls.hide(said));
  const shown = (said: string | null): string | null =>
    said === null ? null : shortened(calls.hide(said), longestValue);
  return {
    ...event,
    displayMessage: hide(displayMessage),
    customMessage: hide(customMessage),
    outcome: outcome === null ? null : { ...outcome, reason: hide(outcome.reason) },
    targets: targets.map((target) => ({
      ...target,
      changes: target.changes.map(({ name, from, to }) => ({ name, from: shown(from), to: shown(to) })),
    })),
  };
}

interface LogRange {
  since: Date;
  until: Date;
  /** No page is read after so many events. */
  most: number;
  sortOrder: 'ASCENDING' | 'DESCENDING';
}

/** The System Log. Without `until` its pages never end (Okta facts, section 2, "System Log"). */
export function logsGateway(
  calls: Calls,
): Pick<Okta, 'logEvents' | 'newestEvents' | 'appUpdates' | 'assignmentEvents'> {
  async function read(
    filter: string,
    { since, until, most, sortOrder }: LogRange,
  ): Promise<{ events: LogEvent[]; isWhole: boolean }> {
    const events: LogEvent[] = [];
    let odd = 0;
    let isWhole = true;
    // One event that cannot be read makes the others no less readable. Raw: the SDK builds a model of every event of a page at
    // once, which takes longer than all the rest.
    const found = calls.rawItems(logsPath, eventSchema.nullable().catch(null), {
      since: since.toISOString(),
      until: until.toISOString(),
      filter,
      sortOrder,
      limit: '500',
    });
    for await (const event of found) {
      if (event === null) odd += 1;
      else events.push(withoutSecrets(event, calls));
      if (events.length + odd < most) continue;
      isWhole = false;
      break;
    }
    if (events.length === 0 && odd > 0) throw unreadable(`GET ${logsPath}`, 'no event is as documented');
    return { events, isWhole };
  }
  const eventsOf = async (filter: string, since: Date, until: Date): Promise<LogEvent[]> =>
    (await read(filter, { since, until, most: Infinity, sortOrder: 'ASCENDING' })).events;
  const targets = (appId: string): string => `target.id eq "${oktaId(appId)}"`;
  return {
    logEvents: async (appId, since, until) => eventsOf(targets(appId), since, until),
    newestEvents: async (appId, since, until, most) => {
      const { events, isWhole } = await read(targets(appId), { since, until, most, sortOrder: 'DESCENDING' });
      return { events: events.toReversed(), isWhole };
    },
    appUpdates: async (appId, since, until) =>
      eventsOf(`${targets(appId)} and eventType eq "${appUpdate}"`, since, until),
    assignmentEvents: async (appId, userId, since, until) => {
      const events = await eventsOf(`${targets(userId)} and eventType eq "${assigned}"`, since, until);
      return events.filter((event) => event.targets.some(({ id }) => id === appId));
    },
  };
}

const assigned = 'application.user_membership.add';
