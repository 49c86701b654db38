import type { Summary } from '../../shared/summary';
import { timeIn } from '../../shared/time';
import { readCertificates } from '../observe/certificates';
import { nullOnFailure } from '../okta/calls';
import type { Okta } from '../okta/okta';
import type { App } from '../okta/types';
import type { Session } from '../storage/session';
import { fingerprintOfKey } from './certificate';

type Known = NonNullable<NonNullable<Summary['signOn']>['certificate']>;

/**
 * The certificate that Oktopost knows, as far as this set-up can tell: of the key with which a sign-in worked since the app integration was
 * last written, else of the one that it signed with when this set-up last wrote or found it (`keptKid`). What Okta shows of the key that it
 * signs with is never taken for what was kept: the session has its fingerprint, or the key's id stands for it. Null: nothing is kept.
 * Only reads.
 */
export async function knownCertificate(
  okta: Okta,
  app: App,
  { signIns, signingKid, signingFingerprint }: Pick<Session, 'signIns' | 'signingKid' | 'signingFingerprint'>,
  keptKid: string | null,
): Promise<Known | null> {
  const kid = hasProven(app, signIns) ? app.signingKid : keptKid;
  if (kid === null) return null;
  const unseen = { subject: '', fingerprint: fingerprintOfKey(kid), until: app.lastUpdated };
  if (kid === signingKid && signingFingerprint !== null)
    return { ...unseen, fingerprint: signingFingerprint };
  if (kid === app.signingKid) return unseen;
  // Another one than Okta signs with has only to be named.
  const keys = await nullOnFailure(() => readCertificates(okta, app));
  const known = keys?.find((each) => each.kid === kid);
  if (known === undefined) return unseen;
  const { subject, fingerprint, until } = known;
  return { subject, fingerprint, until };
}

/** Another certificate is made active by a write of the app integration, so a sign-in after the last one was signed with this one. */
function hasProven({ lastUpdated }: App, { checks }: Session['signIns']): boolean {
  const written = timeIn(lastUpdated);
  return (
    written !== null &&
    Object.values(checks).some(
      ({ result, event }) => result === 'worked' && event !== null && event.at > written,
    )
  );
}
