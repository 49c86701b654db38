import { z } from 'zod';
import { appErrorSchema } from './errors';
import { time } from './time';
import { longestTyped } from './longest-typed';

/** The two ways to look at many people: before anyone is assigned, and afterwards. Both only read. */
export const peopleViews = ['readiness', 'reconciliation'] as const;
export const peopleViewSchema = z.enum(peopleViews);
export type PeopleView = z.infer<typeof peopleViewSchema>;

/**
 * Will it work? `red`: not before something is done; `amber`: it works, and wants a look; `unread`: Okta shows nothing against it, and
 * Oktopost's accounts were not read.
 */
export const readinessLevels = ['red', 'amber', 'unread', 'green'] as const;
export type ReadinessLevel = (typeof readinessLevels)[number];

/**
 * Why somebody is not ready, and how much that weighs; a `note` changes no level. Source: failures list, rows 3, 5, 8, 9 and 10;
 * article, "Restrictions"; messages, M13.
 */
export const readinessReasons = {
  'not-in-okta': 'red',
  'given-name-missing': 'red',
  'family-name-missing': 'red',
  'email-missing': 'red',
  'email-unusable': 'red',
  double: 'red',
  deactivated: 'red',
  suspended: 'red',
  'type-without-mapping': 'red',
  'too-early': 'red',
  'in-error': 'red',
  'user-name-differs': 'amber',
  'user-name-case': 'amber',
  'odd-characters': 'amber',
  'not-active': 'amber',
  'at-oktopost': 'amber',
  'at-oktopost-inactive': 'amber',
  'at-oktopost-renamed': 'amber',
  'from-directory': 'note',
  provisioned: 'note',
} as const satisfies Record<string, 'red' | 'amber' | 'note'>;
export type ReadinessReason = keyof typeof readinessReasons;

/** Where somebody is, of those who are assigned in Okta or have an account at Oktopost. */
export const reconciliationStates = [
  'arrived',
  /** By Okta's word alone: Oktopost was not read. */
  'sent',
  'pending',
  'in-error',
  'too-early',
  'gone',
  'inactive-there',
  'differs',
  /** Deactivated in Okta, with an account that is active at Oktopost. */
  'left-active',
  'not-assigned',
  'only-at-oktopost',
] as const;
export type ReconciliationState = (typeof reconciliationStates)[number];

export const isReconciliationState = (state: string): state is ReconciliationState =>
  reconciliationStates.some((known) => known === state);

/** What else is known of somebody, beside the state. */
export const reconciliationNotes = [
  /** The user, or the account, of a life-cycle test of this set-up: nobody's. */
  'life-cycle-test',
  /** The account is at Oktopost, although Okta holds no link to it. */
  'account-exists',
  /** Okta's link leads to no account, and there is another one of this user name. */
  'other-account',
  /** Of an account that nobody who is assigned has: whether it is in use. */
  'account-active',
  'account-inactive',
  /** A repair has unassigned them, and is to assign them again. */
  'in-repair',
  'user-name-differs',
  'name-differs',
  'email-differs',
  'deactivated',
  'suspended',
  'by-group',
  'from-directory',
  /** Several accounts at Oktopost, or several people in Okta, share this user name. */
  'double',
  /** Of these nothing tells whose the account is; one of them is shown. */
  'owner-unclear',
  /** In another state than in the last result, or new. */
  'changed',
] as const;
/** Beside the notes what keeps Okta from sending somebody, of those whom it could not send. */
export type ReconciliationNote =
  | (typeof reconciliationNotes)[number]
  | Extract<ReadinessReason, 'given-name-missing' | 'family-name-missing'>;

const levelSchema = z.enum(readinessLevels);
const stateSchema = z.enum(reconciliationStates);
export const peopleStateSchema = z.union([levelSchema, stateSchema]);
export type PeopleState = z.infer<typeof peopleStateSchema>;

/** As the table sorts by state: what asks for something first. */
export const peopleStateOrder: readonly PeopleState[] = [
  ...readinessLevels,
  'left-active',
  'in-error',
  'too-early',
  'gone',
  'inactive-there',
  'differs',
  'only-at-oktopost',
  'not-assigned',
  'pending',
  'sent',
  'arrived',
];

const reasonIds = Object.keys(readinessReasons).filter((id): id is ReadinessReason =>
  Object.hasOwn(readinessReasons, id),
);
export const peopleReasonSchema = z.union([z.enum(reasonIds), z.enum(reconciliationNotes)]);
export type PeopleReason = z.infer<typeof peopleReasonSchema>;

/** `next` null: what the state asks for is all that is known. */
const causeSchema = z.strictObject({
  of: z.enum(['rollout', 'test']),
  what: z.string(),
  next: z.string().nullable(),
});
export type PersonCause = z.infer<typeof causeSchema>;

/** One row of the table. `id`: an Okta user's, or `oktopost:` and an account's, or `email:` and what a file holds. */
export const personRowSchema = z.strictObject({
  id: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  email: z.string(),
  /** At Okta the app user's, else the login; at Oktopost the account's. */
  userName: z.string(),
  state: peopleStateSchema,
  reasons: z.array(peopleReasonSchema),
  /** Of somebody in error, or never sent: what a rollout or a test of one user read of why, and what to do; absent: they read nothing. */
  cause: causeSchema.optional(),
});
export type PersonRow = z.infer<typeof personRowSchema>;

const count = z.number().int().nonnegative();

