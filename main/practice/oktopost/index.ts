import { accountIds, scimPathOf } from '../accounts';
import type { Handler } from '../http';
import type { World } from '../world';
import { scimServer } from './scim-server';
import { settingsPages } from './settings-pages';

/** The practice Oktopost: each account's SCIM server, and its pages below `/settings`. */
export function oktopostHandler(world: World): Handler {
  const servers = accountIds.map((account) => ({
    root: scimPathOf(account),
    answer: scimServer(world, account),
  }));
  const pages = settingsPages(world);
  return (request) => {
    for (const { root, answer } of servers) {
      if (request.path.startsWith(`${root}/`)) return answer(request, request.path.slice(root.length));
    }
    return pages(request);
  };
}
