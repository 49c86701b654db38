import { z } from 'zod';
import { decodeJson, jsonLimits, listOf } from '../bounded-json';
import { outcomeOf } from '../log-outcome';
import type { Message } from './message';

/** UTF-16 units of the whole input; a page of the System Log with its 1000 events takes about 3 million. */
export const longestInput = 16_000_000;
/** UTF-16 units of one message. Okta's own are far shorter. */
export const longestMessage = 16_000;
export const mostMessages = 20_000;

/** The messages of an input, or one sentence why it is refused. */
export type ReadMessages =
  | { ok: true; messages: Message[]; skipped: { succeeded: number; noEvent: number } }
  | { ok: false; error: string };

const text = z.string().nullish().catch(null);
/** Of hostile or newer logs every field that is not as expected counts as missing. */
const eventSchema = z.object({
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

function ofEntries(entries: readonly unknown[]): ReadMessages {
  if (entries.length > mostMessages) {
    return refused(`There are more than ${mostMessages.toLocaleString('en')} messages.`);
  }
  const read = entries.map((entry) =>
    typeof entry === 'string' ? entry : isEvent(entry) ? eventSchema.parse(entry) : null,
  );
  const pushed = new Set(read.flatMap((entry) => (isPush(entry) ? personsOf(entry) : [])));
  const messages: Message[] = [];
  const skipped = { succeeded: 0, noEvent: 0 };
  for (const [index, entry] of read.entries()) {
    const message =
      typeof entry === 'string'
        ? { text: entry, event: null }
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
function ofEvent(event: LogEvent, pushed: ReadonlySet<string>): Message | null {
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
