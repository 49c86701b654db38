import { signInWays } from '../../shared/single-sign-on';
import type { Certificate, SignInCheck, SignIns } from '../../shared/single-sign-on';
import { timeIn } from '../../shared/time';
import type { App } from '../okta/types';
import { noSignIn } from '../storage/session';
import type { Session } from '../storage/session';
import { keepFailed } from './failed-sign-ins';

type Known = Pick<Session, 'signingKid' | 'signingFingerprint' | 'signIns'>;

/**
 * What is known of the sign-ins once an app integration was read: where Okta signs with another key than when it was read before,
 * whatever was said of sign-ins until then was said of another certificate. Empty where nothing changes. `fingerprint`: of the
 * certificate that it signs with, where that was read too; of a key the first one is kept.
 */
export function withSigningKey(
  { signingKid: before, signingFingerprint, signIns }: Known,
  { signingKid, lastUpdated }: Pick<App, 'signingKid' | 'lastUpdated'>,
  now: Date,
  fingerprint: string | null = null,
): Partial<Known> {
  if (signingKid === null) return {};
  if (signingKid === before)
    return signingFingerprint === null && fingerprint !== null ? { signingFingerprint: fingerprint } : {};
  const key = { signingKid, signingFingerprint: fingerprint };
  return before === null ? key : { ...key, signIns: signInsAfter(signIns, changedBy({ lastUpdated }, now)) };
}

/** The fingerprint of the certificate that Okta signs with; null where none was read. */
export const fingerprintInUse = (certificates: readonly Certificate[] | null): string | null =>
  certificates?.find(({ role }) => role === 'active')?.fingerprint ?? null;

/** Okta does not tell when another key was made active: the app integration was written at the latest then. ISO 8601. */
export const changedBy = ({ lastUpdated }: Pick<App, 'lastUpdated'>, now: Date): string =>
  timeIn(lastUpdated) ?? now.toISOString();

/** The sign-ins, of the checks without what was logged, or where nothing was, decided until `since`, ISO 8601 by Okta’s clock. A check that waits goes on. */
export function signInsAfter(signIns: SignIns, since: string): SignIns {
  const { checks } = signIns;
  const kept = (check: SignInCheck): SignInCheck => {
    const at = check.event?.at ?? check.decidedAt;
    return at === null || at > since ? check : noSignIn;
  };
  const ended = signInWays.filter((way) => kept(checks[way]) === noSignIn);
  return {
    ...signIns,
    failed: keepFailed(signIns, ended),
    checks: { 'from-oktopost': kept(checks['from-oktopost']), 'from-okta': kept(checks['from-okta']) },
  };
}
