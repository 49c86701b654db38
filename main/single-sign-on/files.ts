import { assertNever } from '../../shared/errors';
import type { Certificate, IdpDetails, SignOnExport } from '../../shared/single-sign-on';
import type { ExportFile } from '../export/files';
import { expiryCalendar } from './calendar';
import type { Expiry } from './calendar';
import { activeCertificate, nextCertificate } from './idp-details';

const pemType = 'application/x-pem-file';

/** One file that Oktopost’s admin asks for. @throws AppFailure `not-found` when Okta shows no such certificate. */
export function signOnFile(
  { file, next }: SignOnExport,
  idpDetails: IdpDetails,
  around: Omit<Expiry, 'certificate'>,
): ExportFile {
  const certificate = (): Certificate =>
    next === null ? activeCertificate(idpDetails) : nextCertificate(idpDetails, next);
  // Saved beside the active one, neither replaces the other.
  const name = next === null ? 'okta' : 'okta-next';
  switch (file) {
    case 'metadata':
      return { name: 'metadata.xml', type: 'application/xml', text: idpDetails.metadata };
    case 'cert':
    case 'pem':
      return { name: `${name}.${file}`, type: pemType, text: certificate().pem };
    case 'calendar': {
      const ending = certificate();
      return {
        name: `okta-certificate-${ending.until.slice(0, 10)}.ics`,
        type: 'text/calendar',
        text: expiryCalendar({ certificate: ending, ...around }),
      };
    }
    default:
      return assertNever(file);
  }
}
