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
import type { Tone } from './note';
import type { StepState } from '../../shared/screens';

/** Icon and colour of a step's state, green only where it was read; its label is in words/common.ts. */
export const stepStates: Record<StepState, { tone: Tone; icon: LucideIcon }> = {
  'not-yet': { tone: 'grey', icon: Circle },
  'needs-you': { tone: 'blue', icon: CircleDot },
  waiting: { tone: 'amber', icon: Hourglass },
  chosen: { tone: 'grey', icon: CircleCheckBig },
  'done-read': { tone: 'green', icon: CircleCheckBig },
  'done-stated': { tone: 'grey', icon: CircleUserRound },
  skipped: { tone: 'grey', icon: SkipForward },
  failed: { tone: 'red', icon: CircleX },
};
