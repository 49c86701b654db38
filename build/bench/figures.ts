/** A measured value beside its goal. */
export interface Figure {
  name: string;
  value: string;
  goal: string;
  /** Null: it has no goal, or was not measured. */
  met: boolean | null;
}

/** One line of a table of figures. */
export const figureLine = ({ name, value, goal, met }: Figure): string =>
  `${name.padEnd(56)}${value.padStart(22)}  ${goal.padEnd(12)}${met === null ? '' : met ? 'met' : 'MISSED'}`.trimEnd();

/** A value that may be so much at most; null: it was not measured, for the reason that `unit` gives. */
export function atMost(name: string, value: number | null, most: number, unit = ''): Figure {
  const goal = `<= ${String(most)}`;
  return value === null
    ? { name, value: `not measured: ${unit}`, goal, met: null }
    : { name, value: `${String(value)} ${unit}`.trim(), goal, met: value <= most };
}

/** Of these values, rounded; sorts them. */
export const medianOf = (values: number[]): number =>
  Math.round(values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN);

/** `one` to `other`, to two decimals. */
export const ratioOf = (one: number, other: number): number => Math.round((one / other) * 100) / 100;
