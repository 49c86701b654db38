import { z } from 'zod';
import { appErrorSchema } from './errors';
import { openedSchema } from './files';
import { leftAsIsSchema } from './left-as-is';
import { lifeCycleSchema } from './life-cycle';
import { peopleShownSchema } from './people';
import { destinationSchema, regionSchema, relayStateSchema } from './oktopost';
import { signInsShownSchema } from './single-sign-on';
import { rolloutCountsSchema } from './rollout';
import { testSnapshotSchema } from './verification';
import { time } from './time';
import { tokenChangeShownSchema } from './token-change';
import { certificateChangeShownSchema } from './certificate-change';
import { sideScreenIds, screenIdSchema, stepStateSchema, guidedStepIdSchema, guidedSchema } from './screens';
import { checkSchema, waitSchema, runSchema } from './plan';
import {
  addressSchema,
  keepsSecretsSchema,
  oktaConnectionSchema,
  oktopostTokenSchema,
  proxyShownSchema,
} from './connection';
import { secretKindSchema } from './pasted-token';

/**
 * What the admin chose for the app integration. `relayState` null: a new one gets none, an existing one keeps its own. `keeps`: the one
 * that this set-up's had when that was approved, which it is to have from then on; null: none.
 */
export const appChoiceSchema = z.strictObject({
  relayState: relayStateSchema.nullable(),
  keeps: z.string().nullable().optional(),
});

export type AppChoice = z.infer<typeof appChoiceSchema>;

export const mappingChoiceSchema = z.strictObject({
  keepWorkEmail: z.boolean(),
  deleteSchemaAttributes: z.boolean(),
});
export type MappingChoice = z.infer<typeof mappingChoiceSchema>;

const url = z.url().max(2000);

/** Deep links, null until what they need is known. */
export const linksSchema = z.strictObject({
  oktaTokens: url.nullable(),
  /** Where a service app is created. */
  oktaServiceApps: url.nullable(),
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
  /** Where Oktopost lists its users. */
  oktopostTeam: url.nullable(),
  oktopostSignOn: url.nullable(),
  /** Oktopost's own sign-in page for single sign-on. */
  oktopostLogin: url.nullable(),
});
export type Links = z.infer<typeof linksSchema>;

/** What the admin chose for the mapping, and what was read back of it. */
export const mappingStateSchema = z.strictObject({
  choice: mappingChoiceSchema,
  checks: z.array(checkSchema),
  /** When Okta was read for `checks`; null: none were read, or it was not noted. */
  checkedAt: time.nullable(),
  appliedAt: time.nullable(),
  /** The admin skipped the step, which the article calls optional. */
  skipped: leftAsIsSchema.nullable(),
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

/** Accounts at Oktopost that an undo left: a sentence or two, and when they were read. */
export const accountsLeftSchema = z.strictObject({ at: time, text: z.string() });

/** The whole state a renderer needs. Numbered; the newest wins; a renderer may be reloaded at any time. */
export const snapshotSchema = z.strictObject({
  seq: z.number().int(),
  assistant: z.strictObject({
    version: z.string(),
    /** The page of released versions; null where this build names none. */
    releases: z.string().nullable(),
    shell: z.enum(['electron', 'browser']),
    keepsSecrets: keepsSecretsSchema,
    /** Whether main can put a token on the clipboard. */
    copiesSecrets: z.boolean(),
    /** Where this assistant keeps its state. */
    folder: z.string(),
    practiceAvailable: z.boolean(),
  }),
  /** The tokens that are kept over a restart. */
  remembered: z.array(secretKindSchema),
  mode: z.enum(['unset', 'practice', 'real']),
  screen: screenIdSchema,
  rail: z.array(z.strictObject({ screen: screenIdSchema, state: stepStateSchema, reachable: z.boolean() })),
  /** No request that writes leaves while this is on. */
  planOnly: z.boolean(),
  /** The side screens that make sense now. */
  more: z.array(z.enum(sideScreenIds)),
  /**
   * Whether this set-up has changed anything in Okta yet. `when-saved`: only the file of a saved set-up says so, of an app
   * integration that was not found here. `undone`: an undo went to its end, here or as the file says, and nothing was written since. `before`: the journal lists
   * changes, and the file of the set-up that made them could not be read.
   */
  changed: z.enum(['nothing', 'something', 'when-saved', 'undone', 'before']),
  /** Only where `changed` is `undone`; null: none of those accounts is active, as far as is known, or they were not read since. */
  accountsLeft: accountsLeftSchema.nullable(),
  /**
   * A run that the end of the assistant cut off, and what Okta showed of it afterwards, in sentences. `isLeft`: another plan has the rest.
   * Null once another run began, or a plan of its kind has shown that nothing is left.
   */
  cutOff: z
    .strictObject({
      screen: z.enum(['apply', 'mapping', 'user-names', 'to-app', 'change-certificate', 'undo', 'rollout']),
      text: z.string(),
      isLeft: z.boolean(),
    })
    .nullable(),
  destination: destinationSchema.nullable(),
  region: regionSchema.nullable(),
  /** The admin has read that Oktopost’s article does not have this destination, and asks Oktopost before rollout. */
  confirmedUndocumentedTarget: z.boolean(),
  label: z.string(),
  appChoice: appChoiceSchema,
  address: addressSchema.nullable(),
  okta: oktaConnectionSchema,
  /** Of the service app, when one was entered last, also where its key was not kept; null: an API token was, or nothing yet. */
  clientId: z.string().nullable(),
  /** The failure of what follows a run, which no call answers with; gone with the next screen. */
  problem: appErrorSchema.nullable(),
  /** What a request to Okta outside a run waits for, such as one of a preview. */
  oktaWait: waitSchema.nullable(),
  proxy: proxyShownSchema.nullable(),
  oktopost: oktopostTokenSchema,
  app: z
    .strictObject({ id: z.string(), label: z.string(), status: z.string(), createdByUs: z.boolean() })
    .nullable(),
  /** The app integration that an opened summary names as the one to use. */
  adopt: z.string().nullable(),
  /** This set-up was saved elsewhere and imported from a file. */
  fromFile: z.boolean(),
  /** The file of this set-up lists changes, and the connected org has no app integration of it. */
  fileIsOfElsewhere: z.boolean(),
  links: linksSchema,
  run: runSchema.nullable(),
  /** The last run of the app integration, while `run` is one of something else. */
  appRun: runSchema.nullable(),
  /** The tile of the app integration is hidden from users, as last read. */
  tileHidden: z.boolean(),
  /** Read back after the app was created or adopted. */
  appChecks: z.array(checkSchema),
  /** When Okta was read for them; null: none were read, or it was not noted. */
  appCheckedAt: time.nullable(),
  userNames: userNamesSchema,
  guided: z.record(guidedStepIdSchema, guidedSchema),
  /** What Okta answered to the one try to tick the To App boxes by API. */
  toAppByApi: z.enum(['not-tried', 'worked', 'refused']),
  mapping: mappingStateSchema,
  test: testSnapshotSchema,
  /** Another user who passed the test before the one in `test`, and when; null: nobody did. */
  earlierPass: z.strictObject({ login: z.string(), at: time, isAssigned: z.boolean() }).nullable(),
  lifeCycle: lifeCycleSchema,
  rollout: rolloutCountsSchema,
  /** The file that is open; null when none is. */
  opened: openedSchema.nullable(),
  signIns: signInsShownSchema,
  tokenChange: tokenChangeShownSchema,
  certificateChange: certificateChangeShownSchema,
  people: peopleShownSchema,
});
export type Snapshot = z.infer<typeof snapshotSchema>;
