import { z } from 'zod';
import { appErrorSchema } from './errors';
import { openedSchema } from './files';
import { destinationSchema, regionSchema, relayStateSchema } from './oktopost';
import { signInsShownSchema } from './single-sign-on';
import { testSnapshotSchema } from './verification';

const time = z.iso.datetime();

/** The screens of all roads, in the order of the rail; a set-up has those of its destination. */
export const screenIds = [
  'welcome',
  'destination',
  'connect-okta',
  'oktopost-token',
  'plan',
  'apply',
  'user-names',
  'scim-on',
  'connection',
  'authenticate',
  'to-app',
  'mapping',
  'test-user',
  'single-sign-on',
  'summary',
] as const;
export type RoadScreenId = (typeof screenIds)[number];

/** The screens beside the road, under "More" at the foot of the rail. */
export const sideScreenIds = ['undo', 'drift'] as const;
export type SideScreenId = (typeof sideScreenIds)[number];

export const screenIdSchema = z.enum([...screenIds, ...sideScreenIds]);
export type ScreenId = z.infer<typeof screenIdSchema>;

/** Glyph, word and colour of a rail entry follow from this. */
export const stepStateSchema = z.enum([
  'not-yet',
  'needs-you',
  'waiting',
  /** Decided by the admin: nothing to read back. */
  'chosen',
  'done-read',
  'done-stated',
  'skipped',
  'failed',
]);
export type StepState = z.infer<typeof stepStateSchema>;

export const guidedStepIds = ['scim-on', 'connection', 'authenticate', 'to-app'] as const;
export const guidedStepIdSchema = z.enum(guidedStepIds);
export type GuidedStepId = z.infer<typeof guidedStepIdSchema>;

/** Okta's public API shows nothing of these: the admin's word counts, and the test user proves it. */
export const unreadSteps: readonly GuidedStepId[] = ['connection'];

/** What a plan is about. Every write to Okta belongs to one of these and is approved by its plan. */
export const planScopeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('app') }),
  /** Null: everyone whose user name is not their email; else one user, as a trial. */
  z.strictObject({ kind: z.literal('user-names'), userId: z.string().max(64).nullable() }),
  z.strictObject({ kind: z.literal('to-app') }),
  z.strictObject({ kind: z.literal('mapping') }),
  z.strictObject({ kind: z.literal('assign'), userId: z.string().max(64) }),
  z.strictObject({ kind: z.literal('unassign'), userId: z.string().max(64) }),
  z.strictObject({ kind: z.literal('tile'), hidden: z.boolean() }),
  /** `withOthers`: the admin chose to delete the app integration although others work with it. */
  z.strictObject({ kind: z.literal('undo'), withOthers: z.boolean() }),
]);
export type PlanScope = z.infer<typeof planScopeSchema>;

export const changeRowSchema = z.strictObject({
  /** Okta's own label of the setting, or the attribute's name. */
  setting: z.string(),
  now: z.string().nullable(),
  after: z.string().nullable(),
  verb: z.enum(['add', 'change', 'remove', 'keep']),
  note: z.string().nullable(),
});
export type ChangeRow = z.infer<typeof changeRowSchema>;

/** The change by which the assistant forgets an app integration: the only one that sends nothing to Okta. */
export const releaseChangeId = 'release-app';

/** One mutation in Okta, as it will be shown and then done. */
export const changeSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  verb: z.enum(['create', 'update', 'delete', 'keep']),
  rows: z.array(changeRowSchema),
  warnings: z.array(z.string()),
  /** Assigned users that Okta will push an update for because of this change. */
  pushes: z.number().int().nonnegative(),
  /** One sentence: how it is taken back. */
  undo: z.string(),
  /** One sentence: what stays all the same; null when nothing does. */
  lasting: z.string().nullable(),
});
export type Change = z.infer<typeof changeSchema>;

/** Who is assigned to an app integration: whom a change of it can reach. `more`: at least so many. */
export const reachSchema = z.strictObject({
  users: z.number().int().nonnegative(),
  groups: z.number().int().nonnegative(),
  more: z.boolean(),
});
export type Reach = z.infer<typeof reachSchema>;

