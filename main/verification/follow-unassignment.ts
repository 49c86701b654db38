import type { TimelineEntry, Unassignment } from '../../shared/verification';
import { newestAt } from '../observe/log-outcome';
import { giveUpMs, logLagMs } from '../observe/okta-pace';
import { rememberSending } from '../observe/remember-sending';
import { readToApp } from '../observe/to-app';
import type { ToAppBoxes } from '../observe/to-app';
import type { Okta } from '../okta/okta';
import type { Backoff, Next } from '../polling/poll';
import { deletionIn } from '../steps/assignment/accounts';
import type { UnassignedAccount } from '../steps/assignment/history';
import { requireApp } from '../storage/required';
import { followingUnassignment } from '../storage/session';
import type { FollowerParts } from './follow';
import { createFollowing, followedAgain, stoppedFollowing } from './following';
import { withEntries } from './look';
import { explainActive, explainAssigned, explainElsewhere, explainNothingSent } from './still-active';
import {
  accountOfUser,
  isMadeElsewhere,
  lookAtUnassignment,
  sayUnassigned,
  unassignmentTimeline,
} from './unassignment';
import type { UnassignmentLook } from './unassignment';

interface UnassignmentParts extends FollowerParts {
  /** What this set-up journaled of the account when it unassigned the user; null: Okta had none. */
  account: (userId: string) => UnassignedAccount | null;
}

/** Follows the account of the unassigned test user until it is inactive at Oktopost, or it is known why it stays active. */
export interface UnassignmentFollower {
  begin(): void;
  /** After a time-out or a stop. */
  again(): void;
  stop(): void;
  /** The unassignment itself failed, or never left. */
  abandon(): void;
  forget(): void;
}

const backoff: Backoff = { firstMs: 250, growth: 1.6, longestMs: 8_000 };
/** After a start of the assistant Oktopost is connected a moment later than Okta. */
const connectMs = 3_000;

type Ending = Pick<Unassignment, 'state' | 'verdict' | 'explanation'>;

/** `ending` is null while it is followed. */
interface Found {
  look: UnassignmentLook;
  ending: Ending | null;
}

export function createUnassignmentFollower(parts: UnassignmentParts): UnassignmentFollower {
  const { store, clock, connections, changed, report, account } = parts;
  const following = createFollowing(parts);

  const now = (): string => clock.now().toISOString();
  const put = (patch: Partial<Unassignment>, entries: readonly TimelineEntry[] = []): void => {
    const { test } = store.session;
    if (test.unassignment === null) return;
    const timeline = withEntries(test.timeline, entries);
    store.update({ test: { ...test, timeline, unassignment: { ...test.unassignment, ...patch } } });
    changed();
  };

  function start(): void {
    following.start(followedSoFar);
  }

  function followedSoFar(elapsed: () => number) {
    const followed = store.session.test.unassignment?.unassignedAt ?? null;
    let boxes: ToAppBoxes | null = null;
    let isBoxesRead = false;

    async function readBoxes(okta: Okta): Promise<void> {
      const app = await okta.app(requireApp(store.session).id);
      boxes = app === null ? null : (await readToApp(okta, app)).boxes;
      isBoxesRead = true;
    }

    async function endingOf(okta: Okta, look: UnassignmentLook): Promise<Ending | null> {
      const ending = (
        state: Exclude<Parameters<typeof sayUnassigned>[0], 'elsewhere'>,
        explanation: Ending['explanation'] = null,
      ) => ({
        state,
        verdict: sayUnassigned(state, look),
        explanation,
      });
      const endingElsewhere = (state: 'active' | 'unread'): Ending => {
        const verdict = sayUnassigned('elsewhere', look);
        return { state, verdict, explanation: explainElsewhere(look) };
      };
      const { reading, deactivation, userId } = look;
      const assigned = await explainAssigned(okta, userId, look);
      if (assigned !== null) return ending('active', assigned);
      const isElsewhere = isMadeElsewhere(look, store.session.test);
      if (isElsewhere && deactivation !== 'not-logged')
        return endingElsewhere(deactivation === 'failed' ? 'active' : 'unread');
      if (reading.state === 'inactive' || (reading.state === 'gone' && !isElsewhere))
        return ending(reading.state);
      const isRead = reading.state === 'active';
      if (deactivation === 'failed') return ending('active', await explainActive(okta, store.session, look));
      if (!isBoxesRead) await readBoxes(okta);
      const nothing = explainNothingSent(look, boxes);
      if (isElsewhere && nothing !== null) return endingElsewhere('active');
      if (nothing !== null) return isRead ? ending('active', nothing) : ending('unread', nothing);
      const patienceMs = deactivation !== 'sent' ? giveUpMs : isRead ? logLagMs : connectMs;
      if (elapsed() <= patienceMs) return null;
      if (isElsewhere) return endingElsewhere('unread');
      return isRead ? ending('active', await explainActive(okta, store.session, look)) : ending('unread');
    }

    return {
      backoff,
      read: async (signal: AbortSignal): Promise<Found | null> => {
        const okta = connections.okta();
        const { user, unassignment } = store.session.test;
        if (okta === null || user === null || unassignment === null) return null;
        const since = new Date(unassignment.unassignedAt);
        return okta.withContext({ signal }, async () => {
          const look = await lookAtUnassignment(okta, connections.oktopost(), {
            appId: requireApp(store.session).id,
            account: { ...(account(user.id) ?? accountOfUser(user, since)), since },
            now: clock.now(),
          });
          return { look, ending: await endingOf(okta, look) };
        });
      },
      take: (found: Found | null): Next => {
        const { test } = store.session;
        // Another test may have begun meanwhile.
        if (found === null || test.unassignment?.unassignedAt !== followed) return 'done';
        const { look, ending } = found;
        if (look.appUser === null && test.decision !== 'unassigned') {
          store.update({ test: { ...test, decision: 'unassigned' } });
        }
        put({ lastLookAt: now() }, unassignmentTimeline(look, now()));
        if (ending === null) return 'again';
        const at = now();
        put({ ...ending, endedAt: at });
        const deletionSeen = store.session.deletionSeen ?? deletionIn([look], clock.now());
        if (deletionSeen !== null) store.update({ deletionSeen });
        const failedAt = newestAt(look.events, 'failure') ?? at;
        const failures = ending.explanation === null ? [] : [{ ...ending.explanation, at: failedAt }];
        const isRead = ending.state === 'inactive';
        const from = followed;
        rememberSending(parts, connections.oktopost(), 'test', { from, at, failures, isRead }).catch(report);
        changed();
        return 'done';
      },
      failed: (entry: TimelineEntry, isOver: boolean): Next => {
        const verdict = `The account could not be followed: ${entry.text}`;
        put(isOver ? { state: 'unread', endedAt: entry.at, verdict } : {}, [entry]);
        return isOver ? 'done' : 'again';
      },
    };
  }

  return {
    begin: () => {
      const { test } = store.session;
      if (test.user === null) return;
      // It began before the request left; where there was nothing to unassign, no request did.
      const unassignment =
        test.unassignment?.state === 'following' ? test.unassignment : followingUnassignment(now());
      store.update({ test: { ...test, unassignment } });
      changed();
      start();
    },
    again: () => {
      put(followedAgain);
      start();
    },
    stop: () => {
      following.stop();
      if (store.session.test.unassignment?.state !== 'following') return;
      put(stoppedFollowing);
    },
    abandon: () => {
      following.stop();
      const { test } = store.session;
      if (test.unassignment?.state !== 'following') return;
      store.update({ test: { ...test, unassignment: null } });
      changed();
    },
    forget: following.stop,
  };
}
