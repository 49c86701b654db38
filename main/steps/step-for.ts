import { AppFailure, assertNever } from '../../shared/errors';
import type { Session } from '../storage/session';
import type { Step } from '../plans/step';
import { requireTarget } from '../storage/target';
import { appIntegrationStep } from './app-integration/step';
import { catalogueAppStep } from './catalogue-app/step';
import { activateCertificateStep } from './certificate/activate';
import { makeCertificateStep } from './certificate/make';
import { assignStep, unassignStep } from './assignment/step';
import { lifeCycleStep } from './life-cycle/step';
import { mappingStep } from './mapping/step';
import { tileStep } from './tile/step';
import { toAppStep } from './to-app/step';
import { undoStep } from './undo/step';
import { userNamesStep } from './user-names/step';
import type { PlanScope } from '../../shared/plan';

/**
 * The step behind a plan's scope, with the settings of this set-up closed in. @throws AppFailure `bad-input` for a part of a
 * rollout: who is in it, only the rollout knows (main/rollout/).
 */
export function stepFor(scope: PlanScope, session: Session): Step {
  switch (scope.kind) {
    case 'app': {
      const target = requireTarget(session);
      const { adopt, createAnyway } = scope;
      if (target.app === 'catalogue') return catalogueAppStep({ target, adopt });
      return appIntegrationStep({
        target,
        label: session.label,
        choice: session.appChoice,
        adopt,
        createAnyway,
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
    case 'certificate-make':
      return makeCertificateStep({});
    case 'certificate-activate':
      return activateCertificateStep({ kid: scope.kid });
    case 'life-cycle':
      return lifeCycleStep({ phase: scope.phase });
    case 'ring':
    case 'ring-back':
    case 'too-early':
    case 'assign-again':
      throw onlyThere();
    case 'undo':
      return undoStep({ deleteDespiteOtherUsers: scope.deleteDespiteOtherUsers });
    default:
      return assertNever(scope);
  }
}

const onlyThere = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: 'This is planned on the screen “Rollout”.',
    owner: 'okta-admin',
    next: 'Open “Rollout” under “More”.',
  });
