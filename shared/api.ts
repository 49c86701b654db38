import { z } from 'zod';
import type { CallName } from './call-names';
import { driftCheckSchema } from './drift';
import { explainedSchema, maxExplainedBytes, maxPastedLength } from './explained';
import type { Result } from './errors';
import { maxFileLength } from './files';
import { statementIdSchema } from './left-to-do';
import { lifeCyclePlanSchema } from './life-cycle';
import { lifeCyclePhaseSchema } from './life-cycle-phases';
import { destinationSchema, regionSchema } from './oktopost';
import {
  groupRowSchema,
  mostRows,
  mostLicences,
  peopleFilterSchema,
  peopleRowsSchema,
  peopleViewSchema,
  personShownSchema,
} from './people';
import {
  longestList,
  matchedListSchema,
  mostRowsOfRollout,
  personStates,
  rolloutChoiceSchema,
  rolloutDraftSchema,
  rolloutPlanSchema,
  rolloutRowsSchema,
  rolloutViewSchema,
  takeBackPlanSchema,
} from './rollout';
import { rolloutChosenSchema } from './saved-rollout';
import { tooEarlyPlanSchema, tooEarlyRowsSchema } from './too-early';
import { appChoiceSchema, mappingChoiceSchema, namedUserSchema, snapshotSchema } from './snapshot';
import type { Snapshot } from './snapshot';
import { time } from './time';
import { tokenStatementSchema } from './token-change';
import { certificateStatementSchema } from './certificate-change';
import { idpDetailsSchema, signInCheckSchema, signInWaySchema, signOnExportSchema } from './single-sign-on';
import { summarySchema } from './summary';
import { preCheckSchema, userRowSchema } from './verification';
import { guidedStepIdSchema, screenIdSchema } from './screens';
import { removedSchema, secretKindSchema } from './pasted-token';
import { publicKeySchema } from './service-app';
import { planSchema, planScopeSchema } from './plan';
import { addressSchema, rememberSchema } from './connection';

const nothing = z.strictObject({});
const done = z.null();
const shortId = z.string().max(64);
const index = z.number().int().nonnegative();
/** The bytes of a file. */
const fileBytes = z.base64().max(Math.ceil(maxExplainedBytes / 3) * 4);

/**
 * Electron saves by dialog (`savedAs`, null when cancelled); browser mode hands the text over as a download, and in place of a
 * PDF the page that the browser is to print.
 */
const exported = z.strictObject({
  savedAs: z.string().nullable(),
  download: z.strictObject({ name: z.string(), type: z.string(), text: z.string() }).nullable(),
  print: z.string().nullable(),
});

const documentFormats = ['markdown', 'html', 'pdf'] as const;

/**
 * The IPC contract between renderer and main: each call with a schema for its payload and one for its result. Results are
 * encoded through theirs, so that nothing extra can ride along. `secrets.submit` and `proxy.signIn` are the only
 * calls that accept a secret.
 */
