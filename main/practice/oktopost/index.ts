import { regionSchema } from '../../../shared/oktopost';
import type { Handler } from '../http';
import { scimPath } from '../resolve';
import type { World } from '../world';
import { scimServer } from './scim-server';
import { settingsPages } from './settings-pages';

/** The practice Oktopost: both accounts' SCIM servers, and below `/settings` and `/eu/settings` their pages. */
export function oktopostHandler(world: World): Handler {
  const servers = regionSchema.options.map((region) => ({
    root: scimPath[region],
    answer: scimServer(world, region),
  }));
  const pages = settingsPages(world);
  return (request) => {
    for (const { root, answer } of servers) {
      if (request.path.startsWith(`${root}/`)) return answer(request, request.path.slice(root.length));
    }
    return pages(request);
  };
}
