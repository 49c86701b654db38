import { lifeCyclePhases } from '../../shared/life-cycle-phases';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import type { LifeCycle, PhaseRecord } from '../../shared/life-cycle';
import { noLifeCycle } from '../../shared/life-cycle';

/** The email of the user of a test. */
export const lifeUser = 'oktopost-test-ab12cd@acme.example';
/** When a phase began and ended. */
export const minuteOf = (phase: LifeCyclePhase): string =>
  `2026-11-28T10:0${String(lifeCyclePhases.indexOf(phase))}:00.000Z`;

export const passedPhase = (phase: LifeCyclePhase): PhaseRecord => ({
  phase,
  state: 'passed',
  startedAt: minuteOf(phase),
  writtenAt: minuteOf(phase),
  endedAt: minuteOf(phase),
  facts: [],
  eventIds: [],
  explanation: null,
  seen: null,
});

/** A life-cycle test whose every phase passed. */
export const passedLife: LifeCycle = {
  ...noLifeCycle,
  state: 'passed',
  user: {
    id: '00u1',
    marker: 'm',
    givenName: 'Lifecycle',
    familyName: 'Test',
    email: lifeUser,
    changedGivenName: 'Lifecycle Changed',
    changedEmail: 'new',
  },
  phases: lifeCyclePhases.map(passedPhase),
};
/** The same, but for one phase. */
export const lifeWith = (phase: LifeCyclePhase, patch: Partial<PhaseRecord>): LifeCycle => ({
  ...passedLife,
  phases: passedLife.phases.map((each) => (each.phase === phase ? { ...each, ...patch } : each)),
});
