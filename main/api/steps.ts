import { AppFailure, assertNever } from '../../shared/errors';
import { targetOf } from '../../shared/oktopost';
import type { Target } from '../../shared/oktopost';
import type { PlanScope } from '../../shared/setup';
import type { Session } from '../setup/session';
import type { Step } from '../setup/step';
import { appIntegrationStep } from '../setup/steps/app-integration';
import { assignStep, unassignStep } from '../setup/steps/assignment';
import { mappingStep } from '../setup/steps/mapping';
import { tileStep } from '../setup/steps/tile';
import { toAppStep } from '../setup/steps/to-app';
import { undoStep } from '../setup/steps/undo';

/** The step behind a plan's scope, with the settings of this set-up closed in. */
export function stepFor(
  scope: PlanScope,
  session: Session,
  choice: { adopt: string | null; createAnyway: boolean },
): Step {
  switch (scope.kind) {
    case 'app':
      return appIntegrationStep({
        target: requireTarget(session),
        label: session.label,
        relayState: session.appChoice.relayState,
        ...choice,
      });
    case 'to-app':
      return toAppStep({});
    case 'mapping':
      return mappingStep(session.mapping.choice);
    case 'assign':
      return assignStep({ userId: scope.userId });
    case 'unassign':
      return unassignStep({ userId: scope.userId });
    case 'tile':
      return tileStep({ hidden: scope.hidden });
    case 'undo':
      return undoStep({ withOthers: scope.withOthers });
    default:
      return assertNever(scope);
  }
}

/** Where this set-up goes. @throws AppFailure `not-ready` before it is chosen. */
export function requireTarget({ destination, region }: Session): Target {
  if (destination === null || region === null) {
    throw new AppFailure({
      code: 'not-ready',
      message: 'Destination and region of Oktopost are not chosen yet.',
      owner: 'okta-admin',
      next: 'Choose them on the step “Destination”.',
    });
  }
  return targetOf(destination, region);
}
