import {
  Circle,
  CircleCheckBig,
  CircleDot,
  CircleUserRound,
  CircleX,
  Hourglass,
  SkipForward,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { StepState } from '../../shared/setup';
import type { Tone } from './note';

/** Glyph, word and colour of a step's state: never colour alone. */
export const stepStates: Record<StepState, { word: string; tone: Tone; icon: LucideIcon }> = {
  'not-yet': { word: 'Not yet', tone: 'grey', icon: Circle },
  'needs-you': { word: 'Needs you', tone: 'blue', icon: CircleDot },
  waiting: { word: 'Waiting', tone: 'amber', icon: Hourglass },
  chosen: { word: 'Chosen', tone: 'green', icon: CircleCheckBig },
  'done-read': { word: 'Done (read back)', tone: 'green', icon: CircleCheckBig },
  'done-stated': { word: 'Done (stated by you)', tone: 'green', icon: CircleUserRound },
  skipped: { word: 'Skipped', tone: 'grey', icon: SkipForward },
  failed: { word: 'Failed', tone: 'red', icon: CircleX },
};
