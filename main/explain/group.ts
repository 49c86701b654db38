import { setImmediate } from 'node:timers/promises';
import type { ReadMessage } from '../../shared/explain/log-input';
import { explainMessage } from '../../shared/explain/message';
import type { MessageExplanation } from '../../shared/explain/message';
import type { NamedPerson } from '../../shared/explain/people';
import type { Target } from '../../shared/oktopost';

/** A message with what it means. */
interface ExplainedMessage extends MessageExplanation {
  person: NamedPerson;
  at: string | null;
  eventId: string | null;
}

/** All messages of one cause with the same owner and the same next action, in the order of the input. */
export interface Group {
  first: ExplainedMessage;
  messages: ExplainedMessage[];
  /** Each person once. */
  people: Map<string, NamedPerson>;
}

/** So many messages are explained before other work of the process has its turn. */
const atOnce = 200;

/** Explains messages of that kind of app integration and groups them: the largest group first, at the end what is not known, and what is no failure. */
export async function groupMessages(messages: readonly ReadMessage[], app: Target['app']): Promise<Group[]> {
  const groups = new Map<string, Group>();
  for (const [index, message] of messages.entries()) {
    if (index % atOnce === atOnce - 1) await setImmediate();
    const { person, at, eventId } = message;
    const explained = { ...explainMessage(message, app), person, at, eventId };
    const key = JSON.stringify([explained.cause, explained.owner, explained.next, explained.says]);
    const group: Group = groups.get(key) ?? { first: explained, messages: [], people: new Map() };
    groups.set(key, group);
    group.messages.push(explained);
    const known = keyOf(person);
    if (known !== null && !group.people.has(known)) group.people.set(known, person);
  }
  const rank = ({ first: { cause } }: Group): number => ['unknown', 'none'].indexOf(cause);
  return [...groups.values()].sort((a, b) => rank(a) - rank(b) || b.messages.length - a.messages.length);
}

/** One person has one key, however the input writes their user name; null: nobody is named. */
export function keyOf({ id, login, name }: NamedPerson): string | null {
  const key = login ?? id ?? name;
  return key === null ? null : key.trim().toLowerCase();
}
