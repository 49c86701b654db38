import { AppFailure } from '../../shared/errors';
import { isProvisioning } from '../../shared/log-outcome';
import { ownValue } from '../../shared/own-value';
import { isLoggedAfter, noTokenChange } from '../../shared/token-change';
import { pasteAgain } from '../../shared/token-change-words';
import type { LoggedUntil, TokenChange, TokenChangeShown, TokenStatement } from '../../shared/token-change';
import type { Connections } from '../connections/connections';
import type { Lifetime } from '../lifetime';
import { isFailure, logOutcomeOf } from '../observe/log-outcome';
import { clockSkewMs, logUntil } from '../observe/okta-clock';
import { rememberSending } from '../observe/remember-sending';
import type { Okta } from '../okta/okta';
import type { LogEvent } from '../okta/types';
import type { OktopostScim } from '../oktopost/types';
import type { Clock } from '../ports';
import { tokenOf } from '../secrets/credential';
import type { Credentials } from '../secrets/credentials';
import { afterPaste, pastedTokenOf, standingRefusal } from '../storage/proving-test';
import type { Sent } from '../storage/proving-test';
import { outOfOrder, requireApp } from '../storage/required';
import type { ConnectionRefusal } from '../storage/session';
import type { SessionStore } from '../storage/session-store';
import { requireTarget } from '../storage/target';

interface WalkParts {
  store: SessionStore;
  clock: Clock;
  connections: Pick<Connections, 'oktopost' | 'oktopostState' | 'oktopostEntries'>;
  credentials: Pick<Credentials, 'current'>;
  /** @throws AppFailure `token-needed` */
  okta: () => Okta;
  lifetime: Pick<Lifetime, 'onForget'>;
  changed: () => void;
}

