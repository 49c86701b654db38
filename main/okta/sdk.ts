import type { Client } from '@okta/okta-sdk-nodejs';

/** Loads Okta's SDK: up to a second of the processor, so never at the start, and before it is needed where that can be known. */
export const loadSdk = () =>
  Promise.all([import('@okta/okta-sdk-nodejs'), import('@okta/okta-sdk-nodejs/src/config-loader.js')]);

/** Creates a client that sends every request by `send`. The numbers below are the defects of Okta facts, section 4. */
export async function createSdkClient(config: {
  orgUrl: string;
  send: (request: unknown) => Promise<Response>;
}): Promise<Client> {
  const [sdk, { ConfigLoader }] = await loadSdk();
  // 9: it merges okta.yaml files and OKTA_CLIENT_* into the settings, and throws on any malformed file.
  ConfigLoader.prototype.applyDefaults = () => undefined;

  class Executor extends sdk.DefaultRequestExecutor {
    // 12: the default transport ignores NO_PROXY and cannot be limited to one origin; parseResponse settles the request.
    override async fetch(request: object): Promise<unknown> {
      const parsed: unknown = await this.parseResponse(request, await config.send(request));
      return parsed;
    }
  }

  return new sdk.Client({
    // 11: the URL is used unchecked; this one is validated and has no trailing slash.
    orgUrl: config.orgUrl,
    // 6: its token call swallows errors. It gets neither token nor key: the sender puts its own header in the place of this one.
    authorizationMode: 'SSWS',
    token: 'set-by-the-sender',
    // 1: the default cache never expires, so polling would always read the same.
    cacheMiddleware: null,
    // 10: its retries can neither be observed nor cancelled; the sender retries and times out instead.
    requestExecutor: new Executor({ maxRetries: 0, requestTimeout: 0 }),
  });
}