/** An app integration that may be the one for this set-up. */
export const candidateSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  status: z.string(),
  created: z.string(),
  lastUpdated: z.string(),
  /** `same`: audience and ACS URL fit; `other-region`: the ACS URL is the other region's; `partly`: only one of both is Oktopost's; `pre-built`: Oktopost's own, of Okta's catalogue. */
  fit: z.enum(['same', 'other-region', 'partly', 'pre-built']),
  /** Null: Okta did not tell. */
  reach: reachSchema.nullable(),
  scimOn: z.boolean(),
  /** Settings that the assistant would change, by Okta's labels. */
  differs: z.array(z.string()),
});
export type Candidate = z.infer<typeof candidateSchema>;

/** What someone else changed after this set-up did: it is left as it is now. */
export const driftSchema = z.strictObject({
  setting: z.string(),
  before: z.string(),
  left: z.string(),
  now: z.string(),
});
export type Drift = z.infer<typeof driftSchema>;

/** What Okta's public API cannot take back: the admin does it, and Okta is read back where it tells. */
export const undoByHandSchema = z.strictObject({
  title: z.string(),
  link: z.url().nullable(),
  actions: z.array(z.string()),
  known: z.enum(['done', 'not-yet', 'cannot-be-read']),
  evidence: z.string(),
});
export type UndoByHand = z.infer<typeof undoByHandSchema>;

/** What an undo says beside its changes. */
export const undoNotesSchema = z.strictObject({
  drift: z.array(driftSchema),
  byHand: z.array(undoByHandSchema),
  /** What no undo takes away, by name. */
  remains: z.array(z.string()),
  /** Others work with the app integration that would be deleted: counts and differences, each a sentence. */
  others: z.array(z.string()),
});
export type UndoNotes = z.infer<typeof undoNotesSchema>;

export const planSchema = z.strictObject({
  id: z.string(),
  scope: planScopeSchema,
  at: time,
  changes: z.array(changeSchema),
  warnings: z.array(z.string()),
  /** What stops the plan from being applied, each with the next action. Empty when it may be applied. */
  blockers: z.array(z.string()),
  /** Who is assigned to the app integration now; null when there is none yet, or Okta did not tell. */
  reach: reachSchema.nullable(),
  /** Existing app integrations, the best fit first, when there is a choice to make. */
  existingApps: z.array(candidateSchema),
  /** Of an undo only. */
  undo: undoNotesSchema.nullable(),
});
export type Plan = z.infer<typeof planSchema>;

/** Expected beside actual, read fresh. `actual` null means Okta did not tell. */
export const checkSchema = z.strictObject({
  setting: z.string(),
  expected: z.string(),
  actual: z.string().nullable(),
  state: z.enum(['same', 'different', 'cannot-be-read']),
  /** What to do when it is not the same. */
  next: z.string().nullable(),
  /** Who changed it since it was set, where Okta tells. */
  changed: z.string().optional(),
});
export type Check = z.infer<typeof checkSchema>;

export const waitSchema = z.strictObject({ reason: z.string(), since: time, until: time.nullable() });
export type Wait = z.infer<typeof waitSchema>;

export const runSchema = z.strictObject({
  id: z.string(),
  scope: planScopeSchema,
  /** True: it goes through the whole plan and writes nothing. */
  planOnly: z.boolean(),
  state: z.enum(['running', 'cancelling', 'cancelled', 'done', 'failed']),
  changes: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      /** `would-do`: looked at in a run that writes nothing. */
      state: z.enum(['to-do', 'doing', 'done', 'failed', 'kept', 'would-do']),
      at: time.nullable(),
    }),
  ),
  checks: z.array(checkSchema),
  wait: waitSchema.nullable(),
  error: appErrorSchema.nullable(),
  /** How many changes there are and had their turn, where `changes` are only those around the present one; else null. */
  long: z.strictObject({ total: z.number().int(), finished: z.number().int() }).nullable(),
});
export type Run = z.infer<typeof runSchema>;

/** How a guided step is known. `lost`: it was read as done before and is not any more. */
export const guidedSchema = z.strictObject({
  known: z.enum(['not-looked', 'not-yet', 'read-back', 'cannot-be-read', 'lost']),
  /** What was seen, in Okta's own terms, e.g. `features: SCIM_PROVISIONING`. */
  evidence: z.array(z.string()),
  watching: z.boolean(),
  lastLookAt: time.nullable(),
  nextLookAt: time.nullable(),
  statedAt: time.nullable(),
  error: appErrorSchema.nullable(),
});
export type Guided = z.infer<typeof guidedSchema>;

