import { z } from 'zod';
import { decodedOrNull, jsonLimits } from '../../shared/bounded-json';

/** A token that is sent as it is: Okta's API token, Oktopost's SCIM token. */
interface ApiToken {
  kind: 'api-token';
  token: string;
  /** The admin wants it kept over a restart. */
  remember: boolean;
  /** Oktopost's: the SCIM base URL of the choice that it was entered for, and that alone it is sent to. Null: Okta's, or not known. */
  scimBaseUrl: string | null;
}

const member = z.string().min(1);
/** A private key as a JWK, by which an OAuth client proves who it is. RSA, or an elliptic curve from a key file. */
export const privateKeySchema = z.discriminatedUnion('kty', [
  z.object({
    kty: z.literal('RSA'),
    kid: member,
    n: member,
    e: member,
    d: member,
    p: member,
    q: member,
    dp: member,
    dq: member,
    qi: member,
  }),
  z.object({
    kty: z.literal('EC'),
    kid: member,
    crv: z.enum(['P-256', 'P-384', 'P-521']),
    x: member,
    y: member,
    d: member,
  }),
]);
export type PrivateKey = z.infer<typeof privateKeySchema>;

/** An API Services app of Okta: its key signs, and what is sent are access tokens that end after an hour. */
export interface ServiceApp {
  kind: 'service-app';
  clientId: string;
  key: PrivateKey;
  remember: boolean;
}

/**
 * What the assistant authenticates with. Every place that depends on the kind switches over it without a default, so that
 * another kind does not compile until each of them handles it.
 */
export type Credential = ApiToken | ServiceApp;

export const apiToken = (token: string, remember = false, scimBaseUrl: string | null = null): Credential => ({
  kind: 'api-token',
  token,
  remember,
  scimBaseUrl,
});

/** Where a credential belongs, of those that belong to one address of Oktopost's; null: to none, or there is no credential. */
export const scimBaseUrlOf = (credential: Credential | null): string | null =>
  credential?.kind === 'api-token' ? credential.scimBaseUrl : null;

export const serviceApp = (clientId: string, key: PrivateKey, remember = false): ServiceApp => ({
  kind: 'service-app',
  clientId,
  key,
  remember,
});

/** The token of a credential that is sent as it is. @throws Error for a service app, which has none. */
export function tokenOf(credential: Credential): string {
  switch (credential.kind) {
    case 'api-token':
      return credential.token;
    case 'service-app':
      throw new Error('a service app has no token of its own');
  }
}

/** The parts that must never be seen. */
export function secretsOf(credential: Credential): string[] {
  switch (credential.kind) {
    case 'api-token':
      return [credential.token];
    case 'service-app':
      return privateParts(credential.key);
  }
}

/** Whether both are the same credential, however each is to be remembered. */
export const isSameSecret = (one: Credential | null | undefined, other: Credential): boolean =>
  one !== null && one !== undefined && secretsOf(one).join() === secretsOf(other).join();

/** All members of which the private key can be made again. */
function privateParts(key: PrivateKey): string[] {
  switch (key.kty) {
    case 'RSA':
      return [key.d, key.p, key.q, key.dp, key.dq, key.qi];
    case 'EC':
      return [key.d];
  }
}

/** As a vault keeps it. An API token without an address is kept bare, as it was before credentials had kinds. */
export function encoded(credential: Credential): string {
  switch (credential.kind) {
    case 'api-token': {
      const { kind, token, scimBaseUrl } = credential;
      return scimBaseUrl === null ? token : JSON.stringify({ kind, token, scimBaseUrl });
    }
    case 'service-app': {
      const { kind, clientId, key } = credential;
      return JSON.stringify({ kind, clientId, key });
    }
  }
}

const storedApp = z.strictObject({
  kind: z.literal('service-app'),
  clientId: member,
  key: privateKeySchema,
});

const storedToken = z.strictObject({ kind: z.literal('api-token'), token: member, scimBaseUrl: member });

/** Reads the stored text of one kind; null when it is another kind's. Text that no other kind recognises is an API token. */
const decoders: Record<Credential['kind'], (text: string) => Credential | null> = {
  'service-app': (text) => {
    const stored = storedApp.safeParse(decodedOrNull(text, jsonLimits.key));
    return stored.success ? serviceApp(stored.data.clientId, stored.data.key, true) : null;
  },
  'api-token': (text) => {
    const stored = storedToken.safeParse(decodedOrNull(text, jsonLimits.key));
    return stored.success ? apiToken(stored.data.token, true, stored.data.scimBaseUrl) : apiToken(text, true);
  },
};

/** What `encoded` gave, or a token that an older assistant kept. */
export function decoded(text: string): Credential | null {
  for (const decode of Object.values(decoders)) {
    const credential = decode(text);
    if (credential !== null) return credential;
  }
  return null;
}
