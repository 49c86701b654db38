import type { NetworkFault } from '../net/fault';
import type { TextResponse } from '../net/fetch-text';
import type { Clock } from '../ports';

/** How old, in milliseconds, is what the same run or the same click has asked already. */
export const justNowMs = 5_000;

type Answer = TextResponse | NetworkFault;

/** How young an answer has to be, in milliseconds (0: none is), and who is told when the one that is used was asked for. */
export interface RecentReads {
  withinMs: number;
  onShared?: ((askedAt: Date) => void) | undefined;
}

/** Nothing older is kept, and never more than a few answers, none of them long. */
const keptMs = 15_000;
const mostKept = 40;
const longestText = 1024 * 1024;

/**
 * The newest answers to reads, by their address, for those who may use one of some seconds ago (`Okta.recently`): found, or not
 * found. Whatever a write may have changed is dropped when it is sent, and once more when it is answered.
 */
export interface RecentAnswers {
  note(url: string, answering: Promise<Answer>): void;
  /** Null: none that is young enough, or it failed. */
  take(url: string, wanted: RecentReads): Promise<TextResponse | null>;
  /** A write to this path is about to be sent, or was. */
  written(path: string): void;
}

export function createRecentAnswers(now: Clock['now']): RecentAnswers {
  const known = new Map<string, { askedAt: Date; answering: Promise<Answer> }>();
  const age = (askedAt: Date): number => now().getTime() - askedAt.getTime();

  return {
    note: (url, answering) => {
      const entry = { askedAt: now(), answering };
      // The oldest first: a map keeps the order of insertion.
      known.delete(url);
      for (const [old, { askedAt }] of known)
        if (known.size >= mostKept || age(askedAt) > keptMs) known.delete(old);
      known.set(url, entry);
      const drop = (): void => {
        if (known.get(url) === entry) known.delete(url);
      };
      answering.then((answer) => {
        if (!isUsable(answer)) drop();
      }, drop);
    },

    take: async (url, wanted) => {
      const entry = known.get(url);
      if (entry === undefined) return null;
      const { askedAt, answering } = entry;
      if (age(askedAt) < 0 || age(askedAt) >= wanted.withinMs) return null;
      const answer = await answering.catch(() => null);
      // A write may have been sent while it was waited for.
      if (answer === null || known.get(url) !== entry || !isUsable(answer)) return null;
      wanted.onShared?.(askedAt);
      return answer;
    },

    written: (path) => {
      for (const url of known.keys()) if (!isUntouched(new URL(url).pathname, path)) known.delete(url);
    },
  };
}

const isUsable = (answer: Answer): answer is TextResponse =>
  !(answer instanceof Error) && [200, 404].includes(answer.status) && answer.text.length <= longestText;

const assignments = /^\/api\/v1\/apps\/[^/]+\/(users|groups)(\/|$)/;
const mapping = /^\/api\/v1\/mappings\/[^/]+$/;
const schema = /^\/api\/v1\/meta\//;
const person = /^\/api\/v1\/users\/[^/]+$/;
const app = /^\/api\/v1\/apps\/[^/]+$/;
/** The list, which has their ids. */
const mappings = /^\/api\/v1\/mappings$/;

/** What an assignment and a change of a mapping certainly leave as it is; every other write is taken to change everything. */
function isUntouched(read: string, written: string): boolean {
  if (mapping.test(written)) return [schema, person, app, mappings].some((known) => known.test(read));
  if (assignments.test(written))
    return [schema, person, app, mapping, mappings].some((known) => known.test(read));
  return false;
}
