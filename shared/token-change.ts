import { z } from 'zod';
import { listOf } from './bounded-json';
import { time } from './time';

const login = z.string().nullable();

/**
 * The newest provisioning that Okta had logged by some moment, by its own clock: what is not among it came later. `eventIds`: of those that
 * it logged in that millisecond. Null: there was none.
 */
const loggedUntilSchema = z.strictObject({ at: time, eventIds: listOf(z.string()) }).nullable();
export type LoggedUntil = z.infer<typeof loggedUntilSchema>;

const pushSchema = z.strictObject({ eventId: z.string(), at: time, who: login });
/** Something that Okta sent for a person, as its System Log has it. */
export type Push = z.infer<typeof pushSchema>;

/** `failed`: Okta's reason; null: it succeeded. */
const sentSchema = pushSchema.extend({ failed: z.string().nullable() });

/** A walk to a new SCIM token, as far as it came. It can be left at any time. */
export const tokenChangeSchema = z.strictObject({
  /** Null: none has begun. */
  startedAt: time.nullable(),
  /** When Oktopost accepted another token than the one before. */
  madeAt: time.nullable(),
  /** Okta shows nothing of its connection: that the token was pasted, tested and saved is stated. */
  pasted: z.strictObject({ by: login, at: time, after: loggedUntilSchema }).nullable(),
  /** The newest provisioning that Okta logged afterwards. */
  sent: sentSchema.nullable(),
  /** Of what was logged before `sent`, since the token was pasted, what looks have seen; oldest first, the newest of many. */
  sentBefore: listOf(sentSchema),
  /** `read`: Oktopost refuses the token before. `stated`: the assistant does not have it any more. */
  revoked: z
    .strictObject({ how: z.enum(['read', 'stated']), by: login, at: time, after: loggedUntilSchema })
    .nullable(),
});
export type TokenChange = z.infer<typeof tokenChangeSchema>;

/** The token that Okta has, once the walk that pasted it is over. */
export const pastedTokenSchema = z.strictObject({
  by: login,
  /** When the one before was read as refused, else when the walk ended. */
  since: time,
  /** Oktopost was read to refuse the one before. */
  isBeforeRefused: z.boolean(),
  /** What Okta sent once Oktopost refused the one before; null: nothing that was read. */
  push: pushSchema.nullable(),
});
export type PastedToken = z.infer<typeof pastedTokenSchema>;

/** A token that may still be valid at Oktopost, and that Okta does not use as far as is known. `since`: when its change was left. */
export const olderTokenSchema = z.strictObject({
  since: time,
  /** As in `tokenPrints`; null where it was never entered here. */
  print: z.string().nullable(),
});

export const tokenChangeShownSchema = tokenChangeSchema.extend({
  /** Oktopost can be asked whether it still accepts the token before: it was entered since the assistant started. */
  knowsOld: z.boolean(),
  /** Which of the walk's tokens was entered last. Null: none since it began, or since the start. */
  entered: z.enum(['before', 'made', 'other']).nullable(),
  /** What is known of the tokens of earlier changes, in sentences; empty once the new token is made. */
  earlier: listOf(z.string()),
});
export type TokenChangeShown = z.infer<typeof tokenChangeShownSchema>;

export const tokenStatementSchema = z.enum(['pasted', 'revoked']);
export type TokenStatement = z.infer<typeof tokenStatementSchema>;

export const noTokenChange: TokenChange = {
  startedAt: null,
  madeAt: null,
  pasted: null,
  sent: null,
  sentBefore: [],
  revoked: null,
};

/** Okta has sent something to Oktopost since the token was pasted. */
export const isTokenProven = ({ sent }: Pick<TokenChange, 'sent'>): boolean =>
  sent !== null && sent.failed === null;

/** Whether Okta logged something later than what it had logged until then. Ids tell, within a millisecond. */
export const isLoggedAfter = ({ eventId, at }: Pick<Push, 'eventId' | 'at'>, until: LoggedUntil): boolean =>
  until === null || (at >= until.at && !until.eventIds.includes(eventId));

/**
 * Only what Okta sends after the token before was revoked shows that it does not send with that one. What it had logged by then is none of
 * that, however far its clock is ahead.
 */
export const isTokenCertain = ({ sent, revoked }: Pick<TokenChange, 'sent' | 'revoked'>): boolean =>
  sent !== null &&
  isTokenProven({ sent }) &&
  revoked !== null &&
  sent.at >= revoked.at &&
  isLoggedAfter(sent, revoked.after);

/** Certain, and nothing of it rests on an admin's word: Oktopost refuses the token before, and Okta's log has what was sent since. */
export const isTokenRead = (change: Pick<TokenChange, 'sent' | 'revoked'>): boolean =>
  isTokenCertain(change) && change.revoked?.how === 'read';
