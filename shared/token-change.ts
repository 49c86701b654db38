import { z } from 'zod';
import { time } from './time';

const login = z.string().nullable();

/** A walk to a new SCIM token, as far as it came. It can be left at any time. */
export const tokenChangeSchema = z.strictObject({
  /** Null: none has begun. */
  startedAt: time.nullable(),
  /** When Oktopost accepted another token than the one before. */
  madeAt: time.nullable(),
  /**
   * Okta shows nothing of its connection: that the token was pasted, tested and saved is stated. `after`: by Okta's clock, the newest
   * provisioning that it had logged by then.
   */
  pasted: z.strictObject({ by: login, at: time, after: time.nullable() }).nullable(),
  /** The newest provisioning that Okta logged afterwards. `failed`: Okta's reason; null: it succeeded. */
  sent: z
    .strictObject({ eventId: z.string(), at: time, who: login, failed: z.string().nullable() })
    .nullable(),
  /** `read`: Oktopost refuses the token before. `stated`: the assistant does not have it any more. */
  revoked: z.strictObject({ how: z.enum(['read', 'stated']), by: login, at: time }).nullable(),
});
export type TokenChange = z.infer<typeof tokenChangeSchema>;

/** `knowsOld`: Oktopost can be asked whether it still accepts the token before, as long as the assistant runs. */
export const tokenChangeShownSchema = tokenChangeSchema.extend({ knowsOld: z.boolean() });
export type TokenChangeShown = z.infer<typeof tokenChangeShownSchema>;

export const tokenStatementSchema = z.enum(['pasted', 'revoked']);
export type TokenStatement = z.infer<typeof tokenStatementSchema>;

export const noTokenChange: TokenChange = {
  startedAt: null,
  madeAt: null,
  pasted: null,
  sent: null,
  revoked: null,
};

/** Okta has sent something to Oktopost since the token was pasted. */
export const isTokenProven = ({ sent }: Pick<TokenChange, 'sent'>): boolean =>
  sent !== null && sent.failed === null;

/** Only what Okta sends after the token before was revoked shows that it does not send with that one. */
export const isTokenCertain = (change: Pick<TokenChange, 'sent' | 'revoked'>): boolean =>
  isTokenProven(change) && change.revoked !== null && (change.sent?.at ?? '') > change.revoked.at;
