import { AppFailure } from '../../shared/errors';
import type { OktopostScim, ScimUser } from '../oktopost/types';

/** Oktopost's list as far as it is read; goes on from there after a stop. */
export interface AccountsRead {
  /** By id: pages that overlap count nobody twice. */
  accounts: Map<string, ScimUser>;
  /** As Oktopost says; null before the first page, and where it does not say. */
  total: number | null;
  pages: number;
  /** Where the pages begin that are left; null before the first page. */
  left: number[] | null;
  /** Users of a page. */
  size: number;
  waitsUntil: Date | null;
}

/** Oktopost asks for 100 at most as far as anybody knows; who may send more in a page saves pages. */
const sizes = [500, 100] as const;
/** Pages that are asked for side by side: the list is by index, so no page waits for another. */
const sideBySide = 6;
const mostAccounts = 500_000;

export const noAccounts = (): AccountsRead => ({
  accounts: new Map(),
  total: null,
  pages: 0,
  left: null,
  size: sizes[0],
  waitsUntil: null,
});

export const isWhole = ({ left }: AccountsRead): boolean => left !== null && left.length === 0;

/** The list had fewer accounts than it told of: it changed meanwhile, or entries of it cannot be read. Or it told of no number. */
export const isInPart = ({ accounts, total }: AccountsRead): boolean =>
  total === null ? accounts.size >= sizes[1] : accounts.size < total;

/**
 * Reads what is left of the list of accounts. @throws AppFailure of the client, `cancelled` among them; what was read stays.
 */
export async function readAccounts(
  read: AccountsRead,
  oktopost: OktopostScim,
  signal: AbortSignal,
  onPage: () => void,
): Promise<void> {
  const page = async (startIndex: number): Promise<number> => {
    const { users, entries, total } = await oktopost.page(
      { startIndex, count: read.size },
      signal,
      (until) => {
        read.waitsUntil = until;
        onPage();
      },
    );
    for (const user of users) read.accounts.set(user.id, user);
    if (read.accounts.size > mostAccounts) throw tooMany();
    read.total = total ?? read.total;
    read.pages += 1;
    onPage();
    return entries;
  };
  if (read.left === null) await readFirst(read, page);
  const { left } = read;
  if (left === null) return;
  let isStopped = false;
  const work = async (): Promise<void> => {
    for (let start = left.shift(); start !== undefined; start = isStopped ? undefined : left.shift()) {
      try {
        await page(start);
      } catch (error) {
        isStopped = true;
        left.unshift(start);
        throw error;
      }
    }
  };
  const done = await Promise.allSettled(Array.from({ length: sideBySide }, work));
  const failed = done.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function readFirst(read: AccountsRead, page: (startIndex: number) => Promise<number>): Promise<void> {
  let entries: number;
  try {
    entries = await page(1);
  } catch (error) {
    if (!(error instanceof AppFailure) || error.error.code !== 'oktopost-refused') throw error;
    read.size = sizes[1];
    entries = await page(1);
  }
  // The server decides how many a page has.
  read.size = entries > 0 ? Math.min(entries, read.size) : read.size;
  const pages = entries === 0 ? 0 : Math.ceil(((read.total ?? 0) - entries) / read.size);
  read.left = Array.from({ length: Math.max(0, pages) }, (_, index) => 1 + entries + index * read.size);
}

const tooMany = (): AppFailure =>
  new AppFailure({
    code: 'oktopost-refused',
    message: `Oktopost’s list has more than ${mostAccounts.toLocaleString('en')} accounts: the assistant stops here.`,
    owner: 'assistant',
    next: 'Report this with the size of your account.',
  });
