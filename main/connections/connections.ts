import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import { otherRegion, targetOf } from '../../shared/oktopost';
import type { Region } from '../../shared/oktopost';
import { createRedactor } from '../secrets/redactor';
import { connectOkta } from '../okta/client';
import type { Okta } from '../okta/types';
import { connectOktopost } from '../oktopost/scim';
import type { OktopostScim } from '../oktopost/types';
import type { Ports, PracticeAddress, SecretKind } from '../ports';
import type { SessionStore } from '../storage/session';
import { readAddress, notConfirmed, practiceGone } from './address';
import { examine } from './examine';
import type { Wait } from '../../shared/plan';
import type { Address, OktaConnection, OktopostToken } from '../../shared/connection';

interface ConnectionParts {
  ports: Ports;
  store: SessionStore;
  /** The running practice org; null outside practice mode. */
  practice: () => PracticeAddress | null;
  changed: () => void;
  toAppError: (error: unknown) => AppError;
}

/** Both connections of a set-up: the Okta org and Oktopost's SCIM server. Tokens come from the vault and go nowhere else. */
export interface Connections {
  okta(): Okta | null;
  oktopost(): OktopostScim | null;
  oktaState(): OktaConnection;
  /** What a request to Okta outside a run waits for. */
  oktaWait(): Wait | null;
  oktopostState(): OktopostToken;
  readAddress(input: string): Promise<Address>;
  /** Connects with the token that the vault holds. The outcome is the state. */
  connectOkta(): Promise<void>;
  connectOktopost(): Promise<void>;
  /** Asks the other region's SCIM server with the token that was refused. Only after the admin said so. The answer is the state. */
  askOtherRegion(): Promise<void>;
  /** Keeps the token that the other region took. @throws AppFailure `not-ready` when it took none. */
  keepForOtherRegion(): Promise<Region>;
  /** Another address: nothing may be written to the org of before. */
  forgetOkta(): void;
  forget(): void;
}