/** What became of an address the admin gave. No token is sent anywhere before `orgUrl` is confirmed. */
export const addressSchema = z.strictObject({
  input: z.string(),
  kind: z.enum(['okta-host', 'custom-domain', 'practice']),
  /** The only origin the token will ever be sent to. */
  orgUrl: z.string(),
  adminUrl: z.string(),
  /** A custom domain named this host; the admin must confirm it first. */
  needsConfirmation: z.boolean(),
});
export type Address = z.infer<typeof addressSchema>;

export const rightSchema = z.strictObject({
  right: z.enum(['apps', 'users', 'mappings', 'schemas', 'logs']),
  read: z.enum(['yes', 'no', 'unknown']),
  /** What will not work without it. */
  without: z.string(),
});
export type Right = z.infer<typeof rightSchema>;

/** What Okta tells of the API token itself. */
export const apiTokenSchema = z.discriminatedUnion('told', [
  z.strictObject({
    told: z.literal('yes'),
    name: z.string(),
    /** When it dies unless it is used before; null when Okta names no time. */
    expiresAt: time.nullable(),
    /** Network zones by Okta's ids; both empty: anywhere. Null when Okta names none of it. */
    zones: z.strictObject({ only: z.array(z.string()), not: z.array(z.string()) }).nullable(),
  }),
  /** Several tokens of the same owner that were used just now: which one this is cannot be told. */
  z.strictObject({ told: z.literal('ambiguous'), tokens: z.number().int() }),
  z.strictObject({ told: z.literal('no') }),
]);
export type ApiToken = z.infer<typeof apiTokenSchema>;

export const oktaConnectionSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('none') }),
  z.strictObject({ state: z.literal('checking') }),
  /** Known from before, but this start has no token (it was not stored). */
  z.strictObject({ state: z.literal('token-needed') }),
  z.strictObject({ state: z.literal('failed'), error: appErrorSchema }),
  z.strictObject({
    state: z.literal('connected'),
    orgName: z.string(),
    subdomain: z.string(),
    /** Login the token belongs to; null when Okta did not say. */
    login: z.string().nullable(),
    /** Null when Okta did not say; that proves nothing about rights. */
    roles: z.array(z.string()).nullable(),
    rights: z.array(rightSchema),
    token: apiTokenSchema,
    checkedAt: time,
  }),
]);
export type OktaConnection = z.infer<typeof oktaConnectionSchema>;

export const oktopostTokenSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('none') }),
  z.strictObject({ state: z.literal('checking') }),
  z.strictObject({ state: z.literal('token-needed') }),
  z.strictObject({
    state: z.literal('refused'),
    error: appErrorSchema,
    /** What the other region said of the same token; null where it cannot be asked. It is asked only when the admin says so. */
    elsewhere: z.enum(['not-asked', 'asking', 'works', 'refused', 'no-answer']).nullable(),
  }),
  /** Kept, but Oktopost could not be asked; Okta's own test will show. */
  z.strictObject({ state: z.literal('unchecked'), error: appErrorSchema }),
  z.strictObject({ state: z.literal('accepted'), users: z.number().int(), checkedAt: time }),
]);
export type OktopostToken = z.infer<typeof oktopostTokenSchema>;

/** What the admin chose for the app integration. Null: not chosen, see `relayStates`. */
export const appChoiceSchema = z.strictObject({ relayState: relayStateSchema.nullable() });

export const mappingChoiceSchema = z.strictObject({
  keepWorkEmail: z.boolean(),
  deleteSchemaAttributes: z.boolean(),
});
export type MappingChoice = z.infer<typeof mappingChoiceSchema>;

const url = z.url().max(2000);

