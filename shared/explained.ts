import { z } from 'zod';
import { listOf } from './bounded-json';
import { ownerSchema } from './errors';
import type { Owner } from './errors';

/** Bytes of a file to explain. Okta exports at most 10,000 events, of some 700 bytes each as CSV. */
export const maxExplainedBytes = 8 * 1024 * 1024;
/** UTF-16 units of a pasted text. */
export const maxPastedLength = 2 * 1024 * 1024;
/** People of a group that are shown; the CSV has all of them. */
export const peopleShown = 50;

const userShape = { login: z.string(), status: z.string() };

/**
 * Whether Okta knows a person, by id, login or email. `not-looked`: nobody looked, or the input has a name only. `several`: users who all have
 * that email or login, the first of them, and how many more.
 */
const atOktaSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('not-looked') }),
  z.strictObject({ is: z.literal('nobody') }),
  z.strictObject({ is: z.literal('user'), ...userShape }),
  z.strictObject({
    is: z.literal('several'),
    users: listOf(z.strictObject(userShape)),
    more: z.number().int(),
  }),
]);

export const explainedPersonSchema = z.strictObject({
  /** One of the two is there. */
  name: z.string().nullable(),
  login: z.string().nullable(),
  atOkta: atOktaSchema,
});
export type ExplainedPerson = z.infer<typeof explainedPersonSchema>;

/** Messages of one cause. Every text of others is one line, bounded, and without what looks like a secret. */
export const explainedGroupSchema = z.strictObject({
  cause: z.string(),
  /** Null: the messages tell of no failure. */
  owner: ownerSchema.nullable(),
  says: z.string(),
  next: z.string(),
  confidence: z.enum(['sure', 'likely', 'unknown']),
  count: z.number().int(),
  /** Of the messages, as the input has them; null where it has none. */
  first: z.string().nullable(),
  last: z.string().nullable(),
  /** Different messages, at most three. */
  examples: z.array(z.string()),
  people: z.array(explainedPersonSchema),
  peopleTotal: z.number().int(),
});
export type ExplainedGroup = z.infer<typeof explainedGroupSchema>;

/** What one message of a failed call means. */
export const meaningSchema = explainedGroupSchema
  .pick({ cause: true, says: true, next: true })
  .extend({ owner: ownerSchema });
export type Meaning = z.infer<typeof meaningSchema>;

/** What a pasted text or a file of failures means. */
export const explainedSchema = z.strictObject({
  /** The file's name; null for a pasted text. */
  file: z.string().nullable(),
  read: z.enum(['messages', 'system-log', 'failed-migrations']),
  messages: z.number().int(),
  /** Left out: events of success, entries that are no event, rows without a reason, lines of a mail that are no message. */
  skipped: z.strictObject({
    succeeded: z.number().int(),
    noEvent: z.number().int(),
    noReason: z.number().int(),
    prose: z.number().int(),
  }),
  /** The largest first, at the end what is not known, and what is no failure. */
  groups: z.array(explainedGroupSchema),
  /** Groups beyond those of `groups`; the CSV has them. */
  moreGroups: z.number().int(),
  peopleTotal: z.number().int(),
  /** How many people were looked for in Okta; null before. */
  lookedUp: z.number().int().nullable(),
});
export type Explained = z.infer<typeof explainedSchema>;

/** What of `Explained` is about failures: it may be sent to those who can mend them. */
export type ExplainedFailures = Omit<Explained, 'groups'> & {
  groups: (ExplainedGroup & { owner: Owner })[];
};

/** Without the messages that tell of no failure; null: there is no other. */
export function failuresIn(explained: Explained | null): ExplainedFailures | null {
  const groups = (explained?.groups ?? []).flatMap(({ owner, ...group }) =>
    owner === null ? [] : { ...group, owner },
  );
  if (explained === null || groups.length === 0) return null;
  const others = explained.groups.filter(({ owner }) => owner === null);
  const messages = others.reduce((left, { count }) => left - count, explained.messages);
  return { ...explained, groups, messages };
}
