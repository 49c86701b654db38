import { isInactiveApp } from '../../observe/sending';
import type { App } from '../../okta/types';
import type { StepContext } from '../../plans/step';
import type { AccountDetails } from './history';

/** For how long, in milliseconds, one reading serves those who are unassigned one after the other. */
const servesMs = 1_000;

/**
 * Why a plan does not stand any more by which the users of these accounts are unassigned, a sentence; null: it does. Asks nothing where it
 * says of no account what Okta would send. @throws AppFailure when Okta cannot be asked.
 */
export type SendingLook = (
  context: Pick<StepContext, 'okta' | 'now'>,
  accounts: readonly Pick<AccountDetails, 'isSent'>[],
) => Promise<string | null>;

/**
 * Whether an app integration is active, or inactive, as it was for a plan that unassigns people: an inactive one deactivates no account.
 * The reading of the plan itself is never taken for it.
 */
export function createSendingLook(planned: App): SendingLook {
  const wasInactive = isInactiveApp(planned);
  let known: { askedAt: number; app: App | null } | null = null;
  return async ({ okta, now }, accounts) => {
    if (!accounts.some(({ isSent }) => isSent || wasInactive)) return null;
    const askedAt = now().getTime();
    if (known === null || Math.abs(askedAt - known.askedAt) >= servesMs)
      known = { askedAt, app: await okta.app(planned.id) };
    const { app } = known;
    return app === null ? null : sendingChanged(app, wasInactive);
  };
}

/** What an app integration that is active now, or inactive, does otherwise than the plan said, a sentence; null: nothing. */
export function sendingChanged(app: App, wasInactive: boolean): string | null {
  const isInactive = isInactiveApp(app);
  if (isInactive === wasInactive) return null;
  return isInactive
    ? `“${app.label}” is inactive in Okta now, which would then deactivate no Oktopost account.`
    : `“${app.label}” is active in Okta now, which would then deactivate Oktopost accounts.`;
}
