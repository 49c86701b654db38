import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import { refusalOf } from '../../shared/connection';
import type { OktopostToken } from '../../shared/connection';
import { otherRegion } from '../../shared/oktopost';
import type { Region } from '../../shared/oktopost';
import { connectOktopost } from '../oktopost/scim';
import type { OktopostScim } from '../oktopost/types';
import type { Ports, PracticeAddress } from '../ports';
import { apiToken, scimBaseUrlOf, tokenOf } from '../secrets/credential';
import type { Credential } from '../secrets/credential';
import { isRefusal } from '../secrets/credentials';
import type { SessionStore } from '../storage/session-store';
import type { ConnectionParts } from './okta-connection';
import { forgetRefused } from './forget-refused';
import { chosenBaseUrl, scimAddressIn } from './scim-address';
import { refusalFor, withRefusal } from './token-refusal';
import type { UsedState } from './token-refusal';

/** A token, and what asks Oktopost with it. */
export interface TriedToken {
  token: string;
  client: OktopostScim;
}

/** The connection to Oktopost's SCIM server: a client, once its token was tried, and what a screen shows of it. */
export interface OktopostLink {
  /** What is used: it stays while another one is tried, and where that one is refused. */
  inUse(): TriedToken | null;
  state(): OktopostToken;
  /** The token that was tried last, also one that was refused. Null: none since the start. Held in memory only. */
  tried(): TriedToken | null;
  /** How many credentials that `connect` was given were used from then on. */
  entries(): number;
  /** Connects with `credential`, or with the one that is known. The outcome is the state. */
  connect(credential?: Credential): Promise<void>;
  /**
   * The choice of destination or region is another one: the token that was entered goes to no other address by itself, and is taken
   * again once the choice is the one that it was entered for, until the process ends. `taken`: connects with this one then.
   */
  retarget(taken?: Credential): Promise<void>;
  /**
   * Asks the other region's server with the token that was refused; only on the admin's request. The outcome is the state.
   * @throws AppFailure `not-ready` when there is no refused token.
   */
  askOtherRegion(): Promise<void>;
  /** The region that took the token, and the token. @throws AppFailure `not-ready` when it took none. */
  acceptedElsewhere(): { region: Region; credential: Credential };
}

export interface OktopostParts extends ConnectionParts {
  /** The running practice org; null outside practice mode. */
  practice: () => PracticeAddress | null;
}

