/** What a record holds for a key that came from outside; undefined for what every object has, as `toString`. */
export const ownValue = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
