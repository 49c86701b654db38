import type { AssignmentCount } from '../../shared/plan';
import { nullOn } from '../okta/calls';
import type { Okta } from '../okta/okta';
import type { AppUser } from '../okta/types';
import { countGroups, countedAtMost } from './assignment-count';
import { isLifeCycleLogin } from './life-cycle-login';
import { wasNeverSent } from './never-sent';

/** The people who are assigned to an app integration, as far as they are counted, and one of them. */
export interface Assigned {
  appUser: AppUser | null;
  /** Null: the token may not read the list. */
  others: {
    /** With the one. */
    users: number;
    /** Counting stopped at this number. */
    more: boolean;
    /** Without the one and the life-cycle test's user: assigned while provisioning was off, so that Okta does not send them. */
    neverSent: number;
  } | null;
}

/** Reads the list, which has the one person too; only where it goes on is that one asked for. @throws AppFailure */
export async function readAssigned(okta: Okta, appId: string, userId: string): Promise<Assigned> {
  const found = await nullOn(['missing-right'], () => readList(okta, appId, userId));
  const isKnown = found !== null && (found.appUser !== null || !found.others.more);
  return {
    appUser: isKnown ? found.appUser : await okta.appUser(appId, userId),
    others: found?.others ?? null,
  };
}

async function readList(okta: Okta, appId: string, userId: string) {
  let appUser: AppUser | null = null;
  let neverSent = 0;
  let users = 0;
  let more = false;
  for await (const each of okta.appUsers(appId)) {
    users += 1;
    if (each.id === userId) appUser = each;
    else if (wasNeverSent(each) && !isLifeCycleLogin(each.userName)) neverSent += 1;
    more = users >= countedAtMost;
    if (more) break;
  }
  return { appUser, others: { users, more, neverSent } };
}

/** For a plan that is shown: as `countAssignments`, of people who are counted already. @throws AppFailure */
export async function withGroups(
  okta: Okta,
  appId: string,
  { others }: Assigned,
): Promise<AssignmentCount | null> {
  if (others === null) return null;
  const { users, more } = others;
  return nullOn(['missing-right'], async () => ({
    users,
    more,
    groups: users === 0 ? 0 : await countGroups(okta, appId),
  }));
}
