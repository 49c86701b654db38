import type { OktaUser, PracticeState } from './state';

const lists = new WeakMap<PracticeState['users'], OktaUser[]>();

/** All users in the order they came. Kept: to gather 100,000 anew takes 80 ms, and every page of a list asks for it. */
export function usersOf({ users }: PracticeState): readonly OktaUser[] {
  const known = lists.get(users) ?? Object.values(users);
  lists.set(users, known);
  return known;
}

/** The only way in, as `removeUser` is the only way out: both keep the list right. */
export function addUser({ users }: PracticeState, user: OktaUser): void {
  users[user.id] = user;
  lists.get(users)?.push(user);
}

export function removeUser({ users }: PracticeState, id: string): void {
  delete users[id];
  lists.delete(users);
}
