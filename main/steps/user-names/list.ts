import type { Value } from '../../../shared/api';
import type { NamedUser } from '../../../shared/snapshot';
import type { Okta } from '../../okta/okta';
import type { Session } from '../../storage/session';
import { nullOnFailure } from '../../okta/calls';
import { lookedAt, readUserNames } from '../../observe/user-names';
import { requireApp } from '../../storage/required';
import { findDoubles } from './doubles';

/** Some ten emails fit into one request. */
const lookedUpAtOnce = 10;
/** Of so many who all share an email, the next one is proposed unseen: the plan looks again. */
const lookedUpAtMost = 100;

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

  /** The first whose email nobody else has. */
  async function trialAmong(differing: readonly NamedUser[]): Promise<string | null> {
    const able = differing.filter(({ email }) => email !== null);
    for (let from = 0; from < Math.min(able.length, lookedUpAtMost); from += lookedUpAtOnce) {
      const some = able.slice(from, from + lookedUpAtOnce);
      const doubles = await nullOnFailure(() => findDoubles(okta(), some));
      const single = some.find(({ userId }) => doubles?.userIds.has(userId) !== true);
      if (single !== undefined) return single.userId;
    }
    return able[lookedUpAtMost]?.userId ?? null;
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
