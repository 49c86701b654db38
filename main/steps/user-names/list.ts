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

/** The ids of those of these whose email somebody else has. */
type Sharing = (users: readonly NamedUser[]) => Promise<ReadonlySet<string>>;

interface Found {
  differing: NamedUser[];
  trial: string | null;
  sharing: Sharing;
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

  /** `isLast`: nothing was asked since, nor changed. */
  async function look(appId: string, isLast: () => boolean): Promise<Found> {
    const found = await readUserNames(okta(), appId);
    if (isLast()) remember({ userNames: { ...session().userNames, looked: lookedAt(found, now()) } });
    const { differing } = found;
    const sharing = createSharing();
    const trial = isTried() ? null : await trialAmong(differing, sharing);
    return { differing, trial, sharing };
  }

  const isTried = (): boolean => session().userNames.triedAt !== null;

  /** Looks each up once; who cannot be looked up is taken for one who shares none. */
  function createSharing(): Sharing {
    const known = new Map<string, boolean>();
    return async (users) => {
      const asked = users.filter(({ userId }) => !known.has(userId));
      const doubles = asked.length === 0 ? null : await nullOnFailure(() => findDoubles(okta(), asked));
      if (doubles !== null) for (const { userId } of asked) known.set(userId, doubles.userIds.has(userId));
      return new Set(users.flatMap(({ userId }) => (known.get(userId) === true ? [userId] : [])));
    };
  }

  /** The first whose email nobody else has. */
  async function trialAmong(differing: readonly NamedUser[], sharing: Sharing): Promise<string | null> {
    const able = differing.filter(({ email }) => email !== null);
    for (let from = 0; from < Math.min(able.length, lookedUpAtMost); from += lookedUpAtOnce) {
      const some = able.slice(from, from + lookedUpAtOnce);
      const shared = await sharing(some);
      const single = some.find(({ userId }) => !shared.has(userId));
      if (single !== undefined) return single.userId;
    }
    return able[lookedUpAtMost]?.userId ?? null;
  }

  return {
    rows: async ({ from, count, fresh }) => {
      const { id } = requireApp(session());
      if (read === null || read.appId !== id || fresh) {
        const next: NonNullable<typeof read> = { appId: id, found: look(id, () => read === next) };
        read = next;
        // A failed read is not kept: the next call reads again.
        next.found.catch(() => {
          if (read === next) read = null;
        });
      }
      const { differing, trial, sharing } = await read.found;
      const shown = differing.slice(from, from + count);
      return { total: differing.length, rows: shown, trial, shared: [...(await sharing(shown))] };
    },
    forget: () => {
      read = null;
    },
  };
}
