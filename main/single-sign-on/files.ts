import { assertNever } from '../../shared/errors';
import type { HandOver, SignOnFile } from '../../shared/single-sign-on';
import type { ExportFile } from '../export/files';
import { expiryCalendar } from './calendar';
import { activeCertificate } from './hand-over';

interface SearchScope {
  app: string;
  orgUrl: string;
  link: string | null;
  practice: boolean;
  made: Date;
}

const pemType = 'application/x-pem-file';

/** One file of the hand-over, of the certificate that is active. */
export function signOnFile(file: SignOnFile, handOver: HandOver, around: SearchScope): ExportFile {
  switch (file) {
    case 'metadata':
      return { name: 'metadata.xml', type: 'application/xml', text: handOver.metadata };
    case 'cert':
      return { name: 'okta.cert', type: pemType, text: activeCertificate(handOver).pem };
    case 'pem':
      return { name: 'okta.pem', type: pemType, text: activeCertificate(handOver).pem };
    case 'calendar': {
      const certificate = activeCertificate(handOver);
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