export const api = {
  'session.snapshot': { payload: nothing, result: snapshotSchema },
  'session.chooseMode': { payload: z.strictObject({ mode: z.enum(['practice', 'real']) }), result: done },
  'session.go': { payload: z.strictObject({ screen: screenIdSchema }), result: done },
  /** Forgets this set-up here; changes nothing in Okta. */
  'session.startOver': { payload: nothing, result: done },
  /** While it is on, plans can be made, run through and exported, and nothing can be written. */
  'session.planOnly': { payload: z.strictObject({ on: z.boolean() }), result: done },
  'destination.choose': {
    payload: z.strictObject({
      destination: destinationSchema,
      region: regionSchema,
      label: z.string().trim().min(1).max(100),
      /** Has to be true where Oktopost’s article does not have the destination. */
      confirmedUndocumentedTarget: z.boolean().default(false),
    }),
    result: done,
  },
  /** Reads an address as people paste it; a custom domain is asked, without a token, which Okta host it is. */
  'okta.checkAddress': { payload: z.strictObject({ address: z.string().max(2000) }), result: addressSchema },
  'okta.confirmHost': { payload: z.strictObject({ orgUrl: z.string().max(300) }), result: done },
  'okta.usePracticeToken': { payload: nothing, result: done },
  /** Ends what waits for Okta outside a run. */
  'okta.stopWaiting': { payload: nothing, result: done },
  /** Checks the connection again with the token that main holds. */
  'okta.reconnect': { payload: nothing, result: done },
  'secrets.submit': {
    payload: z.strictObject({
      kind: secretKindSchema,
      value: z.string().max(4000),
      /** Whether it is kept over a restart; `readable` is the yes to a store that every program of the same user can read. */
      remember: rememberSchema.default('no'),
    }),
    /** What was taken off before the token was used; what is recognised as no token is refused and sent nowhere. */
    result: z.strictObject({
      removed: z.array(removedSchema),
      /** It does not look like such a token; it was used all the same. */
      unusual: z.boolean(),
    }),
  },
  /** The key that is to be registered in Okta; main makes the pair and keeps its private half. */
  'serviceApp.publicKey': { payload: nothing, result: publicKeySchema },
  /** Signs in as the app with this key. The outcome comes with the snapshot. */
  'serviceApp.connect': {
    payload: z.strictObject({ clientId: z.string().max(200), remember: rememberSchema.default('no') }),
    result: done,
  },
  /** Takes a remembered token off this computer's disk; the assistant goes on with it until it closes. */
  'secrets.forget': { payload: z.strictObject({ kind: secretKindSchema }), result: done },
  /** Main puts the token on the clipboard and takes it off again at `until`; the token itself is in no answer. Electron only. */
  'secrets.copyOktopostToken': { payload: nothing, result: z.strictObject({ until: time }) },
  /** The account for the proxy that asks for one; whether it takes it, the snapshot says. */
  'proxy.signIn': {
    payload: z.strictObject({ user: z.string().min(1).max(500), password: z.string().max(1000) }),
    result: done,
  },
  /** No account is given; the requests that wait for one fail. */
  'proxy.decline': { payload: nothing, result: done },
  'proxy.askAgain': { payload: nothing, result: done },
  /** With the token that this region refused. The answer comes with the snapshot. */
  'oktopost.askOtherRegion': { payload: nothing, result: done },
  /** The token works there: the set-up goes there too, as long as there is no app integration. */
  'oktopost.changeRegion': { payload: nothing, result: done },
  'plan.preview': { payload: z.strictObject({ scope: planScopeSchema }), result: planSchema },
  /** The plan exactly as it was shown, for a change ticket; writes nothing to Okta. */
  'plan.export': {
    payload: z.strictObject({ planId: shortId, format: z.enum(documentFormats) }),
    result: exported,
  },
  /** Applies exactly the plan that was shown; progress and the outcome come with the snapshot's `run`. */
  'plan.apply': {
    payload: z.strictObject({
      planId: shortId,
      /** The second yes to a plan that changes an admin of Okta. */
      secondYes: z.boolean().default(false),
    }),
    result: z.strictObject({ runId: z.string() }),
  },
  'run.cancel': { payload: z.strictObject({ runId: shortId }), result: done },
  /** Reads the settings of the app integration back once more. @throws AppFailure when Okta cannot be asked. */
  'app.lookNow': { payload: nothing, result: done },
  'guided.lookNow': { payload: z.strictObject({ step: guidedStepIdSchema }), result: done },
  /** Looks at all that was read as done: the admin may come back from the console. */
  'guided.lookAgain': { payload: nothing, result: done },
  /** The admin says it is done (or takes it back). */
  'guided.state': { payload: z.strictObject({ step: guidedStepIdSchema, done: z.boolean() }), result: done },
  /** App users whose user name is not their email, by range. `fresh`: read from Okta again. */
  'userNames.rows': {
    payload: z.strictObject({
      from: index,
      count: z.number().int().min(1).max(100),
      fresh: z.boolean(),
    }),
    result: z.strictObject({
      total: z.number().int(),
      rows: z.array(namedUserSchema),
      /** Who is proposed to be changed first, before all others; null: somebody was, or nobody can be. */
      trial: z.string().nullable(),
    }),
  },
  'userNames.skip': { payload: z.strictObject({ skip: z.boolean() }), result: done },
  'app.choose': { payload: appChoiceSchema, result: done },
  'mapping.choose': { payload: mappingChoiceSchema, result: done },
  /** Step 7 of the article is optional. */
  'mapping.skip': { payload: z.strictObject({ skip: z.boolean() }), result: done },
  'users.search': {
    payload: z.strictObject({ query: z.string().max(100) }),
    result: z.strictObject({ users: z.array(userRowSchema), more: z.boolean() }),
  },
  'test.preCheck': { payload: z.strictObject({ userId: shortId }), result: preCheckSchema },
  'test.followAgain': { payload: nothing, result: done },
  'test.stop': { payload: nothing, result: done },
  'test.keep': { payload: nothing, result: done },
  /** The whole life of the assistant's own user as it would be written; only reads. */
  'lifeCycle.plan': { payload: nothing, result: lifeCyclePlanSchema },
  /** Begins the plan that was shown: what it says is approved, phase by phase. */
  'lifeCycle.start': { payload: z.strictObject({ planId: shortId }), result: done },
  'lifeCycle.stop': { payload: nothing, result: done },
  /** `again`: from the phase that failed or was stopped; `next`: from the one after it. */
  'lifeCycle.resume': { payload: z.strictObject({ from: z.enum(['again', 'next']) }), result: done },
  /** Passes over the phases that are left, and deletes the user. */
  'lifeCycle.cleanUp': { payload: nothing, result: done },
  /** The admin says what Oktopost shows after a phase (or takes it back: null). */
  'lifeCycle.saw': {
    payload: z.strictObject({ phase: lifeCyclePhaseSchema, asExpected: z.boolean().nullable() }),
    result: done,
  },
  /** Matches a pasted or dropped list of emails with Okta's users. */
  'rollout.match': {
    payload: z.union([
      z.strictObject({ text: z.string().max(longestList) }),
      z.strictObject({ data: fileBytes }),
    ]),
    result: matchedListSchema,
  },
  /** CSV of what of the list led to nobody. */
  'rolloutList.export': { payload: z.strictObject({ listId: shortId }), result: exported },
  /** What was chosen before, for a rollout that has not begun. */
  'rollout.chosen': { payload: nothing, result: rolloutChosenSchema },
  /** Remembers what is chosen now; a plan of something else is dropped. */
  'rollout.choose': { payload: rolloutDraftSchema, result: done },
  /** The whole rollout, ring by ring, as it would be done; only reads. */
  'rollout.plan': { payload: rolloutChoiceSchema, result: rolloutPlanSchema },
  /** Begins the plan that was shown; its course comes with the snapshot's counts. */
  'rollout.start': {
    payload: z.strictObject({ planId: shortId, secondYes: z.boolean().default(false) }),
    result: done,
  },
  'rollout.stop': { payload: nothing, result: done },
  /** With the ring that was stopped, else with the next one; `again`: with the last one of which too many failed. */
  'rollout.resume': { payload: z.strictObject({ again: z.boolean().default(false) }), result: done },
  /** Forgets the rollout here; changes nothing in Okta. */
  'rollout.forget': { payload: nothing, result: done },
  'rollout.view': { payload: nothing, result: rolloutViewSchema },
  /** People by range: of the plan that is shown, who it leaves out, of the rollout, or whom the shown take-back unassigns. */
  'rollout.rows': {
    payload: z.strictObject({
      of: z.enum(['planned', 'skipped', 'rollout', 'back']),
      ring: index.nullable(),
      state: z.enum(personStates).nullable(),
      from: index,
      count: z.number().int().min(1).max(mostRowsOfRollout),
    }),
    result: rolloutRowsSchema,
  },
  /** What taking back a ring would do; only reads. */
  'rollout.planBack': {
    payload: z.strictObject({ ring: index }),
    result: takeBackPlanSchema,
  },
  'rollout.takeBack': {
    payload: z.strictObject({
      planId: shortId,
      /** The number of accounts, where it has to be typed. */
      typed: z.number().int().nullable(),
      secondYes: z.boolean().default(false),
    }),
    result: done,
  },
  /** Who was assigned too early, and what their repair would do; only reads. */
  'rollout.tooEarly': { payload: nothing, result: tooEarlyPlanSchema },
  /** Who was found last, by range: `direct` those whom the assistant can repair. */
  'rollout.tooEarlyRows': {
    payload: z.strictObject({
      by: z.enum(['direct', 'group']),
      from: index,
      count: z.number().int().min(1).max(mostRowsOfRollout),
    }),
    result: tooEarlyRowsSchema,
  },
  'rollout.repair': {
    payload: z.strictObject({ planId: shortId, secondYes: z.boolean().default(false) }),
    result: done,
  },
  /** No further people are unassigned; whoever is unassigned now is assigned again first. */
  'rollout.stopRepair': { payload: nothing, result: done },
  /** What Oktopost has to know of Okta, read afresh. */
  'singleSignOn.read': { payload: nothing, result: idpDetailsSchema },
  'singleSignOn.export': { payload: signOnExportSchema, result: exported },
  /** The admin is about to sign in this way: the System Log is watched from now on. */
  'signIn.begin': { payload: z.strictObject({ way: signInWaySchema }), result: done },
  /** The admin says what became of it (or takes it back: `open`). */
  'signIn.decide': {
    payload: z.strictObject({ way: signInWaySchema, result: signInCheckSchema.shape.result }),
    result: done,
  },
  'signIn.lookNow': { payload: nothing, result: done },
  /** The sign-ins are tried another day: listed under what is left to do. */
  'signIn.later': { payload: z.strictObject({ later: z.boolean() }), result: done },
  /** Begins a walk to a new SCIM token: the one that is known now is the one before. */
  'tokenChange.begin': { payload: nothing, result: done },
  /** Asks Oktopost about both tokens, and Okta's System Log for what was sent; the outcome comes with the snapshot. */
  'tokenChange.look': { payload: nothing, result: done },
  'tokenChange.state': {
    payload: z.strictObject({ what: tokenStatementSchema, done: z.boolean() }),
    result: done,
  },
  'tokenChange.end': { payload: nothing, result: done },
  /** Begins a walk to a new signing certificate: the one that Okta signs with now is the one before. */
  'certificateChange.begin': { payload: nothing, result: done },
  /** Reads from Okta how far it came; the outcome comes with the snapshot. */
  'certificateChange.look': { payload: nothing, result: done },
  'certificateChange.state': {
    payload: z.strictObject({ what: certificateStatementSchema, done: z.boolean() }),
    result: done,
  },
  'certificateChange.end': { payload: nothing, result: done },
  'summary.get': { payload: nothing, result: summarySchema },
  /** The admin states that what cannot be read is so, or that a task is done (or takes it back). */
  'summary.state': { payload: z.strictObject({ id: statementIdSchema, done: z.boolean() }), result: done },
  'summary.export': {
    payload: z.strictObject({ format: z.enum(['json', 'terraform', ...documentFormats]) }),
    /** `summary`: what was read for the file. */
    result: exported.extend({ summary: summarySchema }),
  },
  /**
   * Everything that was read, approved, tested and stated, as one ZIP. `sealed`: the SHA-256 that stands for all its files;
   * `summary`: what was read for them.
   */
  'evidence.export': {
    payload: nothing,
    result: z.strictObject({
      savedAs: z.string().nullable(),
      download: z.strictObject({ name: z.string(), type: z.string(), base64: z.string() }).nullable(),
      sealed: z.string(),
      summary: summarySchema,
    }),
  },
  /** Reads a file that the assistant exported, and says in the snapshot what it is. Nothing follows from it yet. */
  'file.open': {
    payload: z.strictObject({
      name: z.string().max(255),
      text: z.string().max(maxFileLength),
      /** Of a long saved set-up one part after the other, from 0 on; it is open after the last one. */
      part: z.strictObject({ index, last: z.boolean() }).optional(),
    }),
    result: done,
  },
  'file.close': { payload: nothing, result: done },
  /** Begins a set-up with the choices of the summary that is open; `replace`: the one that is under way is forgotten. */
  'file.replay': {
    payload: z.strictObject({ mode: z.enum(['practice', 'real']), replace: z.boolean() }),
    result: done,
  },
  /** Resumes the saved set-up that is open; tokens are asked for again, and everything is read from Okta again. */
  'file.takeOver': { payload: z.strictObject({ replace: z.boolean() }), result: done },
  /** This set-up without its secrets, for another admin or another computer. */
  'savedSetup.export': { payload: nothing, result: exported },
  /** Compares the summary that is open with the org that is connected; only reads. */
  'drift.check': { payload: nothing, result: driftCheckSchema },
  /** Begins a set-up for the org of the summary that is open, whose host is to be confirmed. */
  'drift.connect': { payload: z.strictObject({ replace: z.boolean() }), result: done },
  /** Takes the choices of the summary that is open, and shows the screen whose plan brings them back. */
  'drift.bringBack': { payload: z.strictObject({ screen: screenIdSchema }), result: done },
  /** Explains failures of provisioning; needs no connection. The file's bytes come as base64. */
  'explain.read': {
    payload: z.strictObject({
      source: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('text'), text: z.string().min(1).max(maxPastedLength) }),
        z.strictObject({
          kind: z.literal('file'),
          name: z.string().max(255),
          data: fileBytes,
        }),
      ]),
    }),
    result: explainedSchema,
  },
  /** What was explained last; null: nothing. */
  'explain.last': { payload: nothing, result: explainedSchema.nullable() },
  /** Looks for the people in Okta; only reads. */
  'explain.lookUp': { payload: nothing, result: explainedSchema },
  /** All messages with their explanations, as CSV. */
  'explain.export': { payload: nothing, result: exported },
  'explain.forget': { payload: nothing, result: done },
  /** Reads many people, by pages; progress and counts come with the snapshot. A file's bytes come as base64. */
  'people.read': {
    payload: z.strictObject({
      view: peopleViewSchema,
      source: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('assigned') }),
        z.strictObject({ kind: z.literal('groups'), groups: z.array(groupRowSchema).min(1).max(50) }),
        z.strictObject({
          kind: z.literal('emails'),
          name: z.string().max(255),
          data: fileBytes,
        }),
      ]),
    }),
    result: done,
  },
  'people.stop': { payload: nothing, result: done },
  /** Goes on where it was stopped, or where it failed. */
  'people.resume': { payload: z.strictObject({ view: peopleViewSchema }), result: done },
  /** The rows that pass, by range. */
  'people.rows': {
    payload: z.strictObject({
      view: peopleViewSchema,
      filter: peopleFilterSchema,
      from: index,
      count: z.number().int().min(1).max(mostRows),
    }),
    result: peopleRowsSchema,
  },
  'people.person': {
    payload: z.strictObject({ view: peopleViewSchema, id: z.string().max(400) }),
    result: personShownSchema,
  },
  /** Groups by the start of their name; only reads. */
  'people.groups': {
    payload: z.strictObject({ query: z.string().max(100) }),
    result: z.array(groupRowSchema),
  },
  /** How many licences Oktopost granted, as the admin states (or takes it back). */
  'people.licences': {
    payload: z.strictObject({ licences: z.number().int().nonnegative().max(mostLicences).nullable() }),
    result: done,
  },
  /** CSV has the rows that pass the filter, the other formats the counts. */
  'people.export': {
    payload: z.strictObject({
      view: peopleViewSchema,
      format: z.enum(['csv', ...documentFormats]),
      filter: peopleFilterSchema,
    }),
    result: exported,
  },
  /** The message to Oktopost, in plain text. */
  'support.message': {
    payload: nothing,
    result: z.strictObject({ to: z.string(), subject: z.string(), text: z.string() }),
  },
  /** Timeline, settings, versions and explanations in one redacted file; reads Okta where it is connected. */
  'support.export': { payload: z.strictObject({ format: z.enum(['html', 'markdown']) }), result: exported },
} as const satisfies Record<CallName, { payload: z.ZodType; result: z.ZodType }>;

export type Payload<N extends CallName> = z.input<(typeof api)[N]['payload']>;
export type Value<N extends CallName> = z.output<(typeof api)[N]['result']>;

/** What both transports give the renderer: the preload as `window.assistant`, browser mode over loopback. */
export interface Assistant {
  /** Answers always; a failure is a value, never a throw. */
  call<N extends CallName>(name: N, payload: Payload<N>): Promise<Result<Value<N>>>;
  /** Whole snapshots, newest last. Returns the way to stop listening. */
  onSnapshot(listener: (snapshot: Snapshot) => void): () => void;
}
