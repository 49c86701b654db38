import { removeUser, usersOf } from './directory';
import type { OktaUser } from './state';
import type { World } from './world';

export function setUserStatus(world: World, user: OktaUser, status: OktaUser['status']): void {
  const now = world.now().toISOString();
  Object.assign(user, { status, statusChanged: now, lastUpdated: now } satisfies Partial<OktaUser>);
  world.save();
}

/** Deletes a user from directory and groups. Okta deletes deactivated users only. */
export function deleteUser(world: World, user: OktaUser): void {
  removeUser(world.state, user.id);
  for (const group of Object.values(world.state.groups)) {
    group.memberIds = group.memberIds.filter((id) => id !== user.id);
  }
  world.save();
}

/** In characters. Source: Okta's published description, `UserProfile`. */
const lengths = [
  ['login', 5, 100],
  ['email', 5, 100],
  ['firstName', 1, 50],
  ['lastName', 1, 50],
] as const;

/** Why a changed profile is refused, or null. Unchanged fields pass: real directories have old logins that are no email addresses. */
export function profileProblem(
  world: World,
  profile: OktaUser['profile'],
  before: OktaUser['profile'],
): { field: string; text: string } | null {
  for (const field of ['login', 'email']) {
    if (profile[field] === before[field] && before[field] !== undefined) continue;
    if (!/^[^\s@]+@[^\s@]+$/.test(profile[field] ?? '')) {
      return { field, text: 'must be an email address' };
    }
  }
  for (const [field, least, most] of lengths) {
    const value = profile[field] ?? null;
    if (value === null || value === before[field]) continue;
    if (value.length < least || value.length > most) {
      return { field, text: `must have ${String(least)} to ${String(most)} characters` };
    }
  }
  const login = profile['login']?.toLowerCase();
  if (login === before['login']?.toLowerCase()) return null;
  const taken = usersOf(world.state).some((user) => user.profile['login']?.toLowerCase() === login);
  return taken
    ? { field: 'login', text: 'An object with this field already exists in the current organization' }
    : null;
}
