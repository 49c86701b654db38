import { once } from '../okta/once';
import type { Okta } from '../okta/types';
import type { Step } from '../plans/step';
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
 * A step that is planned, and whose first change is checked, by what was just read; after a request to Okta it is read again.
 * `taken` is called when Okta has answered a write, with the milliseconds that it took.
 */
export function withKeptReads(step: Step, reads: KeptReads, taken: (tookMs: number) => void): Step {
  let hasWritten = false;
  const okta = (current: Okta): Okta => (hasWritten || !reads.isFresh() ? current : reads.okta);
  return {
    ...step,
    draft: (context) => step.draft({ ...context, okta: okta(context.okta) }),
    recheck: async (context, shown) => {
      const recheck = await step.recheck({ ...context, okta: okta(context.okta) }, shown);
      if (recheck.kind !== 'go') return recheck;
      return {
        ...recheck,
        apply: async () => {
          hasWritten = true;
          const sentAt = context.now().getTime();
          const applied = await recheck.apply();
          taken(context.now().getTime() - sentAt);
          return applied;
        },
      };
    },
  };
}