/** Deep links, null until what they need is known. */
export const linksSchema = z.strictObject({
  oktaTokens: url.nullable(),
  /** Where an app integration is added from Okta’s catalogue. */
  oktaCatalogue: url.nullable(),
  oktaApp: url.nullable(),
  oktaGeneral: url.nullable(),
  oktaSignOn: url.nullable(),
  oktaIntegration: url.nullable(),
  oktaToApp: url.nullable(),
  oktaAssignments: url.nullable(),
  oktaDashboard: url.nullable(),
  oktopostProvisioning: url.nullable(),
  oktopostSignOn: url.nullable(),
  /** Oktopost's own sign-in page for single sign-on. */
  oktopostLogin: url.nullable(),
});
export type Links = z.infer<typeof linksSchema>;

/** What the admin chose for the mapping, and what was read back of it. */
export const mappingStateSchema = z.strictObject({
  choice: mappingChoiceSchema,
  checks: z.array(checkSchema),
  appliedAt: time.nullable(),
  skipped: z.boolean(),
});

/** An app user whose user name is not their email. `email` null: Okta knows none, so nothing can be repaired. */
export const namedUserSchema = z.strictObject({
  userId: z.string(),
  name: z.string(),
  userName: z.string().nullable(),
  email: z.string().nullable(),
  scope: z.enum(['USER', 'GROUP']),
  /** Exists at Oktopost: Okta sends a change there. */
  provisioned: z.boolean(),
});
export type NamedUser = z.infer<typeof namedUserSchema>;

/** What is known of the user names of everyone who is assigned. Oktopost asks for user name and email to be identical. */
export const userNamesSchema = z.strictObject({
  /** The last look; null before the first one. */
  looked: z
    .strictObject({
      at: time,
      assigned: z.number().int().nonnegative(),
      differing: z.number().int().nonnegative(),
      withoutEmail: z.number().int().nonnegative(),
    })
    .nullable(),
  /** When one user was repaired and read back: only then all others may be. */
  triedAt: time.nullable(),
  skipped: z.boolean(),
});
export type UserNames = z.infer<typeof userNamesSchema>;

/** The whole state a renderer needs. Numbered; the newest wins; a renderer may be reloaded at any time. */
export const snapshotSchema = z.strictObject({
  seq: z.number().int(),
  assistant: z.strictObject({
    version: z.string(),
    shell: z.enum(['electron', 'browser']),
    storesSecrets: z.boolean(),
    /** Whether main can put a token on the clipboard. */
    copiesSecrets: z.boolean(),
    practiceAvailable: z.boolean(),
  }),
  mode: z.enum(['unset', 'practice', 'real']),
  screen: screenIdSchema,
  rail: z.array(z.strictObject({ screen: screenIdSchema, state: stepStateSchema, reachable: z.boolean() })),
  /** No request that writes leaves while this is on. */
  planOnly: z.boolean(),
  /** The side screens that make sense now. */
  more: z.array(z.enum(sideScreenIds)),
  /** Whether this set-up has changed anything in Okta yet. */
  changedSomething: z.boolean(),
  destination: destinationSchema.nullable(),
  region: regionSchema.nullable(),
  /** The admin has read that Oktopost’s article does not have this destination, and asks Oktopost before rollout. */
  asksOktopost: z.boolean(),
  label: z.string(),
  appChoice: appChoiceSchema,
  address: addressSchema.nullable(),
  okta: oktaConnectionSchema,
  /** What a request to Okta outside a run waits for, such as one of a preview. */
  oktaWait: waitSchema.nullable(),
  oktopost: oktopostTokenSchema,
  app: z
    .strictObject({ id: z.string(), label: z.string(), status: z.string(), createdByUs: z.boolean() })
    .nullable(),
  /** The app integration that an opened summary names as the one to use. */
  adopt: z.string().nullable(),
  links: linksSchema,
  run: runSchema.nullable(),
  /** The tile of the app integration is hidden from users, as last read. */
  tileHidden: z.boolean(),
  /** Read back after the app was created or adopted. */
  appChecks: z.array(checkSchema),
  userNames: userNamesSchema,
  guided: z.record(guidedStepIdSchema, guidedSchema),
  /** What Okta answered to the one try to tick the To App boxes by API. */
  toAppByApi: z.enum(['not-tried', 'worked', 'refused']),
  mapping: mappingStateSchema,
  test: testSnapshotSchema,
  /** The file that is open; null when none is. */
  opened: openedSchema.nullable(),
  signIns: signInsShownSchema,
});
export type Snapshot = z.infer<typeof snapshotSchema>;
