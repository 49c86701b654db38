import { once } from './once';
import type { Okta } from './okta';

/**
 * An Okta whose reads of an app integration are shared by everyone who uses it: each is sent once. Make one for each look at
 * Okta and drop it afterwards, since it never reads anything again. App users always come with their email, so that one list
 * serves every caller.
 */
export function withSharedReads(okta: Okta): Okta {
  const people = once((appId) => replayed(okta.appUsersWithEmail(appId)));
  const groups = once((appId) => replayed(okta.appGroups(appId)));
  return {
    ...okta,
    app: once(okta.app),
    findAppByNote: once(okta.findAppByNote),
    mappings: once((appId) => okta.mappings(appId)),
    appUserSchema: once(okta.appUserSchema),
    keys: once(okta.keys),
    provisioningFeature: once(okta.provisioningFeature),
    appUsersWithEmail: people,
    appUsers: people,
    appGroups: groups,
  };
}

/** Every reader gets all items, from the first one on; the source is read as far as the one who is furthest. */
function replayed<T>(source: AsyncIterable<T>): AsyncIterable<T> {
  const iterator = source[Symbol.asyncIterator]();
  const items: T[] = [];
  let reading: Promise<boolean> | null = null;
  const readNext = async (): Promise<boolean> => {
    const next = await iterator.next();
    if (next.done === true) return false;
    items.push(next.value);
    reading = null;
    return true;
  };
  return {
    async *[Symbol.asyncIterator]() {
      for (let index = 0; ; index += 1) {
        // The last read stays: it is the end of the list, or what went wrong.
        while (index >= items.length) if (!(await (reading ??= readNext()))) return;
        const item = items[index];
        if (item !== undefined) yield item;
      }
    },
  };
}
