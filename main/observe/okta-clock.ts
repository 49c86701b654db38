/** How far Okta's clock and this computer's may differ, in milliseconds. */

/**
 * Where an event is told from an earlier one of its kind by its time alone: what was done less than this before would be taken for what is
 * looked for.
 */
export const clockSkewMs = 30_000;

/** Where too much does no harm: an event of before is told by other means, or there is none. */
export const widestSkewMs = 60_000;

/** Up to when the System Log is read for everything until now: Okta's clock may be ahead. */
export const logUntil = (now: Date): Date => new Date(now.getTime() + widestSkewMs);