/** The walk to a new SCIM token: it writes nothing, and reads what came of each step. */
export interface TokenChangeWalk {
  shown(): TokenChangeShown;
  /** The token that is known now is the one before. @throws AppFailure `not-ready` where no token is pasted into Okta. */
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

/** Held in memory only: the token itself never reaches a file. */
interface Old {
  token: string;
  client: OktopostScim | null;
}

export function createTokenChange(parts: WalkParts): TokenChangeWalk {
  const { store, clock, connections, credentials, okta, lifetime, changed } = parts;
  let old: Old | null = null;
  /** How many tokens had been entered when the walk began; none since a restart. */
  let entriesBefore = 0;
  lifetime.onForget(() => {
    old = null;
  });

  const now = (): string => clock.now().toISOString();
  const by = (): string | null => store.session.org?.login ?? null;
  const put = (patch: Partial<TokenChange>): void => {
    store.update({ tokenChange: { ...store.session.tokenChange, ...patch } });
    changed();
  };
  const currentToken = async (): Promise<string | null> => {
    const credential = await credentials.current('oktopost-token');
    return credential === null ? null : tokenOf(credential);
  };

  /** What Okta sent for people of this app integration, oldest first. */
  async function provisioningSince(since: Date): Promise<LogEvent[]> {
    const events = await okta().logEvents(requireApp(store.session).id, since, logUntil(clock.now()));
    return events
      .filter((event) => isProvisioning(event) && logOutcomeOf(event) !== 'undecided')
      .sort((a, b) => a.published.localeCompare(b.published));
  }

  async function lookForNew(): Promise<void> {
    const { startedAt, madeAt } = store.session.tokenChange;
    const accepted = connections.oktopostState();
    if (startedAt === null || madeAt !== null || accepted.state !== 'accepted') return;
    // After a restart it may be the one before, which was kept: only one that was entered since is another.
    if (connections.oktopostEntries() === entriesBefore) return;
    if (old !== null && old.token === (await currentToken())) throw sameToken();
    put({ madeAt: accepted.checkedAt });
  }

  async function lookForSent(): Promise<void> {
    const { pasted } = store.session.tokenChange;
    if (pasted === null) return;
    const { after } = pasted;
    const from = after === null ? Date.parse(pasted.at) - clockSkewMs : Date.parse(after.at);
    const events = await provisioningSince(new Date(from));
    const newest = events.findLast((event) => isLoggedAfter(placeOf(event), after));
    if (newest === undefined || newest.uuid === store.session.tokenChange.sent?.eventId) return;
    const { targets, outcome, displayMessage } = newest;
    const failed = isFailure(newest) ? (outcome?.reason ?? displayMessage ?? 'FAILURE') : null;
    const failures = failed === null ? [] : [await failureOf(failed)];
    // Taken back, or forgotten meanwhile.
    if (store.session.tokenChange.pasted !== pasted) return;
    const isRead = failed === null && overrules(newest, store.session.connectionRefused);
    // What it says of the connection is remembered before the event counts as seen.
    const told = rememberSending(store, connections.oktopost(), 'token-change', {
      at: now(),
      failures,
      isRead,
    });
    put({
      sent: {
        ...placeOf(newest),
        who: targets.find(({ alternateId }) => alternateId?.includes('@') === true)?.alternateId ?? null,
        failed,
      },
    });
    await told;
  }

  async function lookForRevoked(): Promise<void> {
    const { madeAt, pasted, revoked } = store.session.tokenChange;
    const before = old?.client ?? null;
    if (before === null || madeAt === null || pasted === null || revoked?.how === 'read') return;
    const refused = await before.countUsers().then(
      () => false,
      (error: unknown) => {
        if (error instanceof AppFailure && error.error.code === 'token-refused') return true;
        throw error;
      },
    );
    if (refused) {
      const at = now();
      put({ revoked: { how: 'read', by: null, at, after: await loggedUntilNow() } });
    } else if (revoked !== null) put({ revoked: null });
  }

  async function loggedUntilNow(): Promise<LoggedUntil> {
    const places = (await provisioningSince(new Date(clock.now().getTime() - beforeMs))).map(placeOf);
    const at = places.at(-1)?.at;
    if (at === undefined) return null;
    return { at, eventIds: places.filter((each) => each.at === at).map(({ eventId }) => eventId) };
  }

  /** What a test proved before is no proof of this token once the walk is forgotten; what Okta sent with it stays one. */
  const keepPasted = (): void => {
    const { session } = store;
    store.update({ pastedToken: pastedTokenOf(session), connectionRefused: standingRefusal(session) });
  };

  return {
    shown: () => ({ ...store.session.tokenChange, knowsOld: old !== null }),
    begin: async () => {
      requireApp(store.session);
      if (requireTarget(store.session).scimBaseUrl === null) throw nothingPasted();
      const token = await currentToken();
      keepPasted();
      old = token === null ? null : { token, client: connections.oktopost() };
      entriesBefore = connections.oktopostEntries();
      put({ ...noTokenChange, startedAt: now() });
    },
    look: async () => {
      await lookForNew();
      await lookForSent();
      await lookForRevoked();
    },
    state: async (what, done) => {
      const { madeAt, pasted } = store.session.tokenChange;
      if (what === 'revoked') {
        if (done && pasted === null) throw outOfOrder();
        const at = now();
        put({ revoked: done ? { how: 'stated', by: by(), at, after: await loggedUntilNow() } : null });
        return;
      }
      if (done && madeAt === null) throw outOfOrder();
      const after = done ? await loggedUntilNow() : null;
      store.update(afterPaste(store.session, done));
      put({ pasted: done ? { by: by(), at: now(), after } : null, sent: null, revoked: null });
    },
    end: () => {
      old = null;
      keepPasted();
      put(noTokenChange);
    },
  };
}

/** What the failure catalogue knows of Okta's reason. */
async function failureOf(failed: string): Promise<Sent['failures'][number]> {
  const { explainMessage } = await import('../../shared/explain/message');
  const { cause, says, next } = explainMessage({ text: failed, event: null });
  return { id: cause, what: says, next: ownValue(pasteAgain, cause) ?? next };
}

/** What Okta sent later shows that it is refused no more. A refusal that the log does not tell of is dated by this computer's clock. */
function overrules({ published }: LogEvent, refused: ConnectionRefusal | null): boolean {
  if (refused === null) return false;
  return refused.of === 'token-change' || Date.parse(published) - clockSkewMs > Date.parse(refused.at);
}

const placeOf = ({ uuid, published }: LogEvent): { eventId: string; at: string } => ({
  eventId: uuid,
  at: new Date(published).toISOString(),
});

const notReady = (message: string, next: string): AppFailure =>
  new AppFailure({ code: 'not-ready', message, owner: 'okta-admin', next });

const nothingPasted = (): AppFailure =>
  notReady(
    'Nobody pastes a token into Okta for this app integration: it authenticates at Oktopost.',
    'Authenticate again on the step “Authenticate” where Okta cannot reach Oktopost any more.',
  );

const sameToken = (): AppFailure =>
  notReady('This is the token that Okta has now.', 'Make another one in Oktopost and enter that one.');
