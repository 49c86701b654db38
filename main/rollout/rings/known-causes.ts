import type { PersonCause } from '../../../shared/people';
import type { Session } from '../../storage/session';
import { userTestsOf } from '../../storage/user-tests';
import type { StoredRing } from '../rollout-store';

type Failures = Pick<StoredRing, 'failed' | 'failures'>;

/** What was found of somebody. `cause` null: none, or it is over. */
interface Finding {
  userId: string;
  /** ISO 8601; '' where nobody noted it. */
  at: string;
  cause: PersonCause | null;
}

/**
 * Why people did not arrive, by their ids: what was found last, by a ring of a rollout or a test of one user. Nobody of whom no cause is
 * known. Pure.
 */
export function causesOf(
  rings: readonly (Failures & Pick<StoredRing, 'endedAt'>)[],
  session: Pick<Session, 'test' | 'earlierTests' | 'earlierPass'>,
): Map<string, PersonCause> {
  const found = [...rings.flatMap(ofRing), ...ofTests(session)].sort((a, b) => a.at.localeCompare(b.at));
  const last = new Map(found.map(({ userId, cause }) => [userId, cause]));
  return new Map([...last].flatMap(([userId, cause]) => (cause === null ? [] : [[userId, cause]])));
}

const ofRing = ({ failed, failures, endedAt }: Parameters<typeof causesOf>[0][number]): Finding[] =>
  failed.flatMap(({ userId, cause }) => {
    const group = notKnown.includes(cause) ? undefined : failures.find(({ id }) => id === cause);
    if (group === undefined) return [];
    const { what, next } = group;
    return [{ userId, at: endedAt ?? '', cause: { of: 'rollout', what, next } }];
  });

/** A user who is unassigned again has no failure to tell of, and of an earlier test only what it found was kept. */
const ofTests = (session: Parameters<typeof causesOf>[1]): Finding[] =>
  userTestsOf(session).map(({ user, assignedAt, endedAt, state, verdict, unassignment }) => {
    const hasFailed = (state === 'failed' || state === 'timed-out') && unassignment === null;
    const { explanation } = session.test;
    const next = session.test.assignedAt === assignedAt ? (explanation?.next ?? null) : null;
    const cause = hasFailed && verdict !== null ? ({ of: 'test', what: verdict, next } as const) : null;
    return { userId: user.id, at: endedAt ?? assignedAt ?? '', cause };
  });

/** Causes that say that none is known. */
const notKnown: readonly string[] = ['unknown', 'nothing-said'];

/**
 * Who did not arrive when a ring is checked: where Okta does not say why, what it said before still holds, as nothing was sent since;
 * so it does where somebody is not assigned because Okta refused it. Pure.
 */
export function withKnownCauses<T extends Failures>(outcome: T, before: Failures): T {
  const known = new Map(before.failed.map((each) => [each.userId, each]));
  const failed = outcome.failed.map((each) => {
    const earlier = known.get(each.userId);
    if (earlier === undefined) return each;
    const stillHolds =
      earlier.cause === 'refused' ? each.cause === 'not-assigned' : notKnown.includes(each.cause);
    return stillHolds ? earlier : each;
  });
  const causes = new Map([...before.failures, ...outcome.failures].map((cause) => [cause.id, cause]));
  const failures = [...causes.values()].flatMap((cause) => {
    const people = failed.filter(({ cause: id }) => id === cause.id).length;
    return people === 0 ? [] : [{ ...cause, people }];
  });
  return { ...outcome, failed, failures };
}