export function createOktopostConnection(parts: OktopostParts): OktopostLink {
  const { ports, store, credentials, lifetime, changed, toAppError, practice } = parts;
  let used: { by: TriedToken; state: UsedState } | null = null;
  let state: OktopostToken = stateWithout(store);
  // For the one question to the other region; dropped by the next token.
  let refused: Credential | null = null;
  let tried: TriedToken | null = null;
  /** By the SCIM base URL of the choice that each was entered for. */
  const aside = new Map<string, Credential>();
  let entries = 0;
  // Aborted by the next attempt: a late answer must not overwrite what a newer one found.
  let attempt = new AbortController();

  const begin = (): AbortSignal => {
    attempt.abort();
    attempt = new AbortController();
    return attempt.signal;
  };
  const set = (next: OktopostToken): void => {
    state = next;
    changed();
  };
  const elsewhere = (): string | null => {
    const { region } = store.session;
    return region === null ? null : scimAddressIn(otherRegion(region), store.session, practice());
  };
  lifetime.onForget(() => {
    begin();
    used = null;
    refused = null;
    tried = null;
    aside.clear();
    state = { state: 'none' };
  });

  /** Oktopost took the token before and does not now: it has to be entered again. */
  const lose = async (error: AppError): Promise<void> => {
    used = null;
    // What is being tried tells by itself what becomes of it.
    if (state.state === 'checking') return;
    begin();
    refused = null;
    set({ state: 'refused', error, elsewhere: null });
    await forgetRefused('oktopost-token', parts);
  };
  const clientOf = (baseUrl: string, credential: Credential): OktopostScim => {
    const made: OktopostScim = clientAt(ports, baseUrl, credential, (error) => {
      // One that is being tried, or was replaced, is not the connection's.
      if (used?.by.client === made) void lose(error);
    });
    return made;
  };

  const addressNow = (): string | null => {
    const { region } = store.session;
    return region === null ? null : scimAddressIn(region, store.session, practice());
  };

  const withoutToken = (): OktopostToken => {
    const known = stateWithout(store);
    const last = [...aside.keys()].at(-1);
    return known.state === 'none' && last !== undefined ? { ...known, aside: last } : known;
  };
  /** Of another choice: it is out of the vault, and taken again once the choice is that one, until the process ends. */
  const putAside = async (credential: Credential | null): Promise<void> => {
    const of = scimBaseUrlOf(credential);
    if (credential !== null && of !== null) aside.set(of, credential);
    await credentials.forget('oktopost-token');
  };

  const connect = async (entered?: Credential): Promise<void> => {
    const signal = begin();
    const credential =
      entered === undefined
        ? await credentials.current('oktopost-token')
        : apiToken(tokenOf(entered), entered.remember, chosenBaseUrl(store.session));
    if (signal.aborted) return;
    const baseUrl = addressNow();
    const of = scimBaseUrlOf(credential);
    // The choice was another one when the assistant ended.
    if (of !== null && of !== chosenBaseUrl(store.session)) {
      used = null;
      await putAside(credential);
      if (!signal.aborted) set(withoutToken());
      return;
    }
    if (baseUrl === null || credential === null) {
      used = null;
      set(withoutToken());
      return;
    }
    refused = null;
    const asking = clientOf(baseUrl, credential);
    const token = tokenOf(credential);
    const by: TriedToken = { token, client: asking };
    tried = by;
    const use = (found: UsedState): void => {
      used = { by, state: found };
      if (entered !== undefined) entries += 1;
      set(found);
    };
    set({ state: 'checking' });
    try {
      const found = await credentials.attempt('oktopost-token', credential, () => openAccount(parts, asking));
      if (signal.aborted) return;
      store.update({ oktopostCheckedAt: ports.clock.now().toISOString() });
      use(found);
    } catch (failure) {
      if (signal.aborted) return;
      const error = toAppError(failure);
      if (!isRefusal('oktopost-token', failure)) {
        // This computer could not keep it; until it ends the token can be used.
        use({ state: 'unchecked', error });
        return;
      }
      if (used?.by.token === token) used = null;
      const refusal = refusalFor(error, {
        ...{ session: store.session, token },
        ...{ canAsk: elsewhere() !== null, stays: used !== null },
      });
      refused = refusal.elsewhere === null ? null : credential;
      set(withRefusal(used?.state ?? null, refusal));
    }
  };

  return {
    inUse: () => used?.by ?? null,
    state: () => state,
    tried: () => tried,
    entries: () => entries,
    connect,
    retarget: async (taken) => {
      const signal = begin();
      const known = await credentials.current('oktopost-token');
      used = null;
      refused = null;
      tried = null;
      await putAside(known);
      if (signal.aborted) return;
      const again = taken ?? aside.get(chosenBaseUrl(store.session) ?? '');
      if (again === undefined) set(withoutToken());
      else await connect(again);
    },
    askOtherRegion: async () => {
      const before = used?.state ?? null;
      const refusal = refusalOf(state);
      const baseUrl = elsewhere();
      if (refusal === undefined || baseUrl === null || refused === null) throw nothingToAsk();
      const signal = begin();
      set(withRefusal(before, { ...refusal, elsewhere: 'asking' }));
      const answer = await askAccount(clientAt(ports, baseUrl, refused), toAppError);
      if (!signal.aborted) set(withRefusal(before, { ...refusal, elsewhere: answer }));
    },
    acceptedElsewhere: () => {
      const { region } = store.session;
      const works = refusalOf(state)?.elsewhere === 'works';
      if (region === null || refused === null || !works) throw nothingToAsk();
      return { region: otherRegion(region), credential: refused };
    },
  };
}

/** Before anything is connected: an account that was checked before only waits for its token. */
const stateWithout = ({
  session,
}: SessionStore): Extract<OktopostToken, { state: 'none' | 'token-needed' }> =>
  session.oktopostCheckedAt === null ? { state: 'none' } : { state: 'token-needed' };

function clientAt(
  { redactor, fetch, clock }: Ports,
  baseUrl: string,
  credential: Credential,
  onRefused: (error: AppError) => void = () => undefined,
): OktopostScim {
  return connectOktopost({
    baseUrl,
    token: tokenOf(credential),
    hide: redactor.hide,
    fetch,
    clock,
    onRefused,
  });
}

/**
 * Reads the number of users. An account that cannot be reached from here may be reachable from Okta, so
 * then the token is accepted unchecked, with the error in the state. @throws AppFailure when the token is refused.
 */
async function openAccount({ ports, toAppError }: ConnectionParts, client: OktopostScim): Promise<UsedState> {
  try {
    const users = await client.countUsers();
    return { state: 'accepted', users, checkedAt: ports.clock.now().toISOString() };
  } catch (failure) {
    if (isRefusal('oktopost-token', failure)) throw failure;
    return { state: 'unchecked', error: toAppError(failure) };
  }
}

async function askAccount(
  client: OktopostScim,
  toAppError: ConnectionParts['toAppError'],
): Promise<'works' | 'refused' | 'no-answer'> {
  try {
    await client.countUsers();
    return 'works';
  } catch (failure) {
    return toAppError(failure).code === 'token-refused' ? 'refused' : 'no-answer';
  }
}

const nothingToAsk = (): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: 'There is no refused token left to try in the other region.',
    owner: 'okta-admin',
    next: 'Enter the token again.',
    field: 'oktopost-token',
  });
