import { z } from 'zod';

/** The phases of the life-cycle test, in their order. Files hold these names: one is never renamed. */
export const lifeCyclePhases = [
  'create',
  'assign',
  'first-name',
  'user-name',
  'unassign',
  'reassign',
  'deactivate',
  'clean-up',
] as const;

export const lifeCyclePhaseSchema = z.enum(lifeCyclePhases);
export type LifeCyclePhase = z.infer<typeof lifeCyclePhaseSchema>;

/**
 * What came of a phase that was begun. `proven`: read at Oktopost. `seen`: only an admin saw it there. `stopped`: written, or perhaps
 * written, and not seen to arrive. `not-read`: nothing shows it, or nothing yet.
 */
export const phaseOutcomeSchema = z.enum(['proven', 'seen', 'failed', 'stopped', 'not-read']);
export type PhaseOutcome = z.infer<typeof phaseOutcomeSchema>;
