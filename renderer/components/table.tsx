import type { ReactNode } from 'react';

interface Props {
  /** The accessible name of the table. */
  caption: string;
  heads: readonly string[];
  /** Percent of the width, per column. */
  widths: readonly number[];
  children: ReactNode;
}

/** A table that never scrolls sideways: its cells wrap. */
export function Table({ caption, heads, widths, children }: Props) {
  return (
    <div className="table-frame">
      <table className="table">
        <caption className="hidden-text">{caption}</caption>
        <colgroup>
          {widths.map((width, index) => (
            <col key={heads[index]} width={`${width}%`} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
