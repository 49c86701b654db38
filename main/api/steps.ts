import { AppFailure, assertNever } from '../../shared/errors';
import type { Region } from '../../shared/oktopost';
import type { PlanScope } from '../../shared/setup';
import type { Session } from '../setup/session';
import type { Step } from '../setup/step';
import { appIntegrationStep } from '../setup/steps/app-integration';
import { assignStep, unassignStep } from '../setup/steps/assignment';
import { mappingStep } from '../setup/steps/mapping';
import { toAppStep } from '../setup/steps/to-app';

/** The step behind a plan's scope, with the settings of this set-up closed in. */
export function stepFor(
  scope: PlanScope,
  session: Session,
  choice: { adopt: string | null; createAnyway: boolean },
): Step {
  switch (scope.kind) {
    case 'app':
      return appIntegrationStep({ region: requireRegion(session), label: session.label, ...choice });
    case 'to-app':
      return toAppStep({});
    case 'mapping':
      return mappingStep(session.mapping.choice);
    case 'assign':
      return assignStep({ userId: scope.userId });
    case 'unassign':
      return unassignStep({ userId: scope.userId });
    default:
      return assertNever(scope);
  }
}

/** @throws AppFailure `not-ready` before the region is chosen. */
export function requireRegion({ region }: Session): Region {
  if (region === null) {
    throw new AppFailure({
      code: 'not-ready',
      message: 'No Oktopost region is chosen yet.',
      owner: 'okta-admin',
      next: 'Choose the region on the step "Destination".',
    });
  }
  return region;
}
