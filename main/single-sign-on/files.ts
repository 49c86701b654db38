import { assertNever } from '../../shared/errors';
import type { IdpDetails, SignOnFile } from '../../shared/single-sign-on';
import type { ExportFile } from '../export/files';
import { expiryCalendar } from './calendar';
import { activeCertificate } from './idp-details';

interface SearchScope {
  app: string;
  orgUrl: string;
  link: string | null;
  practice: boolean;
  made: Date;
}

const pemType = 'application/x-pem-file';

/** One file that Oktopost’s admin asks for, of the active certificate. */
export function signOnFile(file: SignOnFile, idpDetails: IdpDetails, around: SearchScope): ExportFile {
  switch (file) {
    case 'metadata':
      return { name: 'metadata.xml', type: 'application/xml', text: idpDetails.metadata };
    case 'cert':
      return { name: 'okta.cert', type: pemType, text: activeCertificate(idpDetails).pem };
    case 'pem':
      return { name: 'okta.pem', type: pemType, text: activeCertificate(idpDetails).pem };
    case 'calendar': {
      const certificate = activeCertificate(idpDetails);
      return {
        name: `okta-certificate-${certificate.until.slice(0, 10)}.ics`,
        type: 'text/calendar',
        text: expiryCalendar({ certificate, ...around }),
      };
    }
    default:
      return assertNever(file);
  }
}
