import type { PersonState, RolloutView } from '../../../shared/rollout';
import { giveUpMs } from '../../observe/okta-pace';
import { readAssigned } from '../../observe/people';
import type { AppUserWithEmail } from '../../okta/types';
import { poll } from '../../polling/poll';
import type { Backoff, Poll } from '../../polling/poll';
import { requireApp } from '../../storage/required';
import { hasFailed, isThere } from './ring-look';
import type { RolloutParts } from '../parts';
import type { Progress } from '../progress';
import { cutOffRings } from '../rollout-view';

/** Who of the rings that were cut off is assigned, as Okta shows it. */
export interface CutOffRings {
  /** Reads until Okta has sent everybody of them who is assigned; nothing where no ring is cut off. Writes nothing. */
  look(): void;
  /** Ends the reading, and forgets what it showed. */
  end(): void;
  shown(): RolloutView['cutOff'];
}

const backoff: Backoff = { firstMs: 2_000, growth: 1.4, longestMs: 10_000 };

export function createCutOffRings(
  { clock, okta, store, report }: Pick<RolloutParts, 'clock' | 'okta' | 'store' | 'report'>,
  progress: Progress,
): CutOffRings {
  let looking: Poll | null = null;
  let shown: RolloutView['cutOff'] = [];

  const end = (): void => {
    looking?.stop();
    looking = null;
    shown = [];
  };

  return {
    end,
    shown: () => shown,

    look: () => {
      end();
      const rings = cutOffRings(progress.current());
      if (rings.length === 0) return;
      const userIds = rings.flatMap(({ ring }) => ring.people.map(({ userId }) => userId));
      const begunAt = clock.now().getTime();
      looking = poll({
        clock,
        backoff,
        startWith: 'look',
        read: (signal) =>
          okta().withContext({ signal }, () =>
            readAssigned(okta(), { appId: requireApp(store.session).id, userIds, mostAreAsked: false }),
          ),
        take: (assigned) => {
          const at = progress.now();
          shown = rings.map(({ ring: { people }, index }) => {
            progress.setStates(
              index,
              new Map(people.map(({ userId }) => [userId, stateOf(assigned.get(userId))])),
            );
            return { ring: index, assigned: people.filter(({ userId }) => assigned.has(userId)).length, at };
          });
          progress.tell();
          const isOpen = userIds.some((id) => stateOf(assigned.get(id)) === 'waiting');
          return isOpen && clock.now().getTime() - begunAt < giveUpMs ? 'again' : 'done';
        },
        // What is not read is not shown; the next connection looks again.
        failed: () => 'done',
        report,
      });
    },
  };
}

function stateOf(appUser: AppUserWithEmail | undefined): PersonState {
  if (appUser === undefined) return 'to-do';
  if (isThere(appUser)) return 'arrived';
  return hasFailed(appUser) ? 'failed' : 'waiting';
}
