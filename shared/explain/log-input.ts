import { z } from 'zod';
import { decodeJson, jsonLimits, listOf } from '../bounded-json';
import { outcomeOf } from '../log-outcome';
import { answersIn } from './answer';
import { gathered } from './gathered';
import type { Piece } from './gathered';
import { isMail, readMail } from './mail';
import type { Message } from './message';
import { nobody, personIn } from './people';
import type { NamedPerson } from './people';
import { unwrappedLines } from './wrapped';

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
  { ok: true; messages: ReadMessage[]; skipped: Skipped } | { ok: false; error: string };

/** What is no message of a failure: events of success, entries that are no event, lines of a mail around its messages. */
interface Skipped {
  succeeded: number;
  noEvent: number;
  prose: number;
}

const words = z.string().nullish().catch(null);
/** Of hostile or newer logs every field that is not as expected counts as missing. */
const eventSchema = z.object({
  uuid: words,
  published: words,
  eventType: words,
  legacyEventType: words,
  severity: words,
  displayMessage: words,
  outcome: z.object({ result: words, reason: words }).nullish().catch(null),
  target: listOf(z.object({ id: words, type: words, displayName: words, alternateId: words }).catch({}))
    .nullish()
    .catch(null),
});
type LogEvent = z.infer<typeof eventSchema>;

/**
 * Reads what was given, of at most `maxExplainedBytes`: System Log events as one JSON array, one JSON object or JSON lines; or messages,
 * one a line, of which one can be a server's JSON error or a web page over several lines, an HTTP answer with its headers, be wrapped, or stand in a mail. Pure, never
 * throws. Nothing of the input is repeated in an error. Source of the event's shape: Okta facts, section 2, "System Log".
 */
export function readMessages(input: string): ReadMessages {
  const body = input.replace(/^\uFEFF/, '').trim();
  if (body === '') return { ok: true, messages: [], skipped: { succeeded: 0, noEvent: 0, prose: 0 } };
  const isWhole = /^(?:\[\s*(?:[{"\]]|$)|\{)/.test(body.slice(0, 1000));
  const whole = isWhole ? parsed(body) : undefined;
  if (whole !== undefined) return ofEntries(Array.isArray(whole) ? whole : [whole]);
  const pieces = gathered(body.split(/\r\n|\n|\r/).map(unquoted), mostMessages);
  const [first] = pieces;
  // An object a line is read line by line.
  if (
    isWhole &&
    first !== undefined &&
    first.value === undefined &&
    /^(?:\[|\{\s*$)/.test(first.text.trim())
  ) {
    return refused('This begins like JSON and is none: it may have been cut.');
  }
  return ofPieces(pieces);
}

/** Without the marks of a mail that is quoted. */
const unquoted = (line: string): string => line.replace(/^(?: ?>)+ ?/, '');

function ofPieces(given: readonly Piece[]): ReadMessages {
  const pieces: Piece[] = [];
  for (const piece of answersIn(given)) {
    const event = looksLikeEvent(piece.text) ? parsed(piece.text) : null;
    if (event === undefined) {
      return refused(
        `Line ${String(piece.at + 1)} begins like an event of the System Log and is no JSON: it may have been cut.`,
      );
    }
    pieces.push(event === null ? piece : { ...piece, value: event });
  }
  const read = isMail(pieces) ? readMail(pieces) : { pieces: unwrappedLines(pieces), prose: 0 };
  return ofGiven(read.pieces.flatMap(givenOf), read.prose);
}

/** A message, or a value that may be an event. */
type Given = { text: string; from: Message['from'] } | { value: unknown };

function givenOf({ text, from, value }: Piece): Given[] {
  if (value !== undefined)
    return (Array.isArray(value) ? value : [value]).map((each: unknown) => ({ value: each }));
  const event = from === undefined && text.trimStart().startsWith('{') ? parsed(text) : undefined;
  return [isEvent(event) ? { value: event } : { text, from }];
}

/** Reads messages: texts, and events of the System Log as its API answers with them. Never throws. */
export function ofEntries(entries: readonly unknown[]): ReadMessages {
  return ofGiven(entries.map((value) => ({ value })));
}

function ofGiven(given: readonly Given[], prose = 0): ReadMessages {
  if (given.length > mostMessages) {
    return refused(`There are more than ${mostMessages.toLocaleString('en')} messages.`);
  }
  const read = given.map((each) => ('value' in each ? ofValue(each.value) : each));
  const pushed = new Set(read.flatMap((entry) => (isPush(entry) ? personsOf(entry) : [])));
  const messages: ReadMessage[] = [];
  const skipped = { succeeded: 0, noEvent: 0, prose };
  for (const [index, entry] of read.entries()) {
    const message = entry === null ? null : 'text' in entry ? ofText(entry) : ofEvent(entry, pushed);
    if (entry === null) skipped.noEvent += 1;
    else if (message === null) skipped.succeeded += 1;
    else if (message.text.length > longestMessage) {
      return refused(
        `Message ${String(index + 1)} is longer than ${longestMessage.toLocaleString('en')} characters.`,
      );
    } else if (message.text.trim() !== '') messages.push(message);
  }
  if (given.length > 0 && skipped.noEvent === given.length) {
    return refused('This is JSON, but holds no event of Okta’s System Log and no error of a server.');
  }
  return { ok: true, messages, skipped };
}

/** Null: neither a message nor an event. */
function ofValue(value: unknown): LogEvent | Extract<Given, { text: string }> | null {
  if (typeof value === 'string') return { text: value, from: undefined };
  if (isEvent(value)) return eventSchema.parse(value);
  return isError(value) ? { text: JSON.stringify(value), from: undefined } : null;
}

const ofText = ({ text, from }: Extract<Given, { text: string }>): ReadMessage => ({
  text,
  event: null,
  person: personIn(text),
  at: null,
  eventId: null,
  ...(from === undefined ? {} : { from }),
});

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

const isPush = (entry: LogEvent | Extract<Given, { text: string }> | null): entry is LogEvent =>
  entry !== null &&
  !('text' in entry) &&
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

const hasKey = (value: unknown, keys: readonly string[]): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  keys.some((key) => Object.hasOwn(value, key));

const isEvent = (value: unknown): boolean => hasKey(value, ['eventType', 'outcome', 'displayMessage']);
/** As SCIM and other servers answer with one. Source of `schemas`, `detail`, `scimType`: RFC 7644, section 3.12. */
const isError = (value: unknown): boolean =>
  hasKey(value, [
    'detail',
    'scimType',
    'message',
    'Message',
    'error',
    'errors',
    'error_description',
    'errorSummary',
  ]);

/** A vendor's own message can be JSON as well. */
const looksLikeEvent = (line: string): boolean =>
  /^\s*\{\s*"/.test(line.slice(0, 1000)) && /"(?:eventType|displayMessage)"\s{0,5}:/.test(line);

/** Undefined: no JSON. */
function parsed(json: string): unknown {
  const read = decodeJson(json, jsonLimits.log);
  return read.ok ? read.value : undefined;
}

const refused = (error: string): ReadMessages => ({ ok: false, error });
