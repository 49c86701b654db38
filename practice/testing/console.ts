import { newApp, newAppIds } from '../world/app-template';
import { createWorld } from '../world/create-world';
import type { PracticeResponse } from '../web/http';
import { newId } from '../world/ids';
import { likelyProfile } from '../profile';
import type { Profile } from '../profile';
import { createProvisioning } from '../provisioning/provisioning';
import { seedState } from '../world/seed';
import type { ScimConnection, SigningKey } from '../world/state';
import type { ScimOutcome } from '../world/world';
import { consoleHandler } from '../console';

const okta = 'http://127.0.0.1:4000';

/** A console over a seeded world with one wizard app; `tested` are the connections that were tested, `readGroups` those whose groups were read. */
export function startConsole(
  profile: Partial<Profile> = {},
  answer: (connection: ScimConnection) => ScimOutcome = () => ({ ok: true, value: null }),
) {
  const tested: ScimConnection[] = [];
  const readGroups: ScimConnection[] = [];
  const world = createWorld({
    state: seedState(20, 10, new Date(), newId),
    options: { profile: { ...likelyProfile, ...profile }, provisionDelayMs: 0, logLagMs: 0 },
    makeScimClient: () => ({
      testConnector: (connection) => {
        tested.push(connection);
        return Promise.resolve(answer(connection));
      },
      readGroups: (connection) => {
        readGroups.push(connection);
        return Promise.resolve({ ok: true, value: null });
      },
      push: (_, { oktaUserId }) => Promise.resolve({ ok: true, value: { externalId: `at-${oktaUserId}` } }),
      update: () => Promise.resolve({ ok: true, value: null }),
      deactivate: () => Promise.resolve({ ok: true, value: null }),
      remove: () => Promise.resolve({ ok: true, value: null }),
    }),
    persist: () => undefined,
  });
  world.origins.okta = okta;
  const app = newApp({
    ...newAppIds(newId, world.now().toISOString()),
    name: 'bellwether_oktopostsocialadvocacy_1',
    label: 'Oktopost Social Advocacy',
    acsUrl: 'https://app.oktopost.com/auth/acs',
    audience: 'urn:oktopost:sp',
  });
  // Generating a key takes long.
  app.signingKeys = [testKey(app.kid)];
  world.state.apps[app.id] = app;
  const provisioning = createProvisioning(world);
  const handle = consoleHandler(world, provisioning);

  const send = async (
    method: string,
    address: string,
    body: Record<string, string>,
    headers: Record<string, string>,
  ): Promise<PracticeResponse & { text: string }> => {
    const { pathname, searchParams } = new URL(address, okta);
    const answered = await handle({
      method,
      path: pathname,
      query: searchParams,
      headers: { host: '127.0.0.1:4000', ...headers },
      body: new URLSearchParams(body).toString(),
    });
    return { ...answered, text: (answered.body ?? '').replace(/\s+/g, ' ') };
  };
  return {
    world,
    app,
    provisioning,
    tested,
    readGroups,
    path: `/admin/app/${app.name}/instance/${app.id}/`,
    get: (address: string) => send('GET', address, {}, {}),
    post: (address: string, form: Record<string, string>, origin: string = okta) =>
      send('POST', address, form, { origin }),
  };
}

/** The Integration form filled in by the article. */
export const integrationForm = {
  card: 'integration',
  do: 'save',
  baseUrl: 'https://board.oktopost.com/scim/v2',
  uniqueIdentifier: 'userName',
  pushNewUsers: 'on',
  pushProfileUpdates: 'on',
  authenticationMode: 'HTTP_HEADER',
  token: 'the-secret-token',
};

const testKey = (kid: string): SigningKey => ({
  kid,
  x5c: 'bm90IGEgY2VydGlmaWNhdGU=',
  privateKey: '',
  created: '2026-11-24T00:00:00.000Z',
  expiresAt: '2036-11-24T00:00:00.000Z',
});
