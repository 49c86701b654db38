import type { LifeCycle, PhaseRecord } from '../../shared/life-cycle';
import { lifeCyclePhases } from '../../shared/life-cycle-phases';
import { app, snapshotAt } from '../../shared/testing/snapshots';
import { renderPart, wordsOf } from './render';
import { LifeCycleScreen } from '../screens/life-cycle/life-cycle-screen';

/** When all of them happened. */
export const at = '2026-11-28T10:00:00.000Z';
/** Every phase in one state. */
export const records = (state: PhaseRecord['state']): PhaseRecord[] =>
  lifeCyclePhases.map((phase) => ({
    phase,
    state,
    startedAt: at,
    writtenAt: at,
    endedAt: at,
    facts: [],
    eventIds: [],
    explanation: null,
    seen: null,
  }));

/** The words of the screen. */
export const shown = (lifeCycle: LifeCycle): string =>
  wordsOf(renderPart(<LifeCycleScreen />, snapshotAt('life-cycle', { app, lifeCycle })));
