import type { AppError } from '../../shared/errors';
import { thinned } from '../../shared/course';
import { isRunning } from '../../shared/at-work';
import type { CoursePoint, PersonState, RingCounts, RolloutCounts } from '../../shared/rollout';
import { storedOf } from './rollout-store';
import type { RolloutFile, StoredRing, StoredRollout } from './rollout-store';
import type { RolloutParts } from './parts';
import { presentRing } from './counts';
import type { Live } from './counts';

export type Pause = NonNullable<RolloutCounts['pause']>;

/** How far a rollout is: what its file holds, and what is known only while this assistant runs. */
export interface Progress {
  stored(): RolloutFile | null;
  current(): StoredRollout | null;
  /** Of the first ring that is not done; -1: there is none. */
  presentIndex(): number;
  put(patch: Partial<StoredRollout>): void;
  putRing(index: number, patch: Partial<StoredRing>): void;
  /** The course of the present ring so far is kept. */
  pause(reason: Pause, error?: AppError | null): void;
  /** The course goes on from what the ring's file holds. */
  takeUpCourse(ring: StoredRing): void;
  hasCourse(): boolean;
  /** A point of the course; every other one is dropped when there are too many. */
  note(ring: StoredRing, counts: RingCounts): void;
  /** What is kept of the course when its ring ends. */
  endCourse(): CoursePoint[];
  /** Of the run that assigns the ring; sends nothing. */
  runCounts(ring: StoredRing): RingCounts;
  /** Of the people of a ring that is followed; null forgets them. */
  setStates(index: number, states: ReadonlyMap<string, PersonState> | null): void;
  /** Index of the ring whose people are read anew; null: none is. */
  setChecking(index: number | null): void;
  live(): Live;
  /** Forgets the course and everybody's states. */
  forgetLive(): void;
  /** Something is shown differently now. */
  tell(): void;
  now(): string;
}

const mostPoints = 120;
/** Points of a ring's course that are kept when it ends. */
const keptPoints = 12;

export function createProgress({
  store,
  file,
  clock,
  engine,
  changed,
  backOf,
}: Pick<RolloutParts, 'store' | 'file' | 'clock' | 'engine' | 'changed'> & Pick<Live, 'backOf'>): Progress {
  let version = 0;
  let course: CoursePoint[] = [];
  let checking: number | null = null;
  /** Of rings that ended while this assistant ran. */
  const states = new Map<number, ReadonlyMap<string, PersonState>>();

  const stored = (): RolloutFile | null => storedOf(file, store.session);
  const current = (): StoredRollout | null => stored()?.rollout ?? null;
  const now = (): string => clock.now().toISOString();

  const tell = (): void => {
    version += 1;
    changed();
  };
  const put = (patch: Partial<StoredRollout>): void => {
    const known = stored();
    const rollout = known?.rollout ?? null;
    if (known === null || rollout === null) return;
    file.update(known, { rollout: { ...rollout, ...patch } });
    tell();
  };
  const putRing: Progress['putRing'] = (index, patch) => {
    const rings = current()?.rings.map((ring, at) => (at === index ? { ...ring, ...patch } : ring)) ?? [];
    put({ rings });
  };
  const presentIndex = (): number => presentRing(current());

  const runCounts = ({ people, group }: StoredRing): RingCounts => {
    const { run } = engine;
    const isOwn = run?.scope.kind === 'ring' && isRunning(run);
    const finished = isOwn && group === null ? Math.min(run.finished, people.length) : 0;
    const failed = isOwn ? run.failed.length : 0;
    return { arrived: 0, waiting: finished - failed, failed };
  };

  return {
    stored,
    current,
    presentIndex,
    put,
    putRing,

    pause: (reason, error = null) => {
      const present = presentIndex();
      if (present >= 0 && course.length > 0) putRing(present, { course: thinned(course, keptPoints) });
      put({ state: 'paused', pause: reason, error });
    },

    takeUpCourse: (ring) => {
      course = [...ring.course];
    },
    hasCourse: () => course.length > 0,
    note: (ring, counts) => {
      const second = Math.max(0, (clock.now().getTime() - Date.parse(ring.startedAt ?? now())) / 1000);
      if (course.length >= mostPoints) course = course.filter((_, at) => at % 2 === 0);
      course = [...course, { second, ...counts }];
      tell();
    },
    endCourse: () => {
      const kept = thinned(course, keptPoints);
      course = [];
      return kept;
    },

    runCounts,
    setStates: (index, of) => {
      if (of === null) states.delete(index);
      else states.set(index, of);
    },
    setChecking: (index) => {
      if (checking === index) return;
      checking = index;
      tell();
    },
    live: () => ({ version, course, checking, runCounts, states, backOf }),
    forgetLive: () => {
      course = [];
      states.clear();
    },
    tell,
    now,
  };
}
