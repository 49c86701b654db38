import type { PublicKey } from '../../shared/service-app';
import type { Lifetime } from '../lifetime';
import { makeKey, publicPart } from '../okta/oauth/keys';
import type { Redactor } from '../ports';
import { secretsOf, serviceApp } from '../secrets/credential';
import type { PrivateKey, ServiceApp } from '../secrets/credential';
import type { Credentials } from '../secrets/credentials';

/** The key pair of the service app. The private key stays here and in the vault; what leaves is its public part. */
export interface ServiceKey {
  /** Of the key in use, else of one that is made now and waits for its app. */
  publicKey(): Promise<PublicKey>;
  /** The app with this key, to be tried. A refused client ID leaves the key as it is: it may be registered already. */
  credential(clientId: string, remember: boolean): Promise<ServiceApp>;
  /** The key is not used again: the next one is new. */
  drop(): void;
}

interface Parts {
  credentials: Pick<Credentials, 'current'>;
  redactor: Pick<Redactor, 'learn'>;
  lifetime: Pick<Lifetime, 'onForget'>;
}

export function createServiceKey({ credentials, redactor, lifetime }: Parts): ServiceKey {
  let waiting: Promise<PrivateKey> | null = null;
  const drop = (): void => {
    waiting = null;
  };
  lifetime.onForget(drop);

  const make = async (): Promise<PrivateKey> => {
    const key = await makeKey();
    for (const secret of secretsOf(serviceApp('', key))) redactor.learn(secret);
    return key;
  };
  const current = async (): Promise<PrivateKey> => {
    const known = await credentials.current('okta-token');
    if (known?.kind === 'service-app') return known.key;
    waiting ??= make();
    return waiting;
  };

  return {
    publicKey: async () => publicPart(await current()),
    credential: async (clientId, remember) => {
      const key = await current();
      waiting = Promise.resolve(key);
      return serviceApp(clientId, key, remember);
    },
    drop,
  };
}
