import type { AppError } from '../../shared/errors';
import { explain } from '../../shared/explain';
import type { AttributeRow, TestSnapshot, TimelineEntry } from '../../shared/verification';
import type { Connections } from '../connections/connections';
import type { Okta } from '../okta/types';
import type { Clock } from '../ports';
import { requireTarget } from '../storage/target';
import type { SessionStore } from '../storage/session';
import { compareAttributes, createExpectation } from './rows';
import { readToApp } from '../observe/to-app';
import { requireApp } from '../storage/required';
import type { Look } from './look';
import { cannotSucceed, isFailure, stillComing, eventsOfTest } from './look';

interface FollowerParts {
  store: SessionStore;
  clock: Clock;
  connections: Pick<Connections, 'okta' | 'oktopost'>;
  changed: () => void;
  toAppError: (error: unknown) => AppError;
}

/** Follows the assigned test user in Okta, its System Log and Oktopost until there is a verdict. */
export interface Follower {
  /** Begins with the session's test user. */
  begin(): void;
  /** After a time-out or a stop: looks again, from the same assignment. */
  again(): void;
  stop(): void;
  /** The assignment itself failed. */
  abandon(error: AppError | null): void;
  forget(): void;
}

const firstWaitMs = 1_000;
const longestWaitMs = 8_000;
/** Okta usually provisions within a minute; its SCIM requests may take 60 s each. */
const giveUpMs = 4 * 60_000;
/** The System Log comes later than the state: how long a failure waits for its reason. */
const logLagMs = 20_000;

