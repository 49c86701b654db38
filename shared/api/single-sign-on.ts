import { z } from 'zod';
import { certificateStatementSchema } from '../certificate-change';
import { idpDetailsSchema, signInCheckSchema, signInWaySchema, signOnExportSchema } from '../single-sign-on';
import { tokenStatementSchema } from '../token-change';
import { done, exported, nothing } from './basics';
import type { Calls } from './basics';

/** Single sign-on, and the walks to a new token and a new certificate. */
export const signOnCalls = {
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
} as const satisfies Calls;
