import type { ListPage } from '../okta/calls';

/** A long list at Okta as far as it is read; what is read stays when reading stops, and goes on from there. */
export interface PagedRead<T> {
  items: T[];
  pages: number;
  /** Null before the first page, and after the last one. */
  next: string | null;
  isWhole: boolean;
}

export const nothingRead = <T>(): PagedRead<T> => ({ items: [], pages: 0, next: null, isWhole: false });

/**
 * Reads what is left of a list; `onPage` after each page. Cancelling is the caller's `withContext`.
 * @throws AppFailure of the client; what was read before it is in `read`.
 */
export async function readOn<T>(
  read: PagedRead<T>,
  pages: (from: string | null) => AsyncIterable<ListPage<T>>,
  onPage: () => void,
): Promise<void> {
  if (read.isWhole) return;
  for await (const { items, next } of pages(read.next)) {
    for (const item of items) read.items.push(item);
    read.pages += 1;
    read.next = next;
    if (next === null) read.isWhole = true;
    onPage();
  }
  read.isWhole = true;
}
