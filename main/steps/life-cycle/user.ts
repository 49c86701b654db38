import { AppFailure } from '../../../shared/errors';
import type { LifeCycleUser } from '../../../shared/life-cycle';
import type { Okta } from '../../okta/okta';
import type { User } from '../../okta/types';
import type { Session } from '../../storage/session';

/** A user as they will be created, with a login that `isLifeCycleLogin` knows: told apart from everybody else by `suffix`, six hex digits, at the email domain of the token's owner. */
export function newLifeCycleUser(setupId: string, domain: string, suffix: string): LifeCycleUser {
  const email = (part: string): string => `oktopost-test-${suffix}${part}@${domain}`;
  return {
    id: null,
    marker: markerOf(setupId),
    givenName: 'Lifecycle',
    changedGivenName: 'Lifecycle Changed',
    familyName: `Test ${suffix}`,
    email: email(''),
    changedEmail: email('-new'),
  };
}

const markerPrefix = 'Made by the Oktopost assistant, set-up ';
const markerOf = (setupId: string): string => `${markerPrefix}${setupId}`;

/**
 * Whether Okta's user is the one that the assistant made: nobody else is ever changed, deactivated or deleted. The marker can come
 * from a file, so that its own words are not enough: it has to begin as the assistant's do.
 */
export const isOwn = ({ profile }: User, { marker }: Pick<LifeCycleUser, 'marker'>): boolean =>
  marker.startsWith(markerPrefix) && profile['displayName'] === marker;

export const nameOf = ({ givenName, familyName }: LifeCycleUser): string => `${givenName} ${familyName}`;

/** By id where it is known: a login is free for somebody else once it was changed. */
export async function readOwn(okta: Okta, user: LifeCycleUser): Promise<User | null> {
  if (user.id !== null) return okta.user(user.id);
  return (await okta.userByLogin(user.email)) ?? (await okta.userByLogin(user.changedEmail));
}

/** The user of the life-cycle test. @throws AppFailure `not-ready` before the test was begun. */
export function requireUser({ lifeCycle }: Session): LifeCycleUser {
  if (lifeCycle.user !== null) return lifeCycle.user;
  throw new AppFailure({
    code: 'not-ready',
    message: 'The life-cycle test has not begun.',
    owner: 'okta-admin',
    next: 'Read its plan and begin it first.',
  });
}

/** Okta's id of that user. @throws AppFailure `not-ready` before the user was created. */
export function requireUserId(session: Session): string {
  const { id } = requireUser(session);
  if (id !== null) return id;
  throw new AppFailure({
    code: 'not-ready',
    message: 'The user of the life-cycle test was not created.',
    owner: 'okta-admin',
    next: 'Begin the life-cycle test again.',
  });
}
