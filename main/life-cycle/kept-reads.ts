import { AppFailure } from '../../shared/errors';
import { once } from '../okta/once';
import type { Okta } from '../okta/okta';
import type { User } from '../okta/types';
import type { Step, StepContext } from '../plans/step';
import type { Clock } from '../ports';

/** What was read of the test's user so long ago is still what a plan may be made of, and its first request be checked by. */
const freshMs = 2_000;

/** Okta as one look read it. */
export interface KeptReads {
  /** Each read of a user or an app user is sent once. */
  readonly okta: Okta;
  /** When the look began, in milliseconds. */
  readonly since: number;
  isFresh(): boolean;
}

export function keepReads(okta: Okta, clock: Clock): KeptReads {
  const since = clock.now().getTime();
  return {
    since,
    okta: {
      ...okta,
      user: once(okta.user),
      userByLogin: once(okta.userByLogin),
      appUser: once(okta.appUser),
    },
    isFresh: () => clock.now().getTime() - since < freshMs,
  };
}

/**
 * A step that is planned, and whose first change is checked, by what was just read. After a request to Okta it is read again,
 * except a user whom that request created: Okta's answer has them as they are. `taken` is called when Okta has answered a write,
 * with the milliseconds that it took; `unanswered` when Okta may have taken one without an answer, or refused it.
 */
export function withKeptReads(
  step: Step,
  reads: KeptReads,
  { taken, unanswered }: { taken: (tookMs: number) => void; unanswered: () => void },
): Step {
  let hasWritten = false;
  let created: { user: User; atMs: number } | null = null;
  const okta = ({ okta: current, now }: StepContext): Okta => {
    if (!hasWritten && reads.isFresh()) return reads.okta;
    if (created === null || now().getTime() - created.atMs >= freshMs) return current;
    const { user } = created;
    return {
      ...current,
      userByLogin: (login) => (login === user.login ? Promise.resolve(user) : current.userByLogin(login)),
    };
  };
  const noting = (context: StepContext, known: Okta): Okta => ({
    ...known,
    createUser: async (profile) => {
      const user = await known.createUser(profile);
      created = { user, atMs: context.now().getTime() };
      return user;
    },
  });
  return {
    ...step,
    draft: (context) => step.draft({ ...context, okta: okta(context) }),
    recheck: async (context, shown) => {
      const recheck = await step.recheck({ ...context, okta: noting(context, okta(context)) }, shown);
      if (recheck.kind !== 'go') return recheck;
      return {
        ...recheck,
        apply: async () => {
          hasWritten = true;
          created = null;
          const sentAt = context.now().getTime();
          const applied = await recheck.apply().catch((error: unknown) => {
            // A request that was stopped before it was sent; one in flight is not cut off by that.
            if (!(error instanceof AppFailure) || error.error.code !== 'cancelled') unanswered();
            throw error;
          });
          taken(context.now().getTime() - sentAt);
          return applied;
        },
      };
    },
  };
}
