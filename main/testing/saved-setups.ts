import { z } from 'zod';

const anyObject = z.looseObject({});

/** A saved set-up as one value, as version 1 had it: its journal beside its head. */
export interface SetupFile extends Record<string, unknown> {
  journal: unknown[];
}

/** The text of a saved set-up as one value. */
export function setupFileOf(text: string): SetupFile {
  const [head, ...journal] = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
  const { entries: _entries, ...rest } = anyObject.parse(head);
  return { ...rest, version: 1, journal };
}

/** As it is saved today, in lines; whatever the value is. */
export function setupTextOf(file: unknown): string {
  const { data } = z.looseObject({ journal: z.array(z.unknown()) }).safeParse(file);
  if (data === undefined) return `${JSON.stringify(file)}\n`;
  const { journal, ...head } = data;
  const version = head['version'] === 1 ? 3 : head['version'];
  return [{ rollout: null, ...head, version, entries: journal.length }, ...journal]
    .map((value) => `${JSON.stringify(value)}\n`)
    .join('');
}
