import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { decodedOrNull, jsonLimits } from '../../shared/bounded-json';
import { AppFailure, appErrorSchema } from '../../shared/errors';
import {
  coursePointSchema,
  failureGroupSchema,
  pauseReasons,
  repairOfSchema,
  ringStates,
} from '../../shared/rollout';
import { ringKinds, rolloutDraftSchema } from '../../shared/rollout-plan';
import { againReasons } from '../../shared/repair';
import { rolloutBeforeSchema } from '../../shared/saved-rollout';
import type { RolloutBefore } from '../../shared/saved-rollout';
import { time } from '../../shared/time';
import { migrate } from '../storage/migrations/migrate';
import { rolloutMigrations, rolloutVersion } from '../storage/migrations/rollout';
import { writePrivateFile } from '../storage/private-file';
import { asidePath } from '../storage/set-aside';

const personSchema = z.strictObject({
  userId: z.string(),
  name: z.string(),
  login: z.string(),
  email: z.string(),
});

const ringSchema = z.strictObject({
  kind: z.enum(ringKinds),
  group: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  people: z.array(personSchema),
  state: z.enum(ringStates),
  /** When its first request was about to leave. */
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  /** When its people were last read anew since. */
  checkedAt: time.nullable(),
  /** Who did not arrive, by the id of the cause in `failures`. `eventId`: of Okta's System Log, of the first of a cause. */
  failed: z.array(
    z.strictObject({
      userId: z.string(),
      cause: z.string(),
      note: z.string(),
      eventId: z.string().nullable(),
    }),
  ),
  failures: z.array(failureGroupSchema),
  looked: z.number().int().nullable(),
  logged: z.number().int().nullable(),
  /** A few points of it, since `startedAt`. */
  course: z.array(coursePointSchema),
});
export type StoredRing = z.infer<typeof ringSchema>;

const rolloutSchema = z.strictObject({
  failShare: z.number(),
  goOn: z.boolean(),
  /** Sentences about admins of Okta, and risks, that got a second yes. */
  accepted: z.array(z.string()),
  state: z.enum(['running', 'paused', 'done']),
  pause: z.enum(pauseReasons).nullable(),
  error: appErrorSchema.nullable(),
  /** So many rings are of rollouts before this one: they come first. */
  earlier: z.number().int().nonnegative(),
  rings: z.array(ringSchema),
  /** Of rollouts before this one: those with whom no ring had begun when another one replaced theirs. */
  notBegun: z.array(personSchema),
});
export type StoredRollout = z.infer<typeof rolloutSchema>;

const repairedSchema = z.strictObject({
  ...personSchema.shape,
  why: z.enum(againReasons),
  /** Null: as Okta makes it. */
  keptUserName: z.string().nullable(),
  keptProfile: z.record(z.string(), z.unknown()),
  state: z.enum(['to-do', 'between', 'done', 'failed']),
});
export type RepairedPerson = z.infer<typeof repairedSchema>;

const repairSchema = z.strictObject({
  of: repairOfSchema,
  state: z.enum(['running', 'paused', 'done']),
  error: appErrorSchema.nullable(),
  accepted: z.array(z.string()),
  /** When the last batch was unassigned, and when that began; null before the first, and once the people of one were followed to the end. */
  unassigned: z.strictObject({ since: time, at: time.nullable() }).nullable(),
  people: z.array(repairedSchema),
});
export type StoredRepair = z.infer<typeof repairSchema>;

const fileSchema = z.strictObject({
  version: z.literal(rolloutVersion),
  setupId: z.string(),
  /** Null until the app integration of an opened set-up is found. */
  appId: z.string().nullable(),
  /** At Oktopost, as the admin states them. */
  licences: z.number().int().nonnegative().nullable(),
  /** What is chosen for a rollout that has not begun. */
  draft: rolloutDraftSchema.nullable(),
  rollout: rolloutSchema.nullable(),
  repair: repairSchema.nullable(),
  /** As a saved set-up tells of it: shown, and never what is assigned. */
  before: rolloutBeforeSchema.nullable(),
});
export type RolloutFile = z.infer<typeof fileSchema>;
type RolloutParts = Pick<RolloutFile, 'licences' | 'draft' | 'rollout' | 'repair'>;