export function createFollower({ store, clock, connections, changed, toAppError }: FollowerParts): Follower {
  let abort: AbortController | null = null;

  const put = (patch: Partial<TestSnapshot>): void => {
    store.update({ test: { ...store.session.test, ...patch } });
    changed();
  };
  const note = (entry: Omit<TimelineEntry, 'at'> & { at?: string }): void => {
    const { timeline } = store.session.test;
    const known = timeline.some(({ source, text, eventId }) =>
      entry.eventId === null ? source === entry.source && text === entry.text : eventId === entry.eventId,
    );
    if (!known) put({ timeline: [...timeline, { at: clock.now().toISOString(), ...entry }] });
  };

  async function follow(signal: AbortSignal): Promise<void> {
    const started = clock.now().getTime();
    const expectation = createExpectation();
    let failedSince: number | null = null;
    for (let wait = firstWaitMs; !signal.aborted; wait = Math.min(wait * 1.4, longestWaitMs)) {
      const okta = connections.okta();
      const { user, assignedAt } = store.session.test;
      if (okta === null || user === null || assignedAt === null) return;
      try {
        const look = await okta.withContext({ signal }, () =>
          lookOnce(okta, user.id, user.email, new Date(assignedAt)),
        );
        if (signal.aborted) return;
        tell(look);
        const rows = compareAttributes((await expectation(okta, store.session)) ?? [], look);
        if (signal.aborted) return;
        put({ rows, lastLookAt: clock.now().toISOString() });
        const provisioned = look.appUser !== null && look.appUser.externalId !== null;
        if (provisioned && look.appUser?.syncState !== 'ERROR' && !stillComing(rows)) {
          end(rows, look.oktopostRead);
          return;
        }
        if (cannotSucceed(look)) {
          failedSince ??= clock.now().getTime();
          const explained = look.events.some((event) => isFailure(event) && event.outcome?.reason !== null);
          if (explained || clock.now().getTime() - failedSince > logLagMs) {
            await fail(okta, look, 'failed');
            return;
          }
        }
        if (clock.now().getTime() - started > giveUpMs) {
          await fail(okta, look, 'timed-out');
          return;
        }
      } catch (error) {
        if (signal.aborted) return;
        const { message } = toAppError(error);
        note({ source: 'assistant', text: message, failed: true, eventId: null });
        if (clock.now().getTime() - started > giveUpMs) {
          put({
            state: 'timed-out',
            endedAt: clock.now().toISOString(),
            verdict: `The test could not be followed: ${message}`,
          });
          return;
        }
      }
      await clock.sleep(wait, signal).catch(() => undefined);
    }
  }

  async function lookOnce(okta: Okta, userId: string, email: string, since: Date): Promise<Look> {
    const { id: appId } = requireApp(store.session);
    const scim = connections.oktopost();
    const [appUser, events, found] = await Promise.all([
      okta.appUser(appId, userId),
      // A few seconds earlier: this computer's clock and Okta's differ.
      okta
        .logEvents(appId, new Date(since.getTime() - 30_000), new Date(clock.now().getTime() + 30_000))
        .catch(() => []),
      scim === null
        ? null
        : scim
            .findByUserName(email)
            .then((user) => ({ user }))
            .catch(() => null),
    ]);
    return {
      appUser,
      events: eventsOfTest(events, userId, email),
      atOktopost: found?.user ?? null,
      oktopostRead: found !== null,
    };
  }

  function tell({ appUser, events, atOktopost }: Look): void {
    const base = { failed: false, eventId: null };
    if (appUser !== null) {
      const external =
        appUser.externalId === null ? 'no external id yet' : `external id ${appUser.externalId}`;
      note({
        ...base,
        source: 'okta-app-user',
        text: `App user: ${appUser.status}, ${appUser.syncState}, ${external}`,
        failed: appUser.syncState === 'ERROR',
      });
    }
    for (const event of events) {
      note({
        at: event.published,
        source: 'system-log',
        text: `${event.eventType}: ${event.outcome?.result ?? 'no outcome'}${event.outcome?.reason ? `, ${event.outcome.reason}` : ''}`,
        failed: isFailure(event),
        eventId: event.uuid,
      });
    }
    if (atOktopost !== null) {
      note({
        ...base,
        source: 'oktopost',
        text: `Oktopost has ${atOktopost.userName}, ${atOktopost.active ? 'active' : 'inactive'}`,
      });
    }
  }

  function end(rows: AttributeRow[], oktopostRead: boolean): void {
    const wrong = rows.filter(({ state }) => state === 'different');
    const name = store.session.test.user?.login ?? 'The test user';
    const verdict =
      wrong.length > 0
        ? `${name} arrived at Oktopost, but ${wrong.map(({ attribute }) => attribute).join(', ')} differs from what was expected.`
        : oktopostRead
          ? `${name} arrived at Oktopost with every expected value.`
          : `Okta says that ${name} was provisioned. Oktopost could not be asked, so the values there are not proven.`;
    put({ state: wrong.length > 0 ? 'failed' : 'passed', endedAt: clock.now().toISOString(), verdict });
  }

  async function fail(okta: Okta, look: Look, state: 'failed' | 'timed-out'): Promise<void> {
    const { session } = store;
    const { user, assignedAt } = session.test;
    if (user === null || assignedAt === null) return;
    const app = await okta.app(requireApp(session).id);
    const boxes = app === null ? null : (await readToApp(okta, app)).boxes;
    const explanation = explain({
      app: requireTarget(session).app,
      logEvents: look.events.map(({ eventType, legacyEventType, severity, outcome, displayMessage }) => ({
        eventType,
        legacyEventType,
        severity,
        result: outcome?.result ?? null,
        reason: outcome?.reason ?? null,
        displayMessage,
      })),
      appUser: look.appUser,
      features: app?.features ?? null,
      assignedBeforeScim: look.appUser?.syncState === 'DISABLED' && look.appUser.externalId === null,
      userName: look.appUser?.userName ?? null,
      email: user.email,
      names: { given: user.givenName, family: user.familyName },
      atOktopost: look.oktopostRead ? (look.atOktopost === null ? 'no' : 'yes') : 'unknown',
      waitedMs: clock.now().getTime() - new Date(assignedAt).getTime(),
      toApp: boxes === null ? null : { create: boxes[0], update: boxes[1], deactivate: boxes[2] },
    });
    put({ state, endedAt: clock.now().toISOString(), verdict: explanation.what, explanation });
  }

  const start = (): void => {
    abort?.abort();
    abort = new AbortController();
    const { signal } = abort;
    void follow(signal).catch((error: unknown) => {
      const { message } = toAppError(error);
      if (!signal.aborted) put({ state: 'stopped', verdict: message });
    });
  };

  return {
    begin: start,
    again: () => {
      put({ state: 'following', endedAt: null, verdict: null, explanation: null });
      start();
    },
    stop: () => {
      abort?.abort();
      if (store.session.test.state === 'following')
        put({ state: 'stopped', verdict: 'You stopped following. Okta goes on by itself.' });
    },
    abandon: (error) => {
      abort?.abort();
      if (store.session.test.state !== 'following') return;
      put({ state: 'stopped', verdict: error?.message ?? 'The user was not assigned.' });
    },
    forget: () => {
      abort?.abort();
      abort = null;
    },
  };
}
