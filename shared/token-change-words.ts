import type { Cause } from './explain/advice';

const again =
  'Oktopost accepted the new token when it was entered: paste that one again, test and save. Okta has to send “Bearer ” exactly once: where it stands in front of the field, paste the token alone. If you no longer have it, or it was revoked since, begin “Change a token” again.';

/**
 * What to do where Oktopost refuses what Okta sends after a new token was pasted, by the cause in the failure catalogue: Oktopost accepted
 * the token itself, so what was sent was another one, or not as it was pasted.
 */
export const pasteAgain = {
  'token-refused': again,
  'sign-in-refused': again,
} as const satisfies Partial<Record<Cause, string>>;
