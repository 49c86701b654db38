import { sawDeleted } from '../../shared/life-cycle';
import type { LifeCycle, PhaseRecord } from '../../shared/life-cycle';
import { lifeCyclePhases } from '../../shared/life-cycle-phases';
import type { Session } from './session';

/** What every life-cycle test found, the last one at the end. */
export const livesOf = ({
  earlierLives,
  lifeCycle,
}: Pick<Session, 'earlierLives' | 'lifeCycle'>): readonly LifeCycle[] => [...earlierLives, lifeCycle];

/** The account of somebody who was unassigned was seen deleted: an org has Okta do that to all of them. */
export const sawDeletion = (session: Pick<Session, 'earlierLives' | 'lifeCycle' | 'deletionSeen'>): boolean =>
  session.deletionSeen !== null || livesOf(session).some(({ phases }) => phases.some(sawDeleted));

/** One attempt at a phase, in the life that has it. */
export interface Attempt {
  life: LifeCycle;
  record: PhaseRecord;
}

/** Test by test, of one user each; within one in the order of its phases, each attempt at a phase by itself. */
export function attemptsByTest(lives: readonly LifeCycle[]): Attempt[][] {
  const users = new Set(lives.map(({ user }) => user?.email));
  return [...users].map((email) => {
    const parts = lives.filter(({ user }) => user?.email === email);
    return lifeCyclePhases.flatMap((phase) =>
      parts.flatMap((life) =>
        life.phases.filter((record) => record.phase === phase).map((record) => ({ life, record })),
      ),
    );
  });
}
