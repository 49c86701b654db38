type Place = readonly string[];

/** The way to every value in a value, itself included. */
export function placesIn(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [place];
  return [place, ...Object.entries(value).flatMap(([key, member]) => placesIn(member, [...place, key]))];
}

/** A copy with another value at that place. */
export function exchanged(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((member: unknown, index) =>
      String(index) === key ? exchanged(member, rest, by) : member,
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === key ? exchanged(member, rest, by) : member,
    ]),
  );
}
