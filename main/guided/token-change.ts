import { AppFailure } from '../../shared/errors';
import { isProvisioning } from '../../shared/log-outcome';
import { isLoggedAfter, noTokenChange } from '../../shared/token-change';
import type { LoggedUntil, TokenChange, TokenChangeShown, TokenStatement } from '../../shared/token-change';
import type { Connections } from '../connections/connections';
import type { TriedToken } from '../connections/oktopost-connection';
import { earlierChange } from './earlier-change';
import { failureOf, overrules, placeOf, refuses, sentOf } from './token-change-events';
import type { Lifetime } from '../lifetime';
import { logOutcomeOf } from '../observe/log-outcome';
import { clockSkewMs, logUntil } from '../observe/okta-clock';
import { rememberSending } from '../observe/remember-sending';
import type { SendingParts } from '../observe/remember-sending';
import type { Okta } from '../okta/okta';
import type { LogEvent } from '../okta/types';
import type { OktopostScim } from '../oktopost/types';
import type { Clock } from '../ports';
import { fingerprintOf, newSalt } from '../secrets/fingerprint';
import { keptRevocation, olderTokensOf } from '../storage/older-tokens';
import { endedTokenChanges, mostSent, takenBackTokenChanges } from '../storage/token-changes';
import { afterPaste, pastedTokenOf, standingRefusal } from '../storage/proving-test';
import { outOfOrder, requireApp } from '../storage/required';
import type { Session } from '../storage/session';
import { requireTarget } from '../storage/target';

interface WalkParts extends SendingParts {
  clock: Clock;
  connections: Pick<
    Connections,
    'oktopost' | 'oktopostInUse' | 'oktopostState' | 'oktopostTried' | 'oktopostEntries'
  >;
  /** @throws AppFailure `token-needed` */
  okta: () => Okta;
  lifetime: Pick<Lifetime, 'onForget'>;
  changed: () => void;
}

/** The walk to a new SCIM token: it writes nothing, and reads what came of each step. */
export interface TokenChangeWalk {
  shown(): TokenChangeShown;
  /** The token that Okta has is the one before: that of the last walk, else the one that is known now. @throws AppFailure `not-ready` where no token is pasted into Okta. */
  begin(): Promise<void>;
  /**
   * Asks Oktopost about both tokens, and Okta's System Log for what was sent. @throws AppFailure `not-ready` for the same token once
   * more, or when Okta's log or Oktopost cannot be asked.
   */
  look(): Promise<void>;
  /** @throws AppFailure `not-ready` out of order, or when Okta's log cannot be read. */
  state(what: TokenStatement, done: boolean): Promise<void>;
  end(): void;
}

/** How far back the log is read for what Okta sent before the token was pasted. */
const beforeMs = 24 * 60 * 60_000;

