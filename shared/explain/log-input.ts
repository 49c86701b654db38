import { z } from 'zod';
import { decodeJson, jsonLimits, listOf } from '../bounded-json';
import { outcomeOf } from '../log-outcome';
import type { Message } from './message';
import { nobody, personIn } from './people';
import type { NamedPerson } from './people';

/** UTF-16 units of the whole input; a page of the System Log with its 1000 events takes about 3 million. */
export const longestInput = 16_000_000;
/** UTF-16 units of one message. Okta's own are far shorter. */
export const longestMessage = 16_000;
export const mostMessages = 20_000;

/** A message with whom and when it is about, as far as the input says. */
export interface ReadMessage extends Message {
  person: NamedPerson;
  /** As the input has it; null where it has none. */
  at: string | null;
  /** Okta's event id, or null. */
  eventId: string | null;
}

/** The messages of an input, or one sentence why it is refused. */
export type ReadMessages =
  | { ok: true; messages: ReadMessage[]; skipped: { succeeded: number; noEvent: number } }
  | { ok: false; error: string };

const text = z.string().nullish().catch(null);
/** Of hostile or newer logs every field that is not as expected counts as missing. */
const eventSchema = z.object({
  uuid: text,
  published: text,
  eventType: text,
  legacyEventType: text,
  severity: text,
  displayMessage: text,
  outcome: z.object({ result: text, reason: text }).nullish().catch(null),
  target: listOf(z.object({ id: text, type: text, displayName: text, alternateId: text }).catch({}))
    .nullish()
    .catch(null),
});
type LogEvent = z.infer<typeof eventSchema>;

/**
 * Reads what was given: System Log events as one JSON array, one JSON object or JSON lines, or one message a line. Pure, never
 * throws. Nothing of the input is repeated in an error. Source of the event's shape: Okta facts, section 2, "System Log".
 */
export function readMessages(input: string): ReadMessages {
  if (input.length > longestInput) {
    return refused(`The input is longer than ${longestInput.toLocaleString('en')} characters.`);
  }
  const body = input.replace(/^\uFEFF/, '').trim();
  if (body === '') return { ok: true, messages: [], skipped: { succeeded: 0, noEvent: 0 } };
  if (
    /^\[\s*(?:[{"\]]|$)/.test(body.slice(0, 1000)) ||
    /^\{\s*$/m.test(body.slice(0, 1000).split('\n', 1)[0] ?? '')
  ) {
    const value = parsed(body);
    if (value === undefined) return refused('This begins like JSON and is none: it may have been cut.');
    return ofEntries(Array.isArray(value) ? value : [value]);
  }
  return ofLines(body.split(/\r\n|\n|\r/));
}

function ofLines(lines: readonly string[]): ReadMessages {
  const entries: unknown[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const value = line.trimStart().startsWith('{') ? parsed(line) : undefined;
    if (value === undefined && looksLikeEvent(line)) {
      return refused(
        `Line ${String(index + 1)} begins like an event of the System Log and is no JSON: it may have been cut.`,
      );
    }
    entries.push(isEvent(value) ? value : line);
    if (entries.length > mostMessages) break;
  }
  return ofEntries(entries);
}

/** Reads messages: texts, and events of the System Log as its API answers with them. Never throws. */
export function ofEntries(entries: readonly unknown[]): ReadMessages {
  if (entries.length > mostMessages) {
    return refused(`There are more than ${mostMessages.toLocaleString('en')} messages.`);
  }
  const read = entries.map((entry) =>
    typeof entry === 'string' ? entry : isEvent(entry) ? eventSchema.parse(entry) : null,
  );
  const pushed = new Set(read.flatMap((entry) => (isPush(entry) ? personsOf(entry) : [])));
  const messages: ReadMessage[] = [];
  const skipped = { succeeded: 0, noEvent: 0 };
  for (const [index, entry] of read.entries()) {
    const message =
      typeof entry === 'string'
        ? { text: entry, event: null, person: personIn(entry), at: null, eventId: null }
        : entry === null
          ? null
          : ofEvent(entry, pushed);
    if (entry === null) skipped.noEvent += 1;
    else if (message === null) skipped.succeeded += 1;
    else if (message.text.length > longestMessage) {
      return refused(
        `Message ${String(index + 1)} is longer than ${longestMessage.toLocaleString('en')} characters.`,
      );
    } else if (message.text.trim() !== '') messages.push(message);
  }
  if (entries.length > 0 && skipped.noEvent === entries.length) {
    return refused('This is JSON, but holds no event of Okta’s System Log.');
  }
  return { ok: true, messages, skipped };
}

/** Null: the event tells no failure. */
function ofEvent(event: LogEvent, pushed: ReadonlySet<string>): ReadMessage | null {
  const outcome = outcomeOfEvent(event);
  const reason = event.outcome?.reason?.trim() ?? '';
  if (outcome === 'success' || (outcome === 'undecided' && reason === '')) return null;
  const { eventType, displayMessage, target } = event;
  const title = displayMessage ?? '';
  return {
    text: reason === '' ? (title.trim() === '' ? (eventType ?? '') : title) : (event.outcome?.reason ?? ''),
    event: {
      eventType: eventType ?? '',
      outcome,
      hasReason: reason !== '',
      names: (target ?? []).flatMap(({ displayName, alternateId }) => [displayName ?? '', alternateId ?? '']),
      succeededToo: personsOf(event).some((id) => pushed.has(id)),
    },
    person: personOf(event),
    at: event.published ?? null,
    eventId: event.uuid ?? null,
  };
}

/** A reason without any result comes from an excerpt of a log, in which nobody keeps what went well. */
const outcomeOfEvent = ({ severity, outcome, legacyEventType }: LogEvent) =>
  (outcome?.result ?? severity ?? null) === null && (outcome?.reason ?? '').trim() !== ''
    ? 'failure'
    : outcomeOf({
        severity: severity ?? '',
        result: outcome?.result ?? null,
        legacyEventType: legacyEventType ?? null,
      });

const isPush = (entry: LogEvent | string | null): entry is LogEvent =>
  entry !== null &&
  typeof entry !== 'string' &&
  entry.eventType === 'application.provision.user.push' &&
  outcomeOfEvent(entry) === 'success';

const personsOf = ({ target }: LogEvent): string[] =>
  (target ?? []).flatMap(({ id, type }) => (id && /user$/i.test(type ?? '') ? [id] : []));

/** The Okta user where the event names one, else the app user, whose id no user has. */
function personOf({ target }: LogEvent): NamedPerson {
  const named = (kind: RegExp) => (target ?? []).find(({ type }) => kind.test(type ?? ''));
  const user = named(/^user$/i);
  const found = user ?? named(/user$/i);
  if (found === undefined) return nobody;
  return { id: user?.id ?? null, name: found.displayName ?? null, login: found.alternateId ?? null };
}

const isEvent = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  ['eventType', 'outcome', 'displayMessage'].some((key) => Object.hasOwn(value, key));

/** A vendor's own message can be JSON as well. */
const looksLikeEvent = (line: string): boolean =>
  /^\s*\{\s*"/.test(line.slice(0, 1000)) && /"(?:eventType|displayMessage)"\s{0,5}:/.test(line);

/** Undefined: no JSON. */
function parsed(json: string): unknown {
  const read = decodeJson(json, jsonLimits.log);
  return read.ok ? read.value : undefined;
}

const refused = (error: string): ReadMessages => ({ ok: false, error });
