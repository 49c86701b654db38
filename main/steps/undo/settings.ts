import type { Step } from '../../plans/step';
import { undoActivationStep } from '../catalogue-app/undo-activation';
import { undoAdoptedAppStep } from '../app-integration/undo-adopted';
import { undoCertificateStep } from '../certificate/undo';
import { undoAttributesStep } from '../mapping/undo-attributes';
import { undoMappingStep } from '../mapping/undo';
import { undoToAppStep } from '../to-app/undo';
import { undoUserNamesStep } from '../user-names/undo';

/** Steps that put back what a set-up wrote into settings that were there before; new ones each time, since a step keeps what it listed. */
export const undoSettings = (settings: { deleteDespiteOtherUsers: boolean }): Step[] => [
  undoToAppStep({}),
  undoAttributesStep({}),
  undoMappingStep({}),
  undoUserNamesStep({}),
  undoAdoptedAppStep({}),
  undoCertificateStep({}),
  undoActivationStep(settings),
];
