import type { NamedUser } from '../../../shared/snapshot';
import type { Okta } from '../../okta/types';
import type { Session } from '../../storage/session';
import { lookedAt, readUserNames } from '../../observe/user-names';
import { requireApp } from '../../storage/required';

interface ListParts {
  okta: () => Okta;
  session: () => Session;
  remember: (patch: Partial<Session>) => void;
  now: () => Date;
}

/** The app users whose user name is not their email, read once and handed out by range: there may be thousands. */
export interface UserNamesList {
  rows(range: { from: number; count: number; fresh: boolean }): Promise<{ total: number; rows: NamedUser[] }>;
  /** The next range is read from Okta again. */
  forget(): void;
}

export function createUserNamesList({ okta, session, remember, now }: ListParts): UserNamesList {
  let read: { appId: string; differing: Promise<NamedUser[]> } | null = null;

  async function look(appId: string): Promise<NamedUser[]> {
    const found = await readUserNames(okta(), appId);
    remember({ userNames: { ...session().userNames, looked: lookedAt(found, now()) } });
    return found.differing;
  }

  return {
    rows: async ({ from, count, fresh }) => {
      const { id } = requireApp(session());
      if (read === null || read.appId !== id || fresh) {
        const next = { appId: id, differing: look(id) };
        read = next;
        // A failed read is not kept: the next call reads again.
        next.differing.catch(() => {
          if (read === next) read = null;
        });
      }
      const differing = await read.differing;
      return { total: differing.length, rows: differing.slice(from, from + count) };
    },
    forget: () => {
      read = null;
    },
  };
}
