import { useEffect, useEffectEvent, useState } from 'react';
import type { PeopleFilter, PeopleView, PersonRow } from '../../../shared/people';
import { useApp } from '../../store/context';

/** Rows of one request; blocks are aligned, so that scrolling back asks for nothing twice. */
const block = 100;
/** Blocks that are kept: the others are asked for again when they are seen again. */
const mostBlocks = 30;
/** Milliseconds without another wish before rows are asked for: while somebody types, a key answers in its frame. */
const pauseMs = { otherFilter: 100, scrolling: 30 };

interface Loaded {
  key: string;
  /** Of which reading. */
  reading: string;
  total: number | null;
  blocks: ReadonlyMap<number, readonly PersonRow[]>;
}

/**
 * The rows of a view by range: those in sight and around are loaded, whatever their number. `total` null: not known yet. Until those
 * of another filter are there, the rows of the filter before are shown (`isBusy`).
 */
export function useRows(
  view: PeopleView,
  version: number,
  filter: PeopleFilter,
  sight: { first: number; last: number },
): { total: number | null; isBusy: boolean; rowAt: (index: number) => PersonRow | null } {
  const call = useApp((state) => state.call);
  const reading = `${view} ${String(version)}`;
  const key = JSON.stringify([reading, filter]);
  const [loaded, setLoaded] = useState<Loaded>({ key, reading, total: null, blocks: new Map() });
  const shown = loaded.reading === reading ? loaded : null;
  const current = loaded.key === key ? loaded : null;
  const lastRow = Math.min(sight.last, (current?.total ?? Infinity) - 1);
  const [from, to] = [Math.floor(sight.first / block), Math.floor(Math.max(sight.first, lastRow) / block)];
  const missing = Array.from({ length: to - from + 1 }, (_, index) => from + index).filter(
    (number) => current?.blocks.has(number) !== true,
  );
  // What is asked for is asked again only when it changes: for other rows, or for another filter.
  const wanted = missing.length === 0 ? null : JSON.stringify([key, missing]);
  const pause = current === null ? pauseMs.otherFilter : pauseMs.scrolling;

  const askOne = async (number: number, isDropped: () => boolean): Promise<void> => {
    const result = await call('people.rows', { view, filter, from: number * block, count: block });
    if (!result.ok || isDropped()) return;
    const { total, rows } = result.value;
    setLoaded((before) => {
      const kept = before.key === key ? [...before.blocks] : [];
      const near = kept.filter(([each]) => Math.abs(each - number) < mostBlocks / 2);
      return { key, reading, total, blocks: new Map([...near, [number, rows]]) };
    });
  };
  const ask = useEffectEvent((isDropped: () => boolean): void => {
    for (const number of missing) void askOne(number, isDropped);
  });

  useEffect(() => {
    if (wanted === null) return undefined;
    let isDropped = false;
    // Typing and scrolling ask for the last of it only.
    const timer = setTimeout(() => {
      ask(() => isDropped);
    }, pause);
    return () => {
      isDropped = true;
      clearTimeout(timer);
    };
  }, [wanted, pause]);

  return {
    total: shown?.total ?? null,
    isBusy: current?.total === undefined || current.total === null,
    rowAt: (index) => shown?.blocks.get(Math.floor(index / block))?.[index % block] ?? null,
  };
}
