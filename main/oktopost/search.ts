import { sameName } from './shapes';
import type { Page, ReadUser } from './shapes';
import type { UserSearch } from './types';

/**
 * Searches for a user name. `ask` sends one filter. Nothing that the server answers is taken for the person before its user name
 * was compared. A name that is not found in its spelling is searched for in lower case as well. Source: SCIM servers, "Searches".
 */
export async function searchUserName(
  userName: string,
  ask: (userName: string) => Promise<Page>,
): Promise<UserSearch> {
  const found = foundIn(await ask(userName), userName);
  const lowerCase = userName.toLowerCase();
  if (found.user !== null || !found.conclusive || lowerCase === userName) return found;
  const second = foundIn(await ask(lowerCase), lowerCase);
  if (second.user === null) return second;
  const { userName: there } = second.user;
  return {
    ...second,
    onlyInLowerCase: true,
    remarks: [
      `Oktopost’s search tells upper and lower case apart: not found in this spelling (${userName}), found as ${there}. Okta searches in its own spelling, so it would try to create a second account.`,
      ...second.remarks,
    ],
  };
}

function foundIn({ users, isWhole }: Page, userName: string): UserSearch {
  const read = users.flatMap((user) => user ?? []);
  const fitting = read.filter(({ user }) => sameName(user.userName, userName));
  const others = users.length - fitting.length;
  const chosen = fitting.find(({ user }) => user.userName === userName) ?? fitting[0] ?? null;
  const isReadable = read.length === users.length;
  return {
    user: chosen?.user ?? null,
    conclusive: chosen !== null || others === 0 || (isWhole && isReadable),
    others: others > 0,
    onlyInLowerCase: false,
    remarks: [
      ...(fitting.length > 1 ? [doubles(fitting)] : []),
      ...(chosen === null ? [] : remarksOn(chosen)),
    ],
  };
}

const doubles = (fitting: readonly ReadUser[]): string =>
  `Oktopost has several accounts whose user names differ by upper and lower case only: ${fitting
    .map(({ user }) => user.userName)
    .join(', ')}.`;

const remarksOn = ({ user, primaryEmails }: ReadUser): string[] =>
  primaryEmails.length === 0
    ? []
    : [`Oktopost has several primary emails for ${user.userName}: ${primaryEmails.join(', ')}.`];
