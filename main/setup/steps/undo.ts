import { joinSteps } from '../step';
import type { Step } from '../step';
import { undoActivationStep } from './activation-undo';
import { undoAdoptedAppStep } from './adopted-app-undo';
import { undoAssignmentsStep } from './assignment-undo';
import { undoAttributesStep } from './attributes-undo';
import { undoByHandStep } from './by-hand-undo';
import { undoCreatedAppStep } from './created-app-undo';
import { handedOverStep } from './handed-over';
import { undoMappingStep } from './mapping-undo';
import { releaseStep } from './release';
import { undoToAppStep } from './to-app-undo';
import { undoUserNamesStep } from './user-names-undo';

/**
 * Takes a whole set-up back: each step its own part. The order matters: who is unassigned while provisioning is on is
 * deactivated at Oktopost; a mapping row needs its attribute; Okta deletes inactive app integrations only.
 */
export const undoStep = (settings: { withOthers: boolean }): Step =>
  joinSteps([
    handedOverStep({}),
    undoAssignmentsStep({}),
    undoToAppStep({}),
    undoAttributesStep({}),
    undoMappingStep({}),
    undoUserNamesStep(),
    undoAdoptedAppStep({}),
    undoActivationStep({}),
    undoByHandStep({}),
    undoCreatedAppStep(settings),
    releaseStep({}),
  ]);
