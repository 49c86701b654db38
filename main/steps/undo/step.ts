import { joinSteps } from '../../plans/step';
import type { Step } from '../../plans/step';
import { undoAssignmentsStep } from '../assignment/undo';
import { undoByHandStep } from './by-hand';
import { undoCreatedAppStep } from './created-app';
import { undoFromFileStep } from './from-file';
import { undoLifeCycleStep } from '../life-cycle/undo';
import { releaseStep } from './release';
import { undoSettings } from './settings';
import { undoGroupsStep } from '../rollout/undo-groups';
import { undoNoteStep } from '../app-integration/note';

/**
 * Undoes a whole set-up; each step undoes its part. The order matters: a user unassigned while provisioning is on is
 * deactivated at Oktopost; a mapping row needs its attribute; Okta deletes inactive app integrations only.
 */
export const undoStep = (settings: { deleteDespiteOtherUsers: boolean }): Step =>
  joinSteps([
    undoFromFileStep({}),
    undoGroupsStep({}),
    undoAssignmentsStep({}),
    undoLifeCycleStep({}),
    ...undoSettings(settings),
    undoByHandStep({}),
    undoCreatedAppStep(settings),
    undoNoteStep({}),
    releaseStep({}),
  ]);
