import { assertNever } from '../../shared/errors';
import type { Exchange } from '../../practice/web/server';
import type { OktaApp } from '../../practice/world/state';
import { samlApp } from '../../practice/testing/test-org';
import type { TestCore } from './core';
import type { Outside } from './walk-steps';

/** What other people do in the org; none of it counts among `exchanges`. */
export function outsidersOf(
  core: TestCore,
  { userId, ours, exchanges }: { userId: string; ours: () => OktaApp[]; exchanges: Exchange[] },
): (name: Outside) => Promise<void> {
  const { org } = core;
  return outside;

  async function outside(name: Outside): Promise<void> {
    const [app] = ours();
    const path = `/api/v1/apps/${app?.id ?? '0oa0'}`;
    const byOthers = async (method: string, at: string, body?: unknown): Promise<void> => {
      // Trouble may hit them instead.
      await org.api(method, at, body).catch(() => undefined);
      // It is no write of ours.
      exchanges.splice(0);
    };
    switch (name) {
      case 'deletes the app':
        await byOthers('POST', `${path}/lifecycle/deactivate`);
        return byOthers('DELETE', path);
      case 'maps the title again':
        return byOthers('POST', `/api/v1/mappings/${app?.toAppMapping.id ?? 'prm0'}`, {
          properties: { title: { expression: 'user.title', pushStatus: 'DONT_PUSH' } },
        });
      case 'changes the user name format': {
        if (app === undefined) return;
        const { body } = await org.api('GET', path);
        if (typeof body !== 'object') return;
        const credentials = { userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' } };
        return byOthers('PUT', path, Object.assign({}, body, { credentials }));
      }
      case 'assigns the user':
        return byOthers('POST', `${path}/users`, { id: userId, scope: 'USER' });
      case 'unassigns the user':
        return byOthers('DELETE', `${path}/users/${userId}`);
      case 'makes a twin':
        return byOthers('POST', '/api/v1/apps', samlApp);
      case 'switches SCIM on':
        if (app === undefined) return;
        app.connection = null;
        core.byHand.scimOn(app);
        return;
      case 'switches SCIM off':
        if (app !== undefined) Object.assign(app, { provisioning: 'NONE', connection: null });
        return;
      default:
        assertNever(name);
    }
  }
}
