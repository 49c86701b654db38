/** A token that is sent as it is: Okta's API token, Oktopost's SCIM token. */
interface ApiToken {
  kind: 'api-token';
  token: string;
  /** The admin wants it kept over a restart. */
  remember: boolean;
}

/**
 * What the assistant authenticates with. A union of one so far: every place that depends on the kind switches over it
 * without a default, so that another kind does not compile until each of them handles it.
 */
export type Credential = ApiToken;

export const apiToken = (token: string, remember = false): Credential => ({
  kind: 'api-token',
  token,
  remember,
});

/** The parts that must never be seen. */
export function secretsOf(credential: Credential): string[] {
  switch (credential.kind) {
    case 'api-token':
      return [credential.token];
  }
}

/** As a vault keeps it. An API token is kept bare, as it was before credentials had kinds. */
export function encoded(credential: Credential): string {
  switch (credential.kind) {
    case 'api-token':
      return credential.token;
  }
}

/** Reads the stored text of one kind; null when it is another kind's. Text that no other kind recognises is an API token. */
const decoders: Record<Credential['kind'], (text: string) => Credential | null> = {
  'api-token': (text) => apiToken(text, true),
};

/** What `encoded` gave, or a token that an older assistant kept. */
export function decoded(text: string): Credential | null {
  for (const decode of Object.values(decoders)) {
    const credential = decode(text);
    if (credential !== null) return credential;
  }
  return null;
}
