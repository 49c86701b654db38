import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A picture and its violations. */
const takenSchema = z.strictObject({
  cell: z.string(),
  scheme: z.enum(['light', 'dark']),
  width: z.number(),
  violations: z.array(z.string()),
});
export type Taken = z.infer<typeof takenSchema>;

export const reportFile = (folder: string): string => join(folder, 'pictures.jsonl');

/** Appends one line; several workers write to the file. */
export function addTaken(folder: string, taken: Taken): void {
  appendFileSync(reportFile(folder), `${JSON.stringify(taken)}\n`);
}

/** All pictures; of several with the same name the latest. */
export function readTaken(folder: string): Taken[] {
  if (!existsSync(reportFile(folder))) return [];
  const lines = readFileSync(reportFile(folder), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const taken = lines.map((line) => takenSchema.parse(JSON.parse(line)));
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
