import { z } from 'zod';
import { addressSchema, rememberSchema } from '../connection';
import { destinationSchema, longestLabel, regionSchema } from '../oktopost';
import { removedSchema, secretKindSchema } from '../pasted-token';
import { screenIdSchema } from '../screens';
import { publicKeySchema } from '../service-app';
import { snapshotSchema } from '../snapshot';
import { time } from '../time';
import { done, nothing } from './basics';
import type { Calls } from './basics';
import { longestTyped } from '../longest-typed';

/** The set-up itself and its connections to Okta and Oktopost. */
export const connectionCalls = {
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
      label: z.string().trim().min(1).max(longestLabel),
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
    payload: z.strictObject({
      user: z.string().min(1).max(longestTyped.proxyUser),
      password: z.string().max(longestTyped.proxyPassword),
    }),
    result: done,
  },
  /** No account is given; the requests that wait for one fail. */
  'proxy.decline': { payload: nothing, result: done },
  'proxy.askAgain': { payload: nothing, result: done },
  /** Asks Oktopost again about the token that main holds. */
  'oktopost.reconnect': { payload: nothing, result: done },
  /** With the token that this region refused. The answer comes with the snapshot. */
  'oktopost.askOtherRegion': { payload: nothing, result: done },
  /** The token works there: the set-up goes there too, as long as there is no app integration. */
  'oktopost.changeRegion': { payload: nothing, result: done },
} as const satisfies Calls;
