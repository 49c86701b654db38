import {
  Circle,
  CircleCheckBig,
  CircleDot,
  CircleUserRound,
  CircleX,
  EyeOff,
  Hourglass,
  SkipForward,
  TriangleAlert,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { Tone } from './note';
import type { StepState } from '../../shared/screens';
import { toneOf } from './known-tone';

/** Icon and colour of a step's state; its label is in words/common.ts. */
export const stepStates: Record<StepState, { tone: Tone; icon: LucideIcon }> = {
  'not-yet': { tone: 'grey', icon: Circle },
  'needs-you': { tone: 'blue', icon: CircleDot },
  waiting: { tone: 'blue', icon: Hourglass },
  chosen: { tone: 'grey', icon: CircleCheckBig },
  'done-read': { tone: toneOf({ how: 'read', right: true }), icon: CircleCheckBig },
  'done-stated': { tone: toneOf({ how: 'stated', right: true }), icon: CircleUserRound },
  'done-unread': { tone: toneOf({ how: 'unread', right: true }), icon: EyeOff },
  differs: { tone: toneOf({ how: 'read', right: false }), icon: TriangleAlert },
  skipped: { tone: 'grey', icon: SkipForward },
  'part-skipped': { tone: 'grey', icon: SkipForward },
  failed: { tone: 'red', icon: CircleX },
};
