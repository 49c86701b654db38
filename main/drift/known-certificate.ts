import type { Summary } from '../../shared/summary';
import { timeIn } from '../../shared/time';
import { readCertificates } from '../observe/certificates';
import { nullOnFailure } from '../okta/calls';
import type { Okta } from '../okta/okta';
import type { App } from '../okta/types';
import type { Session } from '../storage/session';
import { readActiveCertificate } from './certificate';

type Known = NonNullable<NonNullable<Summary['signOn']>['certificate']>;

/**
 * The certificate that Oktopost knows, as far as this set-up can tell: the one with which a sign-in worked since the app integration was
 * last written, else the one that it signed with when this set-up last wrote or found it (`keptKid`). Null: nothing is kept. Only reads.
 */
export async function knownCertificate(
  okta: Okta,
  app: App,
  { signIns }: Pick<Session, 'signIns'>,
  keptKid: string | null,
): Promise<Known | null> {
  const kid = hasProven(app, signIns) ? app.signingKid : keptKid;
  if (kid === null) return null;
  const keys = await nullOnFailure(() => readCertificates(okta, app));
  const known =
    keys?.find((each) => each.kid === kid) ??
    (kid === app.signingKid ? await readActiveCertificate(okta, app) : null);
  if (known === null) return { subject: '', fingerprint: `key ${kid}`, until: app.lastUpdated };
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
