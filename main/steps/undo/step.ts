import { joinSteps } from '../../plans/step';
import type { Step } from '../../plans/step';
import { undoActivationStep } from '../catalogue-app/undo-activation';
import { undoAdoptedAppStep } from '../app-integration/undo-adopted';
import { undoAssignmentsStep } from '../assignment/undo';
import { undoAttributesStep } from '../mapping/undo-attributes';
import { undoByHandStep } from './by-hand';
import { undoCreatedAppStep } from './created-app';
import { undoFromFileStep } from './from-file';
import { undoMappingStep } from '../mapping/undo';
import { undoLifeCycleStep } from '../life-cycle/undo';
import { releaseStep } from './release';
import { undoNoteStep } from '../app-integration/note';
import { undoToAppStep } from '../to-app/undo';
import { undoUserNamesStep } from '../user-names/undo';

/**
 * Undoes a whole set-up; each step undoes its part. The order matters: a user unassigned while provisioning is on is
 * deactivated at Oktopost; a mapping row needs its attribute; Okta deletes inactive app integrations only.
 */
export const undoStep = (settings: { deleteDespiteOtherUsers: boolean }): Step =>
  joinSteps([
    undoFromFileStep({}),
    undoAssignmentsStep({}),
    undoLifeCycleStep({}),
    undoToAppStep({}),
    undoAttributesStep({}),
    undoMappingStep({}),
    undoUserNamesStep({}),
    undoAdoptedAppStep({}),
    undoActivationStep({}),
    undoByHandStep({}),
    undoCreatedAppStep(settings),
    undoNoteStep({}),
    releaseStep({}),
  ]);
