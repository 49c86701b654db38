import type { LifeCycle } from '../../shared/life-cycle';
import type { Session } from './session';

/** What every life-cycle test found, the last one at the end. */
export const livesOf = ({
  earlierLives,
  lifeCycle,
}: Pick<Session, 'earlierLives' | 'lifeCycle'>): readonly LifeCycle[] => [...earlierLives, lifeCycle];