/** What is remembered of a rollout between starts, in a file of its own: it may hold many people. */
export interface RolloutStore {
  /** Null where there is none of this set-up and app integration. */
  read(of: { setupId: string; appId: string | null }): RolloutFile | null;
  /** Changes a part of it, and makes the file where there is none. On the disk when it returns. @throws AppFailure `storage-failed` */
  update(of: { setupId: string; appId: string | null }, patch: Partial<RolloutParts>): void;
  /** Begins a file of a set-up that was opened from another computer. @throws AppFailure `storage-failed` */
  take(setupId: string, before: RolloutBefore): void;
}

/**
 * The store of `folder/rollout.json`, which is read when it is first asked for. `onBroken`: the file could not be read; it was set aside
 * beside itself, since the next write would have replaced it.
 */
export function openRolloutStore(folder: string, onBroken: (failure: AppFailure) => void): RolloutStore {
  const path = join(folder, 'rollout.json');
  let known: RolloutFile | null = null;
  let isRead = false;
  function open(): void {
    const text = textOf(path);
    known = text === null ? null : parsed(text);
    isRead = true;
    if (text === null || known !== null) return;
    const movedTo = asidePath(folder, 'rollout', new Date());
    try {
      renameSync(path, movedTo);
    } catch (error) {
      return onBroken(storageFailure(error));
    }
    onBroken(brokenFailure(movedTo));
  }
  const read: RolloutStore['read'] = ({ setupId, appId }) => {
    if (!isRead) open();
    if (known === null || known.setupId !== setupId) return null;
    return known.appId === null || known.appId === appId ? known : null;
  };
  const write = (file: RolloutFile): void => {
    try {
      writePrivateFile(path, JSON.stringify(file));
    } catch (error) {
      throw storageFailure(error);
    }
    known = file;
    isRead = true;
  };
  const empty = {
    version: rolloutVersion,
    licences: null,
    draft: null,
    rollout: null,
    repair: null,
  } as const;
  return {
    read,
    update: (of, patch) => {
      write({ ...empty, before: null, ...read(of), ...of, ...patch });
    },
    take: (setupId, before) => {
      write({ ...empty, setupId, appId: null, before });
    },
  };
}

/** Of the present set-up and app integration; null where there is none. */
export const storedOf = (
  file: Pick<RolloutStore, 'read'>,
  { setupId, app }: { setupId: string; app: { id: string } | null },
): RolloutFile | null => file.read({ setupId, appId: app?.id ?? null });

/** The number of licences, as the admin states it for the present app integration. */
export function licencesIn(
  file: RolloutStore,
  session: () => { setupId: string; app: { id: string } | null },
): { read(): number | null; write(licences: number | null): void } {
  return {
    read: () => storedOf(file, session())?.licences ?? null,
    write: (licences) => {
      const { setupId, app } = session();
      if (app !== null) file.update({ setupId, appId: app.id }, { licences });
    },
  };
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

const parsed = (text: string): RolloutFile | null =>
  fileSchema.safeParse(migrate(decodedOrNull(text, jsonLimits.rollout), rolloutMigrations)).data ?? null;

const brokenFailure = (movedTo: string): AppFailure =>
  new AppFailure({
    code: 'storage-failed',
    message: `The file of the rollout could not be read, and was set aside as ${movedTo}. Its rings are not known any more, nor whom a repair had unassigned.`,
    owner: 'okta-admin',
    next: 'Look on the screen “People”, Who arrived, for people who are not assigned. What was written stands in the journal: an undo knows it.',
    retry: false,
  });

const storageFailure = (cause: unknown): AppFailure =>
  new AppFailure(
    {
      code: 'storage-failed',
      message: 'The rollout cannot be written to the assistant’s folder on this computer.',
      owner: 'okta-admin',
      next: 'Free disk space or fix the rights of the folder, then go on.',
      retry: true,
    },
    { cause },
  );
