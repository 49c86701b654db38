import { memo, useCallback, useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { sortColumns } from '../../../shared/people';
import type { PeopleFilter, PeopleView, PersonRow } from '../../../shared/people';
import { reasonsOf, stateWords } from '../../../shared/people-words';
import { PersonDialog } from './person-dialog';
import { useRows } from './use-rows';
import { words } from './words';

const headHeight = 36;
/** Two lines: an email is what tells two of the same name apart. */
const rowHeight = 52;
const rowsInSight = 9;
/** Of the frame, above and below. */
const borders = 2;
/** Rows beyond the edges, so that scrolling shows no gap. */
const around = 8;
/** Percent of the width, per column. */
const widths = [14, 13, 31, 19, 23];

interface Props {
  view: PeopleView;
  version: number;
  /** People in all. */
  all: number;
  filter: PeopleFilter;
  onFilter: (change: Partial<PeopleFilter>) => void;
}

/**
 * A grid of any number of rows: only those in sight exist, and each says which one of how many it is (WAI-ARIA, `aria-rowcount` and
 * `aria-rowindex`): a hundred thousand rows are too many for a page.
 */
export function PeopleTable({ view, version, all, filter, onFilter }: Props) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const [first, setFirst] = useState(0);
  const [lastActive, setActive] = useState(0);
  /** The id comes with the row, which may not be loaded yet. */
  const [opened, setOpened] = useState<{ index: number; id: string | null } | null>(null);
  const from = Math.max(0, first - around);
  const { total, isBusy, rowAt } = useRows(view, version, filter, {
    first: from,
    last: first + rowsInSight + around,
  });
  const count = total ?? 0;
  // A key may have come while the rows of the filter before, perhaps more of them, were still shown.
  const active = Math.min(lastActive, Math.max(0, count - 1));
  const to = Math.min(count, first + rowsInSight + around);
  const place = JSON.stringify([filter, version]);
  const [shownPlace, setShownPlace] = useState(place);
  if (shownPlace !== place) {
    setShownPlace(place);
    setActive(0);
    setFirst(0);
    if (opened?.id === null) setOpened(null);
  }
  const loaded = opened?.id === null ? rowAt(opened.index) : null;
  if (opened !== null && loaded !== null) setOpened({ ...opened, id: loaded.id });
  const scrolled = useRef(place);
  useEffect(() => {
    if (scrolled.current === place) return;
    scrolled.current = place;
    if (box.current !== null) box.current.scrollTop = 0;
  }, [place]);

  const move = (index: number): void => {
    const next = Math.max(0, Math.min(count - 1, index));
    setActive(next);
    if (opened?.id === null) setOpened(null);
    const { current } = box;
    if (current === null) return;
    const top = next * rowHeight;
    const visible = rowsInSight * rowHeight;
    if (top < current.scrollTop) current.scrollTop = top;
    else if (top + rowHeight > current.scrollTop + visible) current.scrollTop = top + rowHeight - visible;
    setFirst(Math.floor(current.scrollTop / rowHeight));
  };
  const open = useCallback((index: number): void => {
    setActive(index);
    setOpened({ index, id: null });
  }, []);

  return (
    <>
      <output className="muted">
        {total === null ? words.state.reading : words.table.shown(count, all)}
      </output>
      <div
        ref={box}
        className="table-frame grid-people"
        style={{ maxHeight: headHeight + rowsInSight * rowHeight + borders }}
        onScroll={(event) => {
          setFirst(Math.floor(event.currentTarget.scrollTop / rowHeight));
        }}
      >
        {/* As high as all rows are: those that are not in sight are not in the page. */}
        <div style={{ height: headHeight + count * rowHeight }}>
          <table
            ref={table}
            className="table"
            style={{ marginTop: from * rowHeight }}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- WAI-ARIA's grid pattern on a table
            role="grid"
            aria-label={words.table.title}
            aria-rowcount={count + 1}
            aria-busy={isBusy}
            // A row that was scrolled out of sight is not in the page.
            aria-activedescendant={active >= from && active < to ? `${id}-${String(active)}` : undefined}
            tabIndex={0}
            onKeyDown={(event) => {
              const next = keyTarget(event, active, count);
              if (next === null || event.target !== event.currentTarget) return;
              event.preventDefault();
              if (next === 'open') open(active);
              else move(next);
            }}
          >
            <colgroup>
              {widths.map((width, at) => (
                <col key={sortColumns[at]} width={`${String(width)}%`} />
              ))}
            </colgroup>
            <thead>
              <tr aria-rowindex={1}>
                {sortColumns.map((column) => (
                  <Head
                    key={column}
                    name={words.table.heads[column]}
                    sorted={filter.sort !== column ? 'none' : filter.descending ? 'descending' : 'ascending'}
                    onSort={() => {
                      onFilter({ sort: column, descending: filter.sort === column && !filter.descending });
                    }}
                  />
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset).map((index) => (
                <GridRow
                  key={index}
                  id={`${id}-${String(index)}`}
                  index={index}
                  row={rowAt(index)}
                  isActive={index === active}
                  onOpen={open}
                />
              ))}
            </tbody>
          </table>
        </div>
      </div>
      {opened !== null && opened.id !== null && (
        <PersonDialog
          view={view}
          personId={opened.id}
          onClose={() => {
            setOpened(null);
            table.current?.focus();
          }}
        />
      )}
    </>
  );
}

function Head({
  name,
  sorted,
  onSort,
}: {
  name: string;
  sorted: 'none' | 'ascending' | 'descending';
  onSort: () => void;
}) {
  return (
    <th scope="col" aria-sort={sorted}>
      <button type="button" className="grid-button" aria-label={words.table.sortBy(name)} onClick={onSort}>
        {name}
        {sorted !== 'none' && <span aria-hidden>{sorted === 'descending' ? ' ▼' : ' ▲'}</span>}
      </button>
    </th>
  );
}

interface RowProps {
  id: string;
  index: number;
  row: PersonRow | null;
  isActive: boolean;
  onOpen: (index: number) => void;
}

/** Scrolled by one row, the others stay as they are. */
const GridRow = memo(function GridRow({ id, index, row, isActive, onOpen }: RowProps) {
  const shown = (text: string | undefined): string =>
    row === null ? words.table.loading : text === undefined || text === '' ? words.table.noName : text;
  const state = row === null ? undefined : stateWords[row.state].name;
  const reasons = row === null ? undefined : reasonsOf(row);
  return (
    <tr id={id} aria-rowindex={index + 2} aria-selected={isActive} style={{ height: rowHeight }}>
      <th scope="row" title={row?.familyName}>
        <button
          type="button"
          className="grid-button grid-lines"
          tabIndex={-1}
          aria-label={row === null ? undefined : words.table.open(shown(row.familyName), row.email)}
          onClick={() => {
            onOpen(index);
          }}
        >
          {shown(row?.familyName)}
        </button>
      </th>
      {[row?.givenName, row?.email, state, reasons].map((text, at) => (
        <td key={sortColumns[at + 1]} title={text}>
          <div className="grid-lines">{shown(text)}</div>
        </td>
      ))}
    </tr>
  );
});

/** Where a key leads: another row, or the person of this one. Null: the key is not for the grid. */
function keyTarget({ key }: KeyboardEvent, active: number, count: number): number | 'open' | null {
  switch (key) {
    case 'ArrowDown':
      return active + 1;
    case 'ArrowUp':
      return active - 1;
    case 'PageDown':
      return active + rowsInSight;
    case 'PageUp':
      return active - rowsInSight;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'Enter':
      return 'open';
    default:
      return null;
  }
}
