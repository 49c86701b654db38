import type { StoredRing } from './file';

type Failures = Pick<StoredRing, 'failed' | 'failures'>;

/** Why people did not arrive, by their ids, as rings read it, the newest ring last. Nobody of whom no cause is known. Pure. */
export const causesOf = (rings: readonly Failures[]): Map<string, { what: string; next: string }> =>
  new Map(
    rings.flatMap(({ failed, failures }) =>
      failed.flatMap(({ userId, cause }) => {
        const group = notKnown.includes(cause) ? undefined : failures.find(({ id }) => id === cause);
        return group === undefined ? [] : [[userId, { what: group.what, next: group.next }] as const];
      }),
    ),
  );

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
