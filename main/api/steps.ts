import { assertNever } from '../../shared/errors';
import type { PlanScope } from '../../shared/setup';
import type { Session } from '../setup/session';
import type { Step } from '../setup/step';
import { requireTarget } from '../setup/target';
import { appIntegrationStep } from '../setup/steps/app-integration';
import { catalogueAppStep } from '../setup/steps/catalogue-app';
import { assignStep, unassignStep } from '../setup/steps/assignment';
import { mappingStep } from '../setup/steps/mapping';
import { tileStep } from '../setup/steps/tile';
import { toAppStep } from '../setup/steps/to-app';
import { undoStep } from '../setup/steps/undo';
import { userNamesStep } from '../setup/steps/user-names';

/** The step behind a plan's scope, with the settings of this set-up closed in. */
export function stepFor(
  scope: PlanScope,
  session: Session,
  choice: { adopt: string | null; createAnyway: boolean },
): Step {
  switch (scope.kind) {
    case 'app': {
      const target = requireTarget(session);
      if (target.app === 'catalogue') return catalogueAppStep({ target, adopt: choice.adopt });
      return appIntegrationStep({
        target,
        label: session.label,
        relayState: session.appChoice.relayState,
        ...choice,
      });
    }
    case 'user-names':
      return userNamesStep({ userId: scope.userId });
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
