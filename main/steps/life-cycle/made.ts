import { z } from 'zod';
import { lifeCycleUserSchema } from '../../../shared/life-cycle';
import type { LifeCycleUser } from '../../../shared/life-cycle';
import type { AppliedChange } from '../../storage/applied-changes';
import { livesOf } from '../../storage/lives';
import type { Session } from '../../storage/session';
import { createChangeId } from './changes';

const detailsSchema = z.looseObject({ lifeCycleUser: lifeCycleUserSchema, userId: z.string().optional() });

/** The users that the journal's life-cycle tests created, or may have created. */
export const usersMade = (appliedChanges: readonly AppliedChange[]): LifeCycleUser[] =>
  appliedChanges.flatMap(({ changeId, details }): LifeCycleUser[] => {
    const { data } = detailsSchema.safeParse(details);
    if (changeId !== createChangeId || data === undefined) return [];
    return [{ ...data.lifeCycleUser, id: data.userId ?? data.lifeCycleUser.id }];
  });

/** Ids of Okta and Oktopost, and names, of all that the life-cycle tests of a set-up made. */
export const ofLifeCycleTests = (
  appliedChanges: readonly AppliedChange[],
  session: Pick<Session, 'lifeCycle' | 'earlierLives'>,
): string[] =>
  [
    ...livesOf(session).map(({ accountId }) => accountId),
    ...usersMade(appliedChanges).flatMap(({ id, email, changedEmail }) => [id, email, changedEmail]),
  ].filter((each) => each !== null);