/** Who is read. `emails`: what a file holds, counted. */
export const peopleSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('assigned') }),
  z.strictObject({ kind: z.literal('groups'), names: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('emails'), file: z.string(), emails: count }),
]);
export type PeopleSource = z.infer<typeof peopleSourceSchema>;

/** Of one list: how much of it is read. `total` null: nobody knows yet. `isTotalOld`: it is what the last result had. */
const readSchema = z.strictObject({ read: count, total: count.nullable(), isTotalOld: z.boolean() });

export const peopleProgressSchema = z.strictObject({
  okta: readSchema,
  /** Null: Oktopost is not read. */
  oktopost: readSchema.nullable(),
  /** Seconds that are left at the least, by the pace until now and the rate limit; null: it cannot be known. */
  secondsLeft: count.nullable(),
  /** Requests that the rate limit grants in a minute, without the tenth that is left to others; null: Okta does not say. */
  perMinute: count.nullable(),
  /** Waits for the rate limit until then. */
  waitsUntil: time.nullable(),
});
export type PeopleProgress = z.infer<typeof peopleProgressSchema>;

export const peopleResultSchema = z.strictObject({
  at: time,
  source: peopleSourceSchema,
  total: count,
  states: z.array(z.strictObject({ state: peopleStateSchema, people: count })),
  reasons: z.array(z.strictObject({ reason: peopleReasonSchema, people: count })),
  /** Whether the accounts at Oktopost were read; `in-part`: the list told of more accounts than it held. */
  oktopost: z.enum(['read', 'in-part', 'no-token', 'failed']),
  /** Accounts that Oktopost counts as active; null where it was not read whole. */
  activeAccounts: count.nullable(),
  /** Of the people who are ready or want a look, those who need a licence that they do not have yet; null where Oktopost was not read whole. */
  newcomers: count.nullable(),
  /** Of the people who will fail as they are now, those who would need one too once their record is mended. Null as `newcomers`. */
  newcomersOnceMended: count.nullable(),
  /** Against the last result of this app integration; null: there is none. Only of the reconciliation. */
  since: z
    .strictObject({
      at: time,
      changed: count,
      /** No longer there. */
      left: count,
      moves: z.array(z.strictObject({ from: stateSchema.nullable(), to: stateSchema, people: count })),
    })
    .nullable(),
});
export type PeopleResult = z.infer<typeof peopleResultSchema>;

/** What a snapshot carries of a view: counts and a version; rows are asked for by range. */
export const peopleLookSchema = z.strictObject({
  /** Another number: other rows. */
  version: z.number().int(),
  phase: z.enum(['none', 'reading', 'stopped', 'failed', 'done']),
  /** While it is read, and after it was stopped or failed: it can be resumed from there. */
  progress: peopleProgressSchema.nullable(),
  /** A reading that the end of the assistant interrupted: it begins again without being chosen again. */
  interrupted: z.strictObject({ at: time, read: count, source: peopleSourceSchema }).nullable(),
  error: appErrorSchema.nullable(),
  /** The last complete result. */
  result: peopleResultSchema.nullable(),
});
export type PeopleLook = z.infer<typeof peopleLookSchema>;

export const peopleShownSchema = z.strictObject({
  readiness: peopleLookSchema,
  reconciliation: peopleLookSchema,
  /** Licences at Oktopost as the admin states them. */
  licences: count.nullable(),
});
export type PeopleShown = z.infer<typeof peopleShownSchema>;

export const sortColumns = ['familyName', 'givenName', 'email', 'state', 'reasons'] as const;

/** Which rows are shown, and in which order. Empty `states`: all. */
export const peopleFilterSchema = z.strictObject({
  states: z.array(peopleStateSchema).max(20).default([]),
  reason: peopleReasonSchema.nullable().default(null),
  search: z.string().max(longestTyped.searchOfRows).default(''),
  sort: z.enum(sortColumns).default('state'),
  descending: z.boolean().default(false),
});
export type PeopleFilter = z.infer<typeof peopleFilterSchema>;

export const unfiltered: PeopleFilter = {
  states: [],
  reason: null,
  search: '',
  sort: 'state',
  descending: false,
};

/** As the admin states them. */
export const mostLicences = 10_000_000;
/** How many an admin may state. */
export const licenceRange = { min: 0, max: mostLicences };

/** Rows of one request. */
export const mostRows = 500;

export const peopleRowsSchema = z.strictObject({
  /** Rows that pass the filter. */
  total: count,
  rows: z.array(personRowSchema).max(mostRows),
});
export type PeopleRows = z.infer<typeof peopleRowsSchema>;

/** One person with what Okta and Oktopost hold, and what to do. */
export const personShownSchema = z.strictObject({
  row: personRowSchema,
  facts: z.array(
    z.strictObject({
      what: z.string(),
      okta: z.string().nullable(),
      oktopost: z.string().nullable(),
      differs: z.boolean(),
    }),
  ),
  /** Whether Retry in Okta’s Tasks can help; null: there is nothing to retry. */
  retry: z.enum(['helps', 'does-not-help']).nullable(),
  /** What to do, in order. */
  recipe: z.array(
    z.strictObject({
      text: z.string(),
      link: z.url().max(2000).nullable(),
      /** The screen on which the assistant does it; null: nowhere here. */
      place: z.literal('rollout').nullable(),
    }),
  ),
});
export type PersonShown = z.infer<typeof personShownSchema>;

export const groupRowSchema = z.strictObject({ id: z.string().max(64), name: z.string().max(1000) });
