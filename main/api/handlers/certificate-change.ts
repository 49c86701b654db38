import type { Core } from '../../core/core';
import type { Handlers } from '../registry';

type CertificateChangeCalls =
  'certificateChange.begin' | 'certificateChange.look' | 'certificateChange.state' | 'certificateChange.end';

export function certificateChangeHandlers({
  certificateChange,
  signIns,
}: Core): Pick<Handlers, CertificateChangeCalls> {
  return {
    'certificateChange.begin': async () => {
      await certificateChange.begin();
      return null;
    },
    'certificateChange.look': async () => {
      await certificateChange.look();
      // What Okta logged meanwhile is read where its screen is not open.
      await signIns.lookNow();
      return null;
    },
    'certificateChange.state': ({ what, done }) => {
      certificateChange.state(what, done);
      return Promise.resolve(null);
    },
    'certificateChange.end': () => {
      certificateChange.end();
      return Promise.resolve(null);
    },
  };
}
