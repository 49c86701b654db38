import { newestPhase } from '../../shared/life-cycle';
import type { LifeCycle, PhaseRecord } from '../../shared/life-cycle';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import { seenOtherwise } from './explain';
import type { Findings } from './follow';
import type { LifeCycleParts } from './parts';

/** The life-cycle test as the session keeps it. Each change of it is saved and shown. */
export interface Records {
  /** `overwritten`: what was found before and is to be kept beside it, in the same write. */
  put(patch: Partial<LifeCycle>, overwritten?: LifeCycle | null): void;
  /** `more`: of the test itself, in the same write. */
  putPhase(
    phase: LifeCyclePhase,
    patch: Partial<PhaseRecord>,
    more?: Partial<LifeCycle>,
    overwritten?: LifeCycle | null,
  ): void;
  /** What a look found, also of phases before this one. */
  putFound(phase: LifeCyclePhase, found: Findings, patch?: Partial<PhaseRecord>): void;
  /** The first phase that is to do, or goes on. */
  nextOpen(): PhaseRecord | undefined;
}

/** The session is written at each change of a test; one life has some 5 kB. */
export const mostEarlierLives = 40;

export function recordsIn({ store, changed }: Pick<LifeCycleParts, 'store' | 'changed'>): Records {
  const put: Records['put'] = (patch, overwritten = null) => {
    const { lifeCycle, earlierLives } = store.session;
    store.update({
      lifeCycle: { ...lifeCycle, ...patch },
      ...(overwritten !== null && {
        earlierLives: [...earlierLives, overwritten].slice(-mostEarlierLives),
      }),
    });
    changed();
  };
  return {
    put,
    putPhase: (phase, patch, more = {}, overwritten = null) => {
      const phases = store.session.lifeCycle.phases.map((record) =>
        record.phase === phase ? { ...record, ...patch } : record,
      );
      put({ phases, ...more }, overwritten);
    },
    putFound: (phase, found, patch = {}) => {
      const phases = store.session.lifeCycle.phases.map((record): PhaseRecord => {
        const eventIds = [...new Set([...record.eventIds, ...(found.eventIds.get(record.phase) ?? [])])];
        return record.phase === phase
          ? { ...record, ...found.phase, ...patch, eventIds }
          : { ...record, eventIds };
      });
      put({ phases, accountId: found.accountId });
    },
    nextOpen: () => store.session.lifeCycle.phases.find(isOpen),
  };
}

const openStates: readonly PhaseRecord['state'][] = ['to-do', 'writing', 'waiting', 'second-look'];

export const isOpen = ({ state }: PhaseRecord): boolean => openStates.includes(state);

export const emptyPhase = (phase: LifeCyclePhase): PhaseRecord => ({
  phase,
  state: 'to-do',
  startedAt: null,
  writtenAt: null,
  endedAt: null,
  facts: [],
  eventIds: [],
  explanation: null,
  seen: null,
});

export const failedBySight = (phase: LifeCyclePhase): Pick<PhaseRecord, 'state' | 'explanation'> => ({
  state: 'failed',
  explanation: seenOtherwise(phase),
});

/** The state of a test that is not running: while phases are still to do, the newest one decides. */
export function restingState(lifeCycle: LifeCycle): LifeCycle['state'] {
  const { phases } = lifeCycle;
  if (phases.every(({ state }) => state === 'passed')) return 'passed';
  const failed = phases.some(isOpen)
    ? newestPhase(lifeCycle)?.state === 'failed'
    : phases.some(({ state }) => state === 'failed');
  return failed ? 'failed' : 'stopped';
}
