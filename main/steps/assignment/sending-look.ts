import type { App } from '../../okta/types';
import type { StepContext } from '../../plans/step';
import { deactivationChanged, readDeactivation, whyNotSent } from './deactivation';
import type { Deactivation } from './deactivation';
import type { AccountDetails } from './history';

/** For how long, in milliseconds, one reading serves those who are unassigned one after the other. */
const servesMs = 1_000;

/**
 * Why a plan does not stand any more by which the users of these accounts are unassigned, a sentence; null: it does. Asks nothing where it
 * says of no account what Okta would send. @throws AppFailure when Okta cannot be asked.
 */
export type SendingLook = (
  context: LookContext,
  accounts: readonly Pick<AccountDetails, 'isSent'>[],
) => Promise<string | null>;

/**
 * Whether Okta deactivates accounts, or not, as it did when an app integration was read for a plan that unassigns people. The reading of
 * the plan itself is never taken for it.
 */
export function createSendingLook({ id }: Pick<App, 'id'>, planned: Deactivation): SendingLook {
  const sentNothing = whyNotSent(planned) !== null;
  const look = onceASecond(async ({ okta, session }) => {
    const app = await okta.app(id);
    if (app === null) return null;
    return deactivationChanged(app.label, planned, await readDeactivation(okta, app, session()));
  });
  return async (context, accounts) =>
    accounts.some(({ isSent }) => isSent || sentNothing) ? look(context) : null;
}

type LookContext = Pick<StepContext, 'okta' | 'now' | 'session'>;

/** The same reading, whose answer serves for a second. */
export function onceASecond<Found>(
  read: (context: LookContext) => Promise<Found>,
): (context: LookContext) => Promise<Found> {
  let known: { askedAt: number; found: Found } | null = null;
  return async (context) => {
    const askedAt = context.now().getTime();
    if (known === null || Math.abs(askedAt - known.askedAt) >= servesMs)
      known = { askedAt, found: await read(context) };
    return known.found;
  };
}
