import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { PracticeState } from './state';

/** Written only by us: the version and the outline are checked, the rest is taken as it was written. */
const outline = z.custom<PracticeState>(
  (value) =>
    z
      .looseObject({
        version: z.literal(1),
        users: z.looseObject({}),
        apps: z.looseObject({}),
        oktopost: z.looseObject({ us: z.looseObject({}), eu: z.looseObject({}) }),
      })
      .safeParse(value).success,
);

/** Reads a state file; null when there is none. @throws Error when it is there and no state of ours. */
export function readState(file: string): PracticeState | null {
  if (!existsSync(file)) return null;
  const parsed = outline.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is no state of this practice org; move it away or choose another --state`);
}

/** Writes the state beside its place, then moves it there: a kill leaves the old or the new one, never half of one. */
export function writeState(file: string, state: PracticeState): void {
  const draft = `${file}.new`;
  writeFileSync(draft, JSON.stringify(state), { mode: 0o600 });
  renameSync(draft, file);
}
