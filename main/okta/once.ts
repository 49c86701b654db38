/** `read`, sent once for each choice of arguments: later calls get the first answer, a failed one included. */
export function once<Args extends readonly string[], T>(read: (...args: Args) => T): (...args: Args) => T {
  const known = new Map<string, { value: T }>();
  return (...args) => {
    const key = JSON.stringify(args);
    const entry = known.get(key) ?? { value: read(...args) };
    known.set(key, entry);
    return entry.value;
  };
}
