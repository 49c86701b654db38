/** A count with its noun: "1 person", "2,000 people". `many` where it is not `one` with an s. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${agreed(count, one, many)}`;

/**
 * "ana@acme.example, bruno@acme.example and 12 more": the first of them, `most` at the most. `unnamed`: how many there are beside
 * `names`.
 */
export function firstOf(names: readonly string[], most: number, unnamed = 0): string {
  const more = Math.max(0, names.length - most) + unnamed;
  const first = names.slice(0, most).join(', ');
  return more > 0 ? `${first} and ${more.toLocaleString('en')} more` : first;
}

/** The word that agrees with a count: `agreed(1, 'loses', 'lose')`. */
export const agreed = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** Of all there are: "Both settings", "All 3 settings". Of one the caller has better words. */
export const allOf = (count: number, many: string): string =>
  count === 2 ? `Both ${many}` : `All ${count.toLocaleString('en')} ${many}`;

/** With a capital letter first, for the beginning of a sentence. */
export const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
