import type { Value } from '../../../shared/api';
import type { NamedUser } from '../../../shared/snapshot';
import type { Okta } from '../../okta/okta';
import type { Session } from '../../storage/session';
import { nullOnFailure } from '../../okta/calls';
import { lookedAt, readUserNames } from '../../observe/user-names';
import { requireApp } from '../../storage/required';
import { findDoubles } from './doubles';

/** Some ten emails fit into one request. */
const trialsLookedUp = 10;

interface Found {
  differing: NamedUser[];
  trial: string | null;
}

interface ListParts {
  okta: () => Okta;
  session: () => Session;
  remember: (patch: Partial<Session>) => void;
  now: () => Date;
}

/** The app users whose user name is not their email, read once and handed out by range: there may be thousands. */
export interface UserNamesList {
  rows(range: { from: number; count: number; fresh: boolean }): Promise<Value<'userNames.rows'>>;
  /** The next range is read from Okta again. */
  forget(): void;
}

export function createUserNamesList({ okta, session, remember, now }: ListParts): UserNamesList {
  let read: { appId: string; found: Promise<Found> } | null = null;

  async function look(appId: string): Promise<Found> {
    const found = await readUserNames(okta(), appId);
    remember({ userNames: { ...session().userNames, looked: lookedAt(found, now()) } });
    const { differing } = found;
    return { differing, trial: session().userNames.triedAt === null ? await trialAmong(differing) : null };
  }

  /** Whose email nobody else has, as far as these are looked up; otherwise the plan says who shares it. */
  async function trialAmong(differing: readonly NamedUser[]): Promise<string | null> {
    const some = differing.filter(({ email }) => email !== null).slice(0, trialsLookedUp);
    const doubles = await nullOnFailure(() => findDoubles(okta(), some));
    return (some.find(({ userId }) => doubles?.userIds.has(userId) !== true) ?? some[0])?.userId ?? null;
  }

  return {
    rows: async ({ from, count, fresh }) => {
      const { id } = requireApp(session());
      if (read === null || read.appId !== id || fresh) {
        const next = { appId: id, found: look(id) };
        read = next;
        // A failed read is not kept: the next call reads again.
        next.found.catch(() => {
          if (read === next) read = null;
        });
      }
      const { differing, trial } = await read.found;
      return { total: differing.length, rows: differing.slice(from, from + count), trial };
    },
    forget: () => {
      read = null;
    },
  };
}
