import { kinds } from './kinds';
import type { Kind } from './kinds';
import type { Cell, Mutation } from './bench';

export interface Wanted {
  mutation: Mutation;
  kind: Kind;
}

export interface Report {
  text: string;
  /** Every wanted cell is there and recovered, and nothing is there twice. */
  good: boolean;
}

/** The fault table: a row for each request, a column for each kind of fault, and what went wrong in words below it. */
export function reportOf(wanted: readonly Wanted[], cells: readonly Cell[]): Report {
  const cellOf = ({ mutation, kind }: Wanted): Cell | undefined =>
    cells.find((cell) => cell.mutation === mutation && cell.kind === kind);
  const mutations = [...new Set(wanted.map(({ mutation }) => mutation))];
  const columns = kinds.filter((kind) => wanted.some((want) => want.kind === kind));
  const letter = (index: number): string => String.fromCharCode(97 + index);
  const width = Math.max(...mutations.map((mutation) => nameOf(mutation).length));
  const sign = (mutation: Mutation, kind: Kind): string => {
    if (!wanted.some((want) => want.mutation === mutation && want.kind === kind)) return ' ';
    const cell = cellOf({ mutation, kind });
    if (cell === undefined) return '?';
    if (cell.duplicates > 0) return '2';
    return cell.faults.length === 0 ? '✓' : '✗';
  };
  const missing = wanted.filter((want) => cellOf(want) === undefined);
  const bad = cells.filter(({ faults, duplicates }) => faults.length > 0 || duplicates > 0);
  const recovered = cells.filter(({ faults }) => faults.length === 0).length;
  const duplicates = cells.reduce((sum, cell) => sum + cell.duplicates, 0);
  const lines = [
    ...columns.map((kind, index) => `${letter(index)}  ${kind.name}`),
    '',
    `${''.padEnd(width)}  ${columns.map((_, index) => letter(index)).join(' ')}`,
    ...mutations.map(
      (mutation) =>
        `${nameOf(mutation).padEnd(width)}  ${columns.map((kind) => sign(mutation, kind)).join(' ')}`,
    ),
    '',
    '✓ a new start went on and ended as an undisturbed run   ✗ it did not   2 something is there twice   ? missing',
    ...missing.flatMap(({ mutation, kind }) => ['', `${nameOf(mutation)}, ${kind.name}: missing`]),
    ...bad.flatMap((cell) => [
      '',
      `${nameOf(cell.mutation)}, ${cell.kind.name}: ${String(cell.duplicates)} duplicates`,
      ...cell.faults.map((fault) => `  ${fault}`),
    ]),
    '',
    `${String(cells.length)} cases, ${String(recovered)} recovered, ${String(duplicates)} duplicates`,
  ];
  return { text: lines.join('\n'), good: missing.length === 0 && bad.length === 0 };
}

export const nameOf = ({ road, what }: Mutation): string => `${road.name}: ${what}`;
