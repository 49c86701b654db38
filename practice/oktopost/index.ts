import { accountIds, scimPathOf } from '../world/accounts';
import type { Handler } from '../web/http';
import type { World } from '../world/world';
import { consent } from '../web/consent';
import { consentPages } from './consent-pages';
import { scimServer } from './scim-server';
import { settingsPages } from './settings-pages';
import { singleSignOnPages } from './single-sign-on';

/** The practice Oktopost: the SCIM server and settings pages of each account, single sign-on, and the consent pages. */
export function oktopostHandler(world: World): Handler {
  const servers = accountIds.map((account) => ({
    root: scimPathOf(account),
    answer: scimServer(world, account),
  }));
  const { authorize, token } = consentPages(world);
  const signOn = singleSignOnPages(world);
  const pages = settingsPages(world);
  return (request) => {
    for (const { root, answer } of servers) {
      if (request.path.startsWith(`${root}/`)) return answer(request, request.path.slice(root.length));
    }
    if (request.path === consent.authorizePath) return authorize(request);
    if (request.path === consent.tokenPath) return token(request);
    return signOn(request) ?? pages(request);
  };
}
