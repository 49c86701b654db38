import type { AppError } from '../../shared/errors';
import type { Plan } from '../../shared/plan';
import type { Journal } from '../storage/journal';
import type { SavingContext, Step } from './step';

/** What the changes of one run have in common. */
export interface ChangeRun {
  readonly runId: string;
  readonly setupId: string;
  readonly plan: Plan;
  readonly step: Step;
  readonly context: SavingContext;
  readonly journal: Journal;
  readonly toAppError: (error: unknown) => AppError;
}
