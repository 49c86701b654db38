import type { Core } from '../../core/core';
import { deliverFile } from '../../export/files';
import { signOnFile } from '../../single-sign-on/files';
import { readIdpDetails } from '../../single-sign-on/idp-details';
import type { Handlers } from '../registry';
import { readPresentApp } from '../../observe/present-app';
import { fingerprintInUse, withSigningKey } from '../../observe/signing-key';
import { requireApp } from '../../storage/required';

type SignOnCalls =
  | 'singleSignOn.read'
  | 'singleSignOn.export'
  | 'signIn.begin'
  | 'signIn.decide'
  | 'signIn.lookNow'
  | 'signIn.later';

export function singleSignOnHandlers(core: Core): Pick<Handlers, SignOnCalls> {
  const { ports, store, signIns } = core;
  const read = async () => {
    const okta = core.requireOkta();
    const { setupId } = store.session;
    const app = await readPresentApp(okta, store.session);
    const details = await readIdpDetails(okta, app);
    if (store.session.setupId === setupId) {
      const fingerprint = fingerprintInUse(details.certificates);
      core.remember(withSigningKey(store.session, app, ports.clock.now(), fingerprint));
    }
    return details;
  };
  return {
    'singleSignOn.read': read,
    'singleSignOn.export': async (chosen) => {
      const { label } = requireApp(store.session);
      const around = {
        app: label,
        orgUrl: core.requireOkta().orgUrl,
        link: core.snapshot().links.oktaSignOn,
        practice: store.session.mode === 'practice',
        made: ports.clock.now(),
      };
      return deliverFile(signOnFile(chosen, await read(), around), ports.saveFile);
    },
    'signIn.begin': async ({ way }) => {
      requireApp(store.session);
      core.requireOkta();
      await signIns.begin(way);
      return null;
    },
    'signIn.decide': ({ way, result }) => {
      signIns.decide(way, result);
      return Promise.resolve(null);
    },
    'signIn.lookNow': async () => {
      await signIns.lookNow();
      return null;
    },
    'signIn.later': ({ later }) => {
      signIns.goOnWithout(later);
      return Promise.resolve(null);
    },
  };
}
