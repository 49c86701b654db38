/** How long Okta takes, in milliseconds, and what is waited for because of it. */

/** Okta usually provisions within a minute; its SCIM requests may take 60 s each. */
export const giveUpMs = 4 * 60_000;

/** How long an account may take to be shown by Oktopost once Okta has its id, before it is looked for anywhere else. */
export const settleMs = 5_000;

/** The System Log comes later than the state: how long a failure waits for its reason. */
export const logLagMs = 20_000;

/**
 * How long after the arrival Oktopost is looked at once more: a success proves nothing when an older push follows it. Source:
 * Okta as recorded, section 5.
 */
export const secondLookMs = 30_000;
