import { peopleStateOrder, sortColumns } from '../../shared/people';
import type { PeopleFilter, PeopleReason, PersonRow } from '../../shared/people';
import { reasonsOf } from '../../shared/people-words';

type Column = PeopleFilter['sort'];

/** Rows in memory, handed out by range: sorted, filtered and searched here, whatever their number. */
export interface PeopleTable {
  range(filter: PeopleFilter, from: number, count: number): { total: number; rows: PersonRow[] };
  /** All that pass, in order. */
  all(filter: PeopleFilter): PersonRow[];
  /** Sorts by each column, with a pause between, so that the first request of each is as fast as the next. */
  warm(pause: () => Promise<void>): Promise<void>;
}

export function createPeopleTable(rows: readonly PersonRow[]): PeopleTable {
  const orders = new Map<Column, Uint32Array>();
  let haystacks: string[] | null = null;
  let marks: Marks | null = null;
  let last: { key: string; found: Uint32Array } | null = null;

  function orderOf(column: Column): Uint32Array {
    const known = orders.get(column);
    if (known !== undefined) return known;
    const order = sorted(rows, column, orderOf);
    orders.set(column, order);
    return order;
  }

  /** Indexes of the rows that pass, in order; the last answer is kept for the ranges that follow. */
  function find(filter: PeopleFilter): Uint32Array {
    const key = JSON.stringify(filter);
    if (last?.key === key) return last.found;
    const order = orderOf(filter.sort);
    const { states, reasons } = (marks ??= marksOf(rows));
    const isWanted = peopleStateOrder.map((state) => filter.states.includes(state));
    const anyState = filter.states.length === 0;
    const wanted = folded(filter.search.trim());
    const searched = wanted === '' ? null : (haystacks ??= rows.map(haystackOf));
    const { reason } = filter;
    const having = reason === null ? null : (reasons.get(reason) ?? new Uint8Array(rows.length));
    const found = new Uint32Array(order.length);
    let count = 0;
    for (let at = 0; at < order.length; at += 1) {
      const index = order[filter.descending ? order.length - 1 - at : at] ?? 0;
      if (!anyState && isWanted[states[index] ?? 0] !== true) continue;
      if (having !== null && having[index] !== 1) continue;
      if (searched !== null && searched[index]?.includes(wanted) !== true) continue;
      found[count] = index;
      count += 1;
    }
    last = { key, found: found.subarray(0, count) };
    return last.found;
  }

  const pick = (indexes: Uint32Array): PersonRow[] => [...indexes].flatMap((index) => rows[index] ?? []);

  return {
    range: (filter, from, count) => {
      const found = find(filter);
      return { total: found.length, rows: pick(found.subarray(from, from + count)) };
    },
    all: (filter) => pick(find(filter)),
    warm: async (pause) => {
      for (const column of sortColumns) {
        await pause();
        orderOf(column);
      }
      await pause();
      haystacks ??= rows.map(haystackOf);
      marks ??= marksOf(rows);
    },
  };
}

/** What is filtered by, beside the rows: to look at each row object takes several times as long. */
interface Marks {
  /** Of each row the place of its state in `peopleStateOrder`. */
  states: Uint8Array;
  /** Of each reason 1 for the rows that have it. */
  reasons: Map<PeopleReason, Uint8Array>;
}

function marksOf(rows: readonly PersonRow[]): Marks {
  const places = new Map(peopleStateOrder.map((state, place) => [state, place]));
  const states = new Uint8Array(rows.length);
  const reasons = new Map<PeopleReason, Uint8Array>();
  for (const [index, row] of rows.entries()) {
    states[index] = places.get(row.state) ?? 0;
    for (const reason of row.reasons) {
      const having = reasons.get(reason) ?? new Uint8Array(rows.length);
      having[index] = 1;
      reasons.set(reason, having);
    }
  }
  return { states, reasons };
}

/** By the column, then by family name, given name and email; by reason, then by state first. Empty values are last. */
function sorted(
  rows: readonly PersonRow[],
  column: Column,
  orderOf: (column: Column) => Uint32Array,
): Uint32Array {
  switch (column) {
    case 'email':
      return stably(Uint32Array.from(rows.keys()), (index) => lastWhenEmpty(rows[index]?.email ?? ''));
    case 'familyName': {
      const byGiven = stably(orderOf('email'), (index) => lastWhenEmpty(rows[index]?.givenName ?? ''));
      return stably(byGiven, (index) => lastWhenEmpty(rows[index]?.familyName ?? ''));
    }
    case 'givenName':
      return stably(orderOf('familyName'), (index) => lastWhenEmpty(rows[index]?.givenName ?? ''));
    case 'state':
      return stably(orderOf('familyName'), (index) => {
        const row = rows[index];
        return row === undefined ? '' : String.fromCodePoint(0x30 + peopleStateOrder.indexOf(row.state));
      });
    case 'reasons':
      return stably(orderOf('state'), (index) => {
        const row = rows[index];
        return lastWhenEmpty(row === undefined ? '' : reasonsOf(row));
      });
  }
}

/** Sorted by the key; rows of the same key stay in their order. Names repeat, so only the different ones are compared. */
function stably(order: Uint32Array, keyAt: (index: number) => string): Uint32Array {
  const groups = new Map<string, number[]>();
  for (const index of order) {
    const key = keyAt(index);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  const result = new Uint32Array(order.length);
  let at = 0;
  for (const key of [...groups.keys()].sort()) {
    for (const index of groups.get(key) ?? []) {
      result[at] = index;
      at += 1;
    }
  }
  return result;
}

const lastWhenEmpty = (text: string): string => (text.trim() === '' ? '\uffff' : folded(text));

/** Without case and accents, which people leave out when they search. */
function folded(text: string): string {
  const small = text.toLowerCase();
  return isAscii.test(small) ? small : small.normalize('NFD').replace(/\p{M}/gu, '');
}

const isAscii = /^[\0-\x7f]*$/;

const haystackOf = ({ givenName, familyName, email, userName }: PersonRow): string =>
  folded(`${givenName} ${familyName} ${givenName}\n${email}\n${userName}`);
