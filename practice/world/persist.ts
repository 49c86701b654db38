import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import { newId } from './ids';
import { accountsAtStart } from './seed';
import type { PracticeState } from './state';

/** Trusted file: only the version and the outline are validated. */
const outline = z.custom<PracticeState>(
  (value) =>
    z
      .looseObject({
        version: z.literal(2),
        users: z.looseObject({}),
        apps: z.looseObject({}),
        oktopost: z.object({
          us: z.looseObject({}),
          eu: z.looseObject({}),
          'us-platform': z.looseObject({}),
          'eu-platform': z.looseObject({}),
        }),
      })
      .safeParse(value).success,
);

const versionOne = z.looseObject({
  version: z.literal(1),
  org: z.looseObject({ created: z.string() }),
  oktopost: z.object({
    us: z.looseObject({ licences: z.number() }),
    eu: z.looseObject({}),
  }),
});

/** Version 1 had no platform accounts. */
function upgraded(value: unknown): unknown {
  const old = versionOne.safeParse(value);
  if (!old.success) return value;
  const { org, oktopost } = old.data;
  const accounts = { ...accountsAtStart(oktopost.us.licences, org.created, newId), ...oktopost };
  return { ...old.data, version: 2, oktopost: accounts };
}

/** Reads a state file; null when there is none. @throws Error when it is not a valid state. */
export function readState(file: string): PracticeState | null {
  if (!existsSync(file)) return null;
  const parsed = outline.safeParse(upgraded(JSON.parse(readFileSync(file, 'utf8'))));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is no state of this practice org; move it away or choose another --state`);
}

/** Writes to a temporary file and renames it: a kill leaves the old or the new state, never a partial one. */
export function writeState(file: string, state: PracticeState): void {
  const draft = `${file}.new`;
  writeFileSync(draft, JSON.stringify(state), { mode: 0o600 });
  renameSync(draft, file);
}

/** A slice of this size takes some ten milliseconds. */
const usersPerSlice = 2_000;

/**
 * `writeState` for a large state, yielding to requests between slices. Stops and returns false as soon as `stale`, since the file
 * would be a mix of two states.
 */
export async function writeStateInSlices(
  file: string,
  state: PracticeState,
  stale: () => boolean,
): Promise<boolean> {
  const draft = `${file}.slices`;
  const { users, ...rest } = state;
  const ids = Object.keys(users);
  const handle = await open(draft, 'w', 0o600);
  let late = stale();
  try {
    await handle.write(`${JSON.stringify(rest).slice(0, -1)},"users":{`);
    for (let start = 0; !late && start < ids.length; start += usersPerSlice) {
      const slice = ids.slice(start, start + usersPerSlice);
      const text = slice.map((id) => `${JSON.stringify(id)}:${JSON.stringify(users[id])}`).join(',');
      await handle.write(start === 0 ? text : `,${text}`);
      await breathe();
      late = stale();
    }
    await handle.write('}}');
  } finally {
    await handle.close();
  }
  late ||= stale();
  // Synchronous: nothing may run between the last check and the rename.
  if (late) await rm(draft, { force: true });
  else renameSync(draft, file);
  return !late;
}
