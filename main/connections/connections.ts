import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import { readOktaAddress } from '../../shared/okta-address';
import { otherRegion, targetOf } from '../../shared/oktopost';
import type { Region } from '../../shared/oktopost';
import type { Address, OktaConnection, OktopostToken, Right, Wait } from '../../shared/snapshot';
import { createRedactor } from '../secrets/redactor';
import { connectOkta } from '../okta/client';
import { ownToken } from '../okta/own-token';
import type { Okta } from '../okta/types';
import { askCustomDomain } from '../okta/well-known';
import { connectOktopost } from '../oktopost/scim';
import type { OktopostScim } from '../oktopost/types';
import type { Ports, PracticeAddress, SecretKind } from '../ports';
import type { SessionStore } from '../storage/session';

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

const areas: Record<Right['right'], string> = {
  apps: 'The app integration can neither be found nor created.',
  users: 'The test user cannot be searched.',
  mappings: 'The attribute mapping has to be done by hand.',
  schemas: 'Whether SCIM is on may not be readable, and the mapping has to be done by hand.',
  logs: 'A failure of the test user can be seen, but not explained from the System Log.',
};

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

/** Reads org, owner and rights at once; only a refused token or an org that cannot be read stops the connection. */
async function examine(client: Okta, now: () => Date) {
  const rightNames = ['apps', 'users', 'mappings', 'schemas', 'logs'] as const;
  const [org, me, reads] = await Promise.all([
    orgOf(client),
    client.me(),
    Promise.all(rightNames.map((area) => client.canRead(area))),
  ]);
  const [roles, tokens] =
    me === null
      ? [null, null]
      : await Promise.all([
          client.rolesOf(me.id),
          // What the token tells of itself is no reason not to connect.
          client.apiTokens().catch(() => null),
        ]);
  const rights = rightNames.map((right, index): Right => ({
    right,
    read: reads[index] ?? 'unknown',
    without: areas[right],
  }));
  const login = me?.login ?? null;
  const checkedAt = now().toISOString();
  const { name, subdomain } = org;
  const token = ownToken(tokens, me?.id ?? null, now());
  return {
    org: { name, subdomain, login, roles, rights, checkedAt },
    state: {
      state: 'connected',
      orgName: name,
      subdomain,
      login,
      roles,
      rights,
      token,
      checkedAt,
    } as const,
  };
}

/** A lesser admin may not read the org's settings; its host names it well enough. */
async function orgOf(client: Okta): Promise<{ name: string; subdomain: string }> {
  try {
    return await client.org();
  } catch (error) {
    if (!(error instanceof AppFailure) || error.error.code !== 'missing-right') throw error;
    const [subdomain = client.orgUrl] = new URL(client.orgUrl).hostname.split('.');
    return { name: subdomain, subdomain };
  }
}

async function readAddress(
  input: string,
  mode: 'unset' | 'practice' | 'real',
  practice: PracticeAddress | null,
  { fetch }: Ports,
): Promise<Address> {
  if (mode === 'practice') return practiceAddress(input, practice);
  const read = readOktaAddress(input);
  switch (read.kind) {
    case 'okta-host':
      return {
        input,
        kind: 'okta-host',
        orgUrl: read.orgUrl,
        adminUrl: read.adminUrl,
        needsConfirmation: false,
      };
    case 'custom-domain': {
      const named = await askCustomDomain(fetch, read.domain);
      return { input, kind: 'custom-domain', ...named, needsConfirmation: true };
    }
    case 'bad':
      throw badAddress(read.reason);
  }
}

/** In practice mode only the practice org is an address: a practice run never reaches a real org. */
function practiceAddress(input: string, practice: PracticeAddress | null): Address {
  if (practice === null) throw practiceGone();
  const { orgUrl, adminUrl } = practice.okta;
  const typed = input.trim().replace(/\/+$/, '');
  if (typed !== orgUrl && `http://${typed}` !== orgUrl) {
    throw badAddress('This is a practice run, which reaches only the practice org and never a real one.');
  }
  return { input, kind: 'practice', orgUrl, adminUrl, needsConfirmation: false };
}

function badAddress(reason: string): AppFailure {
  return new AppFailure({
    code: 'bad-address',
    message: reason,
    owner: 'okta-admin',
    next: 'Enter the address of your Okta org, for example acme.okta.com.',
    field: 'address',
  });
}

function notConfirmed(address: Address): AppFailure {
  return new AppFailure({
    code: 'host-not-confirmed',
    message: `${address.input} says that it is ${address.orgUrl}. The token is only sent there, and only after you confirm it.`,
    owner: 'okta-admin',
    next: 'Confirm the Okta host first.',
  });
}

const nothingToAsk = (): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: 'There is no refused token any more that the other region could be asked with.',
    owner: 'okta-admin',
    next: 'Enter the token again.',
    field: 'oktopost-token',
  });

function practiceGone(): AppFailure {
  return new AppFailure({
    code: 'unreachable',
    message: 'The practice org is not running.',
    owner: 'assistant',
    next: 'Start over and choose “Practise first” again.',
  });
}
