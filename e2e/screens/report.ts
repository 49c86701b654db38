import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { screenIdSchema } from '../../shared/screens';
import type { ScreenId } from '../../shared/screens';
import { schemes } from './cells';

/** A picture and its violations. */
const takenSchema = z.strictObject({
  cell: z.string(),
  scheme: z.enum(schemes),
  width: z.number(),
  violations: z.array(z.string()),
});
export type Taken = z.infer<typeof takenSchema>;

export const reportFile = (folder: string): string => join(folder, 'pictures.jsonl');

/** Appends one line; several workers write to the file. */
const addLine = (file: string, value: Taken | Counted): void => {
  appendFileSync(file, `${JSON.stringify(value)}\n`);
};

function readLines<T>(file: string, schema: z.ZodType<T>): T[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => schema.parse(JSON.parse(line)));
}

export function addTaken(folder: string, taken: Taken): void {
  addLine(reportFile(folder), taken);
}

/** All pictures; of several with the same name the latest. */
export function readTaken(folder: string): Taken[] {
  const taken = readLines(reportFile(folder), takenSchema);
  return [...new Map(taken.map((one) => [pictureName(one), one])).values()];
}

export function pictureName({ cell, scheme, width }: Pick<Taken, 'cell' | 'scheme' | 'width'>): string {
  return `${cell}-${scheme}-${String(width)}`;
}

/** The closing lines of a run, and whether it is ok. */
export function closingLines(
  taken: readonly Taken[],
  expected: readonly string[],
  impossible: readonly string[],
): { lines: string[]; ok: boolean } {
  const missing = expected.filter((cell) => !taken.some((one) => one.cell === cell));
  const wrong = taken.flatMap((one) =>
    one.violations.map((violation) => `${pictureName(one)}: ${violation}`),
  );
  const told = [
    ...impossible.map((line) => `cannot be: ${line}`),
    ...missing.map((cell) => `MISSING: ${cell}`),
    ...wrong.map((line) => `VIOLATION: ${line}`),
  ];
  return {
    lines: [...told, `${String(taken.length)} screens, ${String(wrong.length)} violations`],
    ok: missing.length === 0 && wrong.length === 0 && taken.length > 0,
  };
}

/** The words that one screen showed in one of its states. */
const countedSchema = z.strictObject({ screen: screenIdSchema, words: z.number() });
export type Counted = z.infer<typeof countedSchema>;

export const wordsFile = (folder: string): string => join(folder, 'words.jsonl');

export function addCounted(folder: string, counted: Counted): void {
  addLine(wordsFile(folder), counted);
}

export function readCounted(folder: string): Counted[] {
  return readLines(wordsFile(folder), countedSchema);
}

/** The screens after the one that shows the verified user. */
const afterTheUser: readonly ScreenId[] = ['single-sign-on', 'summary'];

/** Of several states of a screen the one with the most words counts, once. Without counts there is nothing to say. */
export function wordLines(counted: readonly Counted[]): string[] {
  const most = new Map<ScreenId, number>();
  for (const { screen, words } of counted) most.set(screen, Math.max(words, most.get(screen) ?? 0));
  const [longest] = [...most].sort(([, a], [, b]) => b - a);
  if (longest === undefined) return [];
  const road = [...most].filter(([screen]) => !afterTheUser.includes(screen));
  const total = road.reduce((sum, [, words]) => sum + words, 0);
  return [
    [...most].map(([screen, words]) => `${screen} ${String(words)}`).join(', '),
    `words to the verified user: ${String(total)}; most on one screen: ${String(longest[1])} (${longest[0]})`,
  ];
}
