import { z } from 'zod';
import { listOf } from './bounded-json';
import { screenIds, screenIdSchema, sideScreenIds } from './screens';
import { settingIdSchema } from './settings';
import { time } from './time';

/** The deep links that an item of the list may have, by their names in the snapshot. */
export const leftPlaces = [
  'oktaApp',
  'oktaGeneral',
  'oktaSignOn',
  'oktaIntegration',
  'oktaToApp',
  'oktaAssignments',
  'oktopostProvisioning',
  'oktopostTeam',
  'oktopostSignOn',
] as const;

/** In the order of the list. `fault`: read, and not as it should be. `open`: not done or not known. `reminder`: for the admin alone to do. */
const leftKinds = ['fault', 'open', 'reminder'] as const;

/** Names what an admin states: `setting:<id>=<expected value>`, or a task that no setting shows. */
export const statementIdSchema = z.string().min(1).max(2_000);

/** Oktopost was asked about a way that its article does not have. */
export const askOktopostStatement = 'ask-oktopost=';
/** The tile stays hidden from users. */
export const tileHiddenStatement = 'tile-hidden=';

/** The account of the test user is active in Oktopost, under its user name and with the right name. `userId`: Okta's. */
export const accountStatement = (userId: string): string => `account=${userId}`;

/** Said by an admin, and shown as such. `by`: the login of the Okta token's owner. */
export const statementSchema = z.strictObject({
  id: statementIdSchema,
  by: z.string().nullable(),
  at: time,
});
export type Statement = z.infer<typeof statementSchema>;

/** More than a set-up has settings. */
const mostStatements = 500;

/** The statements once these are made: each takes the place of the one before of the same id. */
export function withStatements(statements: readonly Statement[], made: readonly Statement[]): Statement[] {
  const others = statements.filter(({ id }) => made.every((each) => each.id !== id));
  return [...others, ...made].slice(-mostStatements);
}

/** One thing that is still to do. */
export const leftItemSchema = z.strictObject({
  /** The screen on which the assistant does it or helps with it; null: by hand, or not noted in that version of the summary. */
  step: screenIdSchema.nullable(),
  kind: z.enum(leftKinds),
  text: z.string(),
  link: z.strictObject({ place: z.enum(leftPlaces), url: z.url().max(2_000) }).nullable(),
  /** What the admin states when it is done: nothing that is read, or done on a screen of its own, has one. */
  statement: statementIdSchema.nullable(),
  /** The settings that it is about; none of another task, or where a version of the summary did not note them. */
  settings: listOf(settingIdSchema),
});
export type LeftItem = z.infer<typeof leftItemSchema>;

/** Above what is done by hand. */
export const byHand = 'By hand';

/** The items of each screen together, in the order of the list. */
export function groupedByStep(left: readonly LeftItem[]): [LeftItem['step'], LeftItem[]][] {
  const steps = [...new Set(left.map(({ step }) => step))];
  return steps.map((step) => [step, left.filter((item) => item.step === step)]);
}

/** Faults first, then in the order of the set-up and of what follows it; what is done by hand comes last. */
export function inOrder(items: readonly LeftItem[]): LeftItem[] {
  const screens = [...screenIds, ...sideScreenIds];
  const place = ({ step }: LeftItem): number => (step === null ? screens.length : screens.indexOf(step));
  return [...items].sort(
    (a, b) => leftKinds.indexOf(a.kind) - leftKinds.indexOf(b.kind) || place(a) - place(b),
  );
}
