import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import { newId } from './ids';
import { accountsAtStart } from './seed';
import type { PracticeState } from './state';

/** Written only by us: the version and the outline are checked, the rest is taken as it was written. */
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

/** Version 1 knew no accounts that provision platform users. */
function upgraded(value: unknown): unknown {
  const old = versionOne.safeParse(value);
  if (!old.success) return value;
  const { org, oktopost } = old.data;
  const accounts = { ...accountsAtStart(oktopost.us.licences, org.created, newId), ...oktopost };
  return { ...old.data, version: 2, oktopost: accounts };
}

/** Reads a state file; null when there is none. @throws Error when it is there and no state of ours. */
export function readState(file: string): PracticeState | null {
  if (!existsSync(file)) return null;
  const parsed = outline.safeParse(upgraded(JSON.parse(readFileSync(file, 'utf8'))));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is no state of this practice org; move it away or choose another --state`);
}

/** Writes the state beside its place, then moves it there: a kill leaves the old or the new one, never half of one. */
export function writeState(file: string, state: PracticeState): void {
  const draft = `${file}.new`;
  writeFileSync(draft, JSON.stringify(state), { mode: 0o600 });
  renameSync(draft, file);
}

/** Milliseconds of work at a stretch are some ten for this many users. */
const usersPerSlice = 2_000;

/**
 * What `writeState` does, for a state so large that it would keep every request waiting: other work runs between slices.
 * Gives up as soon as `stale`, since what is written would be neither the old state nor the new one; then answers false.
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
  // At once: nothing may come between the last look and the move.
  if (late) await rm(draft, { force: true });
  else renameSync(draft, file);
  return !late;
}
