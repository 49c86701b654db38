import { z } from 'zod';
import { oktaId, type Calls } from '../calls';
import type { LogEvent, Okta } from '../types';
import { list, text } from './shapes';

const actorSchema = z.looseObject({
  id: text,
  type: text,
  alternateId: text,
  displayName: text,
});

const eventSchema = z
  .looseObject({
    uuid: z.string(),
    published: z.string(),
    eventType: z.string(),
    legacyEventType: text,
    severity: text,
    displayMessage: text,
    outcome: z.looseObject({ result: text, reason: text }).nullish(),
    actor: actorSchema.nullish(),
    target: list(actorSchema),
    debugContext: z.looseObject({ debugData: z.looseObject({ initiationType: text }).nullish() }).nullish(),
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
    }): LogEvent => ({
      uuid,
      published,
      eventType,
      legacyEventType,
      severity: severity ?? 'INFO',
      displayMessage,
      outcome: outcome ? { result: outcome.result ?? 'UNKNOWN', reason: outcome.reason } : null,
      actor: actor ? { id: actor.id ?? '', alternateId: actor.alternateId } : null,
      targets: target.map(({ id, type, alternateId, displayName }) => ({
        id: id ?? '',
        type: type ?? '',
        alternateId,
        displayName,
      })),
      initiation: initiations[debugContext?.debugData?.initiationType ?? ''] ?? null,
    }),
  );

/** Seen in real logs but undocumented, so optional. */
const initiations: Record<string, LogEvent['initiation']> = { IDP_INITIATED: 'idp', SP_INITIATED: 'sp' };

/** The reason quotes the remote server's response, which may quote the token sent to it. */
function withoutSecrets(event: LogEvent, { hide }: Pick<Calls, 'hide'>): LogEvent {
  const { outcome, displayMessage } = event;
  const reason = outcome?.reason ?? null;
  return {
    ...event,
    displayMessage: displayMessage === null ? null : hide(displayMessage),
    outcome: outcome === null ? null : { ...outcome, reason: reason === null ? null : hide(reason) },
  };
}

/** The System Log. Without `until` its pages never end (Okta facts, section 2, "System Log"). */
export function logsGateway(calls: Calls): Pick<Okta, 'logEvents'> {
  return {
    logEvents: async (appId, since, until) => {
      const filter = `target.id eq "${oktaId(appId)}"`;
      const events: LogEvent[] = [];
      const found = calls.items('/api/v1/logs', eventSchema, () =>
        calls.sdk.systemLogApi.listLogEvents({
          since: since.toISOString(),
          until: until.toISOString(),
          filter,
          sortOrder: 'ASCENDING',
          limit: 1000,
        }),
      );
      for await (const event of found) events.push(withoutSecrets(event, calls));
      return events;
    },
  };
}
