import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import type { Address, OktaConnection } from '../../shared/connection';
import { scopesFor } from '../../shared/okta-scopes';
import type { Wait } from '../../shared/plan';
import type { Lifetime } from '../lifetime';
import type { Okta } from '../okta/okta';
import type { Ports } from '../ports';
import { isSameSecret } from '../secrets/credential';
import type { Credential } from '../secrets/credential';
import type { Credentials } from '../secrets/credentials';
import type { SessionStore } from '../storage/session-store';
import { appKindOf } from '../storage/target';
import { notConfirmed } from './address';
import { examine } from './examine';
import { beforeStays } from './before-stays';
import { forgetRefused } from './forget-refused';
import type { ServiceKey } from './service-key';

/** What both connections are made of. */
export interface ConnectionParts {
  ports: Ports;
  store: SessionStore;
  credentials: Credentials;
  serviceKey: Pick<ServiceKey, 'drop'>;
  lifetime: Pick<Lifetime, 'onForget'>;
  changed: () => void;
  toAppError: (error: unknown) => AppError;
}

/** The connection to the Okta org of this set-up: a client, once its credential was tried, and what a screen shows of it. */
export interface OktaLink {
  client(): Okta | null;
  state(): OktaConnection;
  /** What a request outside a run waits for. */
  wait(): Wait | null;
  /** A credential is about to be entered: loads meanwhile what a connection needs. */
  prepare(): void;
  /**
   * Connects with `credential`, or with the one that is known. The outcome is the state.
   * @throws AppFailure when a credential that was entered in place of one that works does not: that connection stays.
   */
  connect(credential?: Credential): Promise<void>;
  /** Cancels what requests outside a run wait for, those of a connection that is being made among them. */
  stopWaiting(): void;
  /** Drops client and credential. */
  disconnect(): Promise<void>;
}

/** The screen that asks is sent first: loading holds this process up. */
const prepareAfterMs = 200;

export function createOktaConnection(parts: ConnectionParts): OktaLink {
  const { store, credentials, lifetime, changed, toAppError } = parts;
  let client: Okta | null = null;
  /** The client of the connection that is being made. */
  let candidate: Okta | null = null;
  let state: OktaConnection = stateWithout(store);
  let wait: Wait | null = null;
  // Aborted by the next attempt: a late answer must not overwrite what a newer one found.
  let attempt = new AbortController();

  const begin = (): AbortSignal => {
    attempt.abort();
    attempt = new AbortController();
    wait = null;
    candidate = null;
    return attempt.signal;
  };
  const set = (next: OktaConnection): void => {
    state = next;
    changed();
  };
  const drop = (): void => {
    begin();
    client = null;
    state = { state: 'none' };
  };
  lifetime.onForget(drop);
  /** Okta took the credential before and does not now: nothing more is sent with it, and it has to be entered again. */
  const lose = async (refusing: Okta, error: AppError): Promise<void> => {
    // One that is being tried, or was replaced, is not the connection's.
    if (client !== refusing) return;
    begin();
    client = null;
    set({ state: 'failed', error });
    parts.serviceKey.drop();
    await forgetRefused('okta-token', parts);
  };

  return {
    client: () => client,
    state: () => state,
    wait: () => wait,
    prepare: () => {
      // Whoever connects is told what went wrong.
      parts.ports.clock
        .sleep(prepareAfterMs)
        .then(() =>
          Promise.all([import('../okta/client'), import('../okta/sdk').then(({ loadSdk }) => loadSdk())]),
        )
        .catch(() => undefined);
    },
    connect: async (entered) => {
      const signal = begin();
      const known = await credentials.current('okta-token');
      const credential = entered ?? known;
      if (signal.aborted) return;
      const { address } = store.session;
      if (address === null || credential === null) {
        set(stateWithout(store));
        return;
      }
      const { clientId } = store.session;
      const before = client === null || isSameSecret(known, credential) ? null : { client, state, clientId };
      client = null;
      rememberWay(store, credential.kind === 'service-app' ? credential.clientId : null);
      set({ state: 'checking' });
      const onWait = (next: Wait | null): void => {
        if (signal.aborted) return;
        wait = next;
        changed();
      };
      try {
        const open = () =>
          openOrg(parts, address, credential, {
            onWait,
            onClient: (made) => {
              if (!signal.aborted) candidate = made;
            },
            onRefused: (refusing, error) => void lose(refusing, error),
          });
        const found = await credentials.attempt('okta-token', credential, open, before !== null);
        if (signal.aborted) return;
        store.update({ org: found.org });
        ({ client } = found);
        set(found.state);
      } catch (error) {
        if (signal.aborted) return;
        if (before === null) {
          set({ state: 'failed', error: toAppError(error) });
          return;
        }
        ({ client } = before);
        rememberWay(store, before.clientId);
        set(before.state);
        throw staysConnected(toAppError(error), credential);
      } finally {
        if (!signal.aborted) candidate = null;
      }
    },
    stopWaiting: () => {
      (candidate ?? client)?.stopWaiting();
    },
    disconnect: async () => {
      drop();
      await credentials.forget('okta-token');
    },
  };
}

const staysConnected = (error: AppError, { kind }: Credential): AppFailure =>
  new AppFailure({
    ...beforeStays(error),
    field: kind === 'service-app' ? 'client-id' : 'okta-token',
  });

/** The way that was chosen, and the client ID, are no secrets: after a restart only what they lack is asked for. */
function rememberWay(store: SessionStore, clientId: string | null): void {
  if (clientId !== store.session.clientId) store.update({ clientId });
}

/** Before anything is connected: an org that is known only waits for its token. */
const stateWithout = ({ session }: SessionStore): OktaConnection =>
  session.org === null ? { state: 'none' } : { state: 'token-needed' };

/** Builds the client of a confirmed address, and reads which org and which rights it leads to. */
async function openOrg(
  { ports, store }: ConnectionParts,
  address: Address,
  credential: Credential,
  on: {
    onWait: (wait: Wait | null) => void;
    onClient: (client: Okta) => void;
    onRefused: (client: Okta, error: AppError) => void;
  },
) {
  if (address.needsConfirmation) throw notConfirmed(address);
  let made: Okta | null = null;
  const app = appKindOf(store.session);
  const { connectOkta } = await import('../okta/client');
  const client = await connectOkta({
    orgUrl: address.orgUrl,
    credential,
    scopes: scopesFor(app).map(({ scope }) => scope),
    hide: ports.redactor.hide,
    learn: ports.redactor.learn,
    fetch: ports.fetch,
    clock: ports.clock,
    log: ports.log,
    allowLoopback: store.session.mode === 'practice',
    mayWrite: () => !store.session.planOnly,
    onWait: on.onWait,
    onRefused: (error) => {
      if (made !== null) on.onRefused(made, error);
    },
  });
  made = client;
  on.onClient(client);
  return { client, ...(await examine(client, app, ports.clock.now)) };
}