export function createConnections({
  ports,
  store,
  practice,
  changed,
  toAppError,
}: ConnectionParts): Connections {
  let okta: Okta | null = null;
  let oktopost: OktopostScim | null = null;
  let oktaWait: Wait | null = null;
  let oktaState: OktaConnection = store.session.org === null ? { state: 'none' } : { state: 'token-needed' };
  let oktopostState: OktopostToken =
    store.session.oktopostCheckedAt === null ? { state: 'none' } : { state: 'token-needed' };
  // One for both: Oktopost's token comes back through Okta's System Log.
  const secrets = createRedactor();
  const takeToken = async (kind: SecretKind): Promise<string | null> => {
    const token = await ports.vault.get(kind);
    if (token !== null) secrets.learn(token);
    return token;
  };
  // For the one question to the other region; gone with the next token.
  let refusedToken: string | null = null;
  // A late answer of an older attempt must not overwrite a newer one's state.
  let oktaAttempt = 0;
  let oktopostAttempt = 0;

  const setOkta = (state: OktaConnection): void => {
    oktaState = state;
    changed();
  };
  const setOktopost = (state: OktopostToken): void => {
    oktopostState = state;
    changed();
  };

  /** Where this destination's SCIM server is in a region; null for an app integration that knows its own. */
  const scimAddressIn = (region: Region): string | null => {
    const { destination, mode } = store.session;
    if (destination === null) return null;
    const { scimBaseUrl } = targetOf(destination, region);
    if (mode !== 'practice' || scimBaseUrl === null) return scimBaseUrl;
    const running = practice();
    if (running === null) throw practiceGone();
    return running.oktopost[destination][region].scimBaseUrl;
  };
  const elsewhere = (): string | null => {
    const { region } = store.session;
    return region === null ? null : scimAddressIn(otherRegion(region));
  };
  const clientAt = (baseUrl: string, token: string): OktopostScim =>
    connectOktopost({ baseUrl, token, hide: secrets.hide, fetch: ports.fetch, clock: ports.clock });

  const forgetOkta = (): void => {
    oktaAttempt += 1;
    okta = null;
    oktaState = { state: 'none' };
    oktaWait = null;
  };

  return {
    okta: () => okta,
    oktopost: () => oktopost,
    oktaState: () => oktaState,
    oktaWait: () => oktaWait,
    oktopostState: () => oktopostState,

    readAddress: (input) => readAddress(input, store.session.mode, practice(), ports),

    connectOkta: async () => {
      const attempt = (oktaAttempt += 1);
      const { address, mode } = store.session;
      const token = await takeToken('okta-token');
      if (address === null || token === null) {
        setOkta({ state: store.session.org === null ? 'none' : 'token-needed' });
        return;
      }
      okta = null;
      setOkta({ state: 'checking' });
      try {
        if (address.needsConfirmation) throw notConfirmed(address);
        const client = await connectOkta({
          orgUrl: address.orgUrl,
          token,
          hide: secrets.hide,
          fetch: ports.fetch,
          clock: ports.clock,
          log: ports.log,
          allowLoopback: mode === 'practice',
          mayWrite: () => !store.session.planOnly,
          onWait: (wait) => {
            if (attempt !== oktaAttempt) return;
            oktaWait = wait;
            changed();
          },
          timeoutMs: ports.oktaTimeoutMs,
        });
        const { org, state } = await examine(client, ports.clock.now);
        if (attempt !== oktaAttempt) return;
        okta = client;
        store.update({ org });
        setOkta(state);
      } catch (error) {
        if (attempt !== oktaAttempt) return;
        const failure = toAppError(error);
        if (failure.code === 'token-refused') await ports.vault.remove('okta-token');
        setOkta({ state: 'failed', error: failure });
      }
    },

    connectOktopost: async () => {
      const attempt = (oktopostAttempt += 1);
      const { region } = store.session;
      const token = await takeToken('oktopost-token');
      const baseUrl = region === null ? null : scimAddressIn(region);
      if (baseUrl === null || token === null) {
        setOktopost({ state: store.session.oktopostCheckedAt === null ? 'none' : 'token-needed' });
        return;
      }
      oktopost = null;
      refusedToken = null;
      setOktopost({ state: 'checking' });
      const client = clientAt(baseUrl, token);
      try {
        const users = await client.countUsers();
        if (attempt !== oktopostAttempt) return;
        oktopost = client;
        const checkedAt = ports.clock.now().toISOString();
        store.update({ oktopostCheckedAt: checkedAt });
        setOktopost({ state: 'accepted', users, checkedAt });
      } catch (failure) {
        if (attempt !== oktopostAttempt) return;
        const error = toAppError(failure);
        const refused = error.code === 'token-refused' || error.code === 'bad-input';
        if (refused) {
          await ports.vault.remove('oktopost-token');
          const canAsk = error.code === 'token-refused' && elsewhere() !== null;
          refusedToken = canAsk ? token : null;
          setOktopost({ state: 'refused', error, elsewhere: canAsk ? 'not-asked' : null });
          return;
        }
        // This computer may not reach Oktopost where Okta does: the admin may go on, and is told.
        oktopost = client;
        store.update({ oktopostCheckedAt: ports.clock.now().toISOString() });
        setOktopost({ state: 'unchecked', error });
      }
    },

    askOtherRegion: async () => {
      const before = oktopostState;
      const baseUrl = elsewhere();
      const token = refusedToken;
      if (before.state !== 'refused' || baseUrl === null || token === null) throw nothingToAsk();
      const attempt = (oktopostAttempt += 1);
      setOktopost({ ...before, elsewhere: 'asking' });
      const answer = await clientAt(baseUrl, token)
        .countUsers()
        .then(
          () => 'works' as const,
          (failure: unknown) =>
            toAppError(failure).code === 'token-refused' ? ('refused' as const) : ('no-answer' as const),
        );
      if (attempt === oktopostAttempt) setOktopost({ ...before, elsewhere: answer });
    },
    keepForOtherRegion: async () => {
      const { region } = store.session;
      const works = oktopostState.state === 'refused' && oktopostState.elsewhere === 'works';
      if (region === null || refusedToken === null || !works) throw nothingToAsk();
      await ports.vault.set('oktopost-token', refusedToken);
      return otherRegion(region);
    },

    forgetOkta,
    forget: () => {
      forgetOkta();
      refusedToken = null;
      oktopostAttempt += 1;
      oktopost = null;
      oktopostState = { state: 'none' };
    },
  };
}

const nothingToAsk = (): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: 'There is no refused token any more that the other region could be asked with.',
    owner: 'okta-admin',
    next: 'Enter the token again.',
    field: 'oktopost-token',
  });
