import PQueue from 'p-queue';
import type { RepairPlan } from '../../../shared/repair';
import { nullOnFailure } from '../../okta/calls';
import type { AppUser } from '../../okta/types';
import type { OktopostScim } from '../../oktopost/types';
import type { AssignedAgain } from '../../steps/rollout/assign-again';

/** Of so many people Oktopost is asked, one by one. */
const mostAsked = 50;
const sideBySide = 4;

/**
 * What their next assignments do at Oktopost, where Okta looks for each by user name. `assigned`: by user id, as they are now. Null
 * where Oktopost cannot be asked, does not answer in full, or they are many.
 */
export async function accountsAfter(
  oktopost: OktopostScim | null,
  people: readonly AssignedAgain[],
  assigned: ReadonlyMap<string, Pick<AppUser, 'userName' | 'externalId'>>,
): Promise<RepairPlan['accounts']> {
  if (oktopost === null || people.length > mostAsked) return null;
  const queue = new PQueue({ concurrency: sideBySide });
  const read = await nullOnFailure(() =>
    queue.addAll(
      people.map(
        ({ userId, email, keptUserName }) =>
          async (): Promise<keyof NonNullable<RepairPlan['accounts']> | null> => {
            const { userName = null, externalId = null } = assigned.get(userId) ?? {};
            // Where none is sent, Okta makes the one again that they have.
            const { user, conclusive } = await oktopost.findByUserName(keptUserName ?? userName ?? email);
            if (user !== null) return user.active ? 'linked' : 'reactivated';
            if (!conclusive) return null;
            return externalId !== null && (await oktopost.user(externalId)) !== null ? 'second' : 'made';
          },
      ),
    ),
  );
  if (read === null || read.includes(null)) return null;
  const numberOf = (kind: (typeof read)[number]): number => read.filter((each) => each === kind).length;
  return {
    made: numberOf('made'),
    linked: numberOf('linked'),
    reactivated: numberOf('reactivated'),
    second: numberOf('second'),
  };
}
