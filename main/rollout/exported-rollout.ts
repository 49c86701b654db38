import { mostNotedRings } from '../../shared/saved-rollout';
import type { NotedRollout, SavedRollout } from '../../shared/saved-rollout';
import type { RolloutFile, StoredRollout } from './rollout-store';
import { lastRings } from './rings/last-rings';
import { countsOf } from './counts';
import { shownRings } from './rollout-view';
import type { Live } from './counts';

/**
 * A rollout, with those before it, for a summary: counts of everybody once, and the last rings that began, with their course. `before`: by user
 * id, whether the account was active before this set-up.
 */
export function notedRollout(
  rollout: StoredRollout | null,
  live: Live,
  before: ReadonlyMap<string, boolean | null>,
): NotedRollout | null {
  if (rollout === null) return null;
  const { rings, arrived, waiting, failed, takenBack, unassigned, arrivedBefore } = countsOf(
    { ...rollout, earlier: 0 },
    live,
  );
  const began = rollout.rings.filter(({ state }) => state !== 'to-do');
  const ids = new Set(began.flatMap(({ people: members }) => members.map(({ userId }) => userId)));
  const people = lastRings(rollout.rings).size + rollout.notBegun.length;
  const shown = shownRings(rollout, live);
  const latest = rollout.rings.flatMap((ring, index) => {
    const each = shown[index];
    if (each === undefined || ring.state === 'to-do') return [];
    const { startedAt, endedAt, course } = ring;
    return [{ ring: index, ...each, startedAt, endedAt, course }];
  });
  return {
    state: rollout.state,
    ...{ people, rings, arrived, waiting, failed, takenBack, unassigned, arrivedBefore },
    activeBefore: [...ids].filter((userId) => before.get(userId) === true).length,
    latest: latest.slice(-mostNotedRings),
  };
}

/** For a saved set-up. Where nothing was done here, what the file said from which this set-up was opened. */
export function savedRollout(
  file: RolloutFile | null,
  live: Live,
  before: ReadonlyMap<string, boolean | null>,
): SavedRollout | null {
  if (file === null) return null;
  const { licences, draft, rollout, before: ofFile } = file;
  const own = { licences, draft, rollout: notedRollout(rollout, live, before) };
  if (own.licences !== null || own.draft !== null || own.rollout !== null) return own;
  return ofFile === null ? null : { licences: ofFile.licences, draft: ofFile.draft, rollout: ofFile.rollout };
}
