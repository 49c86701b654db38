import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey, JWTPayload } from 'jose';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { record } from '../world/people';
import { createServiceApp } from '../world/service-apps';
import type { ServiceApp } from '../world/state';
import { startTestOrg } from './test-org';
import type { TestOrg } from './test-org';

export interface Keys {
  privateKey: CryptoKey;
  publicKey: CryptoKey;
}

/** A request for an access token; what is left out is as it should be. */
export interface Ask {
  claims?: JWTPayload;
  expires?: boolean;
  hasId?: boolean;
  signer?: CryptoKey;
  kid?: string;
  scope?: string;
  form?: Record<string, string>;
  dpop?: string;
}

/** A practice org for all tests of a file, with a new service app for each, and what a client asks of them. */
interface ServiceAppOrg {
  org: TestOrg;
  app: ServiceApp;
  /** The address of the token endpoint. */
  endpoint(): string;
  ask(given?: Ask): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }>;
  accessToken(given?: Ask): Promise<string>;
  /** Calls the management API. */
  call(
    path: string,
    authorization: string,
    headers?: Record<string, string>,
    method?: string,
  ): ReturnType<TestOrg['api']>;
}

/** Now, in whole seconds, as tokens have it. */
export const seconds = (): number => Math.floor(Date.now() / 1000);

export function useServiceApp(): ServiceAppOrg {
  let keys: Keys;
  let org: TestOrg;
  let app: ServiceApp;

  beforeAll(async () => {
    org = await startTestOrg();
    keys = await generateKeyPair('RS256', { extractable: true });
  });
  afterAll(() => org.stop());
  beforeEach(async () => {
    const { kty = '', ...members } = await exportJWK(keys.publicKey);
    app = createServiceApp(org.world, {
      label: 'Assistant',
      keys: [{ kty, ...members, kid: 'key-1' }],
      scopes: ['okta.apps.read', 'okta.users.read'],
      role: 'APP_ADMIN',
      dpop: false,
    });
  });

  const endpoint = (): string => `${org.okta.orgUrl}/oauth2/v1/token`;

  async function assertion({
    claims = {},
    expires = true,
    hasId = true,
    signer = keys.privateKey,
    kid = 'key-1',
  }: Ask): Promise<string> {
    const given = {
      iss: app.id,
      sub: app.id,
      aud: endpoint(),
      ...(expires && { exp: seconds() + 300 }),
      ...(hasId && { jti: crypto.randomUUID() }),
      ...claims,
    };
    return new SignJWT(given).setProtectedHeader({ alg: 'RS256', kid }).sign(signer);
  }

  const ask: ServiceAppOrg['ask'] = async (given = {}) => {
    const answer = await fetch(endpoint(), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: given.scope ?? 'okta.apps.read okta.users.read',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await assertion(given),
        ...given.form,
      }),
      headers: given.dpop === undefined ? {} : { dpop: given.dpop },
    });
    return { status: answer.status, headers: answer.headers, body: record(await answer.json()) };
  };

  return {
    get org() {
      return org;
    },
    get app() {
      return app;
    },
    endpoint,
    ask,
    accessToken: async (given) => String((await ask(given)).body['access_token']),
    call: (path, authorization, headers = {}, method = 'GET') =>
      org.api(method, path, method === 'GET' ? undefined : {}, { authorization, ...headers }),
  };
}
