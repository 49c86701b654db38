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
