import type { Client } from '@okta/okta-sdk-nodejs';

/**
 * Loads Okta's SDK (about half a second: only when an org is connected) and builds a client whose every request goes
 * through `send`. Defect numbers: Okta facts, section 4.
 */
export async function createSdkClient(config: {
  orgUrl: string;
  token: string;
  send: (request: unknown) => Promise<Response>;
}): Promise<Client> {
  const [sdk, { ConfigLoader }] = await Promise.all([
    import('@okta/okta-sdk-nodejs'),
    import('@okta/okta-sdk-nodejs/src/config-loader.js'),
  ]);
  // 9: it merges okta.yaml files and OKTA_CLIENT_* into the settings, and throws on a malformed file of someone else's.
  ConfigLoader.prototype.applyDefaults = () => undefined;

  class Executor extends sdk.DefaultRequestExecutor {
    // 12: the default transport ignores NO_PROXY and cannot be pinned; parseResponse is what ends a request properly.
    override async fetch(request: object): Promise<unknown> {
      const parsed: unknown = await this.parseResponse(request, await config.send(request));
      return parsed;
    }
  }

  return new sdk.Client({
    // 11: the URL is used as it comes; ours is checked and has no trailing slash.
    orgUrl: config.orgUrl,
    token: config.token,
    authorizationMode: 'SSWS',
    // 1: the default cache never expires, so that polling would see nothing new.
    cacheMiddleware: null,
    // 10: its waits can neither be seen nor cancelled; ours can. Its time limit is ours as well.
    requestExecutor: new Executor({ maxRetries: 0, requestTimeout: 0 }),
  });
}