export function createTokenChange(parts: WalkParts): TokenChangeWalk {
  const { store, clock, connections, okta, lifetime, changed } = parts;
  /** What asks Oktopost with a token that was entered since the start, by the token's print. In memory only. */
  const held = new Map<string, OktopostScim>();
  /** What had been entered when the walk began; nothing since a restart. */
  let before: { tried: TriedToken | null; entries: number } = { tried: null, entries: 0 };
  /** The prints of tokens that were tried: each takes some time to make. */
  const printOf = new WeakMap<TriedToken, { salt: string; print: string }>();
  lifetime.onForget(() => {
    held.clear();
    before = { tried: null, entries: 0 };
  });

  const now = (): string => clock.now().toISOString();
  const by = (): string | null => store.session.org?.login ?? null;
  /** `more`: of the set-up itself, in the same write. */
  const put = (patch: Partial<TokenChange>, more: Partial<Session> = {}): void => {
    store.update({ ...more, tokenChange: { ...store.session.tokenChange, ...patch } });
    changed();
  };
  /** The print of a token, which is held from then on. */
  const hold = (tried: TriedToken, salt: string): string => {
    const known = printOf.get(tried);
    if (known?.salt === salt) return known.print;
    const print = fingerprintOf(tried.token, salt);
    printOf.set(tried, { salt, print });
    held.set(print, tried.client);
    return print;
  };

  const entered = (): TokenChangeShown['entered'] => {
    const { tokenPrints: prints, tokenChange } = store.session;
    if (prints === null || tokenChange.startedAt === null) return null;
    const tried = connections.oktopostTried();
    if (tried === null || tried === before.tried) return null;
    const print = hold(tried, prints.salt);
    if (print === prints.before) return 'before';
    return print === prints.made ? 'made' : 'other';
  };

  const oldClient = (): OktopostScim | null => held.get(store.session.tokenPrints?.before ?? '') ?? null;

  /** What Okta sent for people of this app integration, oldest first. */
  async function provisioningSince(since: Date): Promise<LogEvent[]> {
    const events = await okta().logEvents(requireApp(store.session).id, since, logUntil(clock.now()));
    return events
      .filter((event) => isProvisioning(event) && logOutcomeOf(event) !== 'undecided')
      .sort((a, b) => a.published.localeCompare(b.published));
  }

  function lookForNew(): void {
    const { tokenChange, tokenPrints: prints } = store.session;
    const { startedAt, madeAt } = tokenChange;
    const accepted = connections.oktopostState();
    if (startedAt === null || madeAt !== null || accepted.state !== 'accepted') return;
    // After a restart it may be the one before, which was kept: only one that was entered since is another.
    if (connections.oktopostEntries() === before.entries) return;
    // What Oktopost refused since is no new one.
    const used = connections.oktopostInUse();
    const made = prints === null || used === null ? null : hold(used, prints.salt);
    if (made !== null && made === prints?.before) {
      if (used === connections.oktopostTried()) throw sameToken();
      return;
    }
    const older = store.session.olderTokens.filter(({ print }) => print === null || print !== made);
    put({ madeAt: accepted.checkedAt }, { tokenPrints: prints && { ...prints, made }, olderTokens: older });
  }

  async function lookForSent(): Promise<void> {
    const { pasted } = store.session.tokenChange;
    if (pasted === null) return;
    const { after } = pasted;
    const from = after === null ? Date.parse(pasted.at) - clockSkewMs : Date.parse(after.at);
    const events = await provisioningSince(new Date(from));
    const since = events.filter((event) => isLoggedAfter(placeOf(event), after));
    const newest = since.at(-1);
    if (newest === undefined || newest.uuid === store.session.tokenChange.sent?.eventId) return;
    const sent = sentOf(newest);
    const { failed } = sent;
    const failures = failed === null ? [] : [await failureOf(failed)];
    // Taken back, or forgotten meanwhile.
    if (store.session.tokenChange.pasted !== pasted) return;
    const isRead = failed === null && overrules(newest, store.session.connectionRefused);
    // What it says of the connection is remembered before the event counts as seen.
    const told = rememberSending(parts, connections.oktopost(), 'token-change', {
      from: pasted.at,
      at: now(),
      failures,
      isRead,
    });
    put({ sent, sentBefore: since.slice(0, -1).slice(-mostSent).map(sentOf) });
    await told;
  }

  async function lookForRevoked(): Promise<void> {
    const { madeAt, pasted, revoked } = store.session.tokenChange;
    const old = oldClient();
    if (old === null || madeAt === null || pasted === null || revoked?.how === 'read') return;
    const isRefused = await refuses(old);
    const at = now();
    const after = isRefused ? await loggedUntilNow() : null;
    if (!isAsItWas(store.session.tokenChange, { madeAt, pasted })) return;
    if (isRefused) put({ revoked: { how: 'read', by: null, at, after } });
    else if (revoked !== null) put({ revoked: null });
  }

  /** Tokens of changes that were left: those that Oktopost refuses are forgotten. */
  async function lookForOlder(): Promise<void> {
    for (const token of store.session.olderTokens) {
      const client = held.get(token.print ?? '');
      if (client === undefined || !(await refuses(client))) continue;
      put({}, { olderTokens: store.session.olderTokens.filter((each) => each !== token) });
    }
  }

  async function loggedUntilNow(): Promise<LoggedUntil> {
    const places = (await provisioningSince(new Date(clock.now().getTime() - beforeMs))).map(placeOf);
    const at = places.at(-1)?.at;
    if (at === undefined) return null;
    return { at, eventIds: places.filter((each) => each.at === at).map(({ eventId }) => eventId) };
  }

  /** What a test proved before is no proof of this token once the walk is forgotten; what Okta sent with it stays one. */
  const keptPasted = (): Pick<
    Session,
    'pastedToken' | 'earlierTokenChanges' | 'connectionRefused' | 'tokenPrints' | 'olderTokens' | 'statements'
  > => {
    const { session } = store;
    const { tokenPrints: prints, tokenChange } = session;
    // One that was made and not pasted is none that Okta has.
    const has = tokenChange.pasted === null ? prints?.before : prints?.made;
    return {
      pastedToken: pastedTokenOf(session, now()),
      earlierTokenChanges: endedTokenChanges(session),
      connectionRefused: standingRefusal(session),
      olderTokens: olderTokensOf(session, now()),
      statements: keptRevocation(session),
      tokenPrints: prints && { salt: prints.salt, before: has ?? null, made: null },
    };
  };

  /** That a token is refused shows something only of one that Oktopost took when the walk began. */
  async function dropRefused(print: string | null): Promise<void> {
    const client = print === null ? undefined : held.get(print);
    if (print === null || client === undefined || client === connections.oktopost()) return;
    const isRefused = await refuses(client).catch(() => false);
    if (isRefused) held.delete(print);
  }

  return {
    shown: () => {
      // It holds what was entered.
      const recognised = entered();
      const { tokenChange } = store.session;
      const knowsOld = tokenChange.startedAt !== null && oldClient() !== null;
      const earlier = tokenChange.madeAt === null ? earlierChange(store.session) : [];
      return { ...tokenChange, knowsOld, entered: recognised, earlier };
    },
    begin: async () => {
      requireApp(store.session);
      if (requireTarget(store.session).scimBaseUrl === null) throw nothingPasted();
      const { setupId } = store.session;
      const { salt, before: known } = keptPasted().tokenPrints ?? { salt: newSalt(), before: null };
      const tried = connections.oktopostTried();
      if (tried !== null) hold(tried, salt);
      const used = connections.oktopostInUse();
      const print = known ?? (used === null ? null : hold(used, salt));
      before = { tried, entries: connections.oktopostEntries() };
      await dropRefused(print);
      if (store.session.setupId !== setupId) return;
      // In one write with what is kept of the walk before, which is kept once.
      put(
        { ...noTokenChange, startedAt: now() },
        { ...keptPasted(), tokenPrints: { salt, before: print, made: null } },
      );
    },
    look: async () => {
      lookForNew();
      await lookForSent();
      await lookForRevoked();
      await lookForOlder();
    },
    state: async (what, done) => {
      const { startedAt, madeAt, pasted } = store.session.tokenChange;
      if (done && (what === 'revoked' ? pasted : madeAt) === null) throw outOfOrder();
      const at = now();
      const after = done ? await loggedUntilNow() : null;
      if (!isAsItWas(store.session.tokenChange, { madeAt, pasted })) return;
      if (what === 'revoked') {
        put({ revoked: done ? { how: 'stated', by: by(), at, after } : null });
        return;
      }
      put(
        { ...noTokenChange, startedAt, madeAt, pasted: done ? { by: by(), at: now(), after } : null },
        {
          ...afterPaste(store.session, done),
          earlierTokenChanges: takenBackTokenChanges(store.session),
        },
      );
    },
    end: () => {
      put(noTokenChange, keptPasted());
    },
  };
}

/** Whether the walk is the one that was looked at, and nothing of it was taken back since. */
const isAsItWas = (
  { madeAt, pasted }: TokenChange,
  before: Pick<TokenChange, 'madeAt' | 'pasted'>,
): boolean => madeAt === before.madeAt && pasted === before.pasted;

const notReady = (message: string, next: string): AppFailure =>
  new AppFailure({ code: 'not-ready', message, owner: 'okta-admin', next });

const nothingPasted = (): AppFailure =>
  notReady(
    'Nobody pastes a token into Okta for this app integration: it authenticates at Oktopost.',
    'Authenticate again on the step “Authenticate” where Okta cannot reach Oktopost any more.',
  );

const sameToken = (): AppFailure =>
  notReady('This is the token that Okta has now.', 'Make another one in Oktopost and enter that one.');
