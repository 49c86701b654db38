import { newestPhase } from '../../shared/life-cycle';
import type { LifeCycle, PhaseRecord } from '../../shared/life-cycle';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import { seenOtherwise } from './explain';
import type { Findings } from './follow';
import type { LifeCycleParts } from './parts';

/** The life-cycle test as the session keeps it. Each change of it is saved and shown. */
export interface Records {
  put(patch: Partial<LifeCycle>): void;
  /** `more`: of the test itself, in the same write. */
  putPhase(phase: LifeCyclePhase, patch: Partial<PhaseRecord>, more?: Partial<LifeCycle>): void;
  /** What a look found, also of phases before this one. */
  putFound(phase: LifeCyclePhase, found: Findings, patch?: Partial<PhaseRecord>): void;
  /** The first phase that is to do, or goes on. */
  nextOpen(): PhaseRecord | undefined;
}

export function recordsIn({ store, changed }: Pick<LifeCycleParts, 'store' | 'changed'>): Records {
  const put: Records['put'] = (patch) => {
    store.update({ lifeCycle: { ...store.session.lifeCycle, ...patch } });
    changed();
  };
  return {
    put,
    putPhase: (phase, patch, more = {}) => {
      const phases = store.session.lifeCycle.phases.map((record) =>
        record.phase === phase ? { ...record, ...patch } : record,
      );
      put({ phases, ...more });
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
