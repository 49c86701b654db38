import { mostNotedRings } from '../../shared/saved-rollout';
import type { NotedRollout, SavedRollout } from '../../shared/saved-rollout';
import type { RolloutFile, StoredRollout } from './file';
import { countsOf, lastRings, shownRings } from './shown';
import type { Live } from './shown';

/** A rollout, with those before it, for a summary: counts of everybody once, and the last rings that began, with their course. */
export function notedRollout(rollout: StoredRollout | null, live: Live): NotedRollout | null {
  if (rollout === null) return null;
  const { rings, arrived, waiting, failed, takenBack } = countsOf({ ...rollout, earlier: 0 }, live);
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
    ...{ people, rings, arrived, waiting, failed, takenBack },
    latest: latest.slice(-mostNotedRings),
  };
}

/** For a saved set-up. Where nothing was done here, what the file said from which this set-up was opened. */
export function savedRollout(file: RolloutFile | null, live: Live): SavedRollout | null {
  if (file === null) return null;
  const { licences, draft, rollout, before } = file;
  const own = { licences, draft, rollout: notedRollout(rollout, live) };
  if (own.licences !== null || own.draft !== null || own.rollout !== null) return own;
  return before === null ? null : { licences: before.licences, draft: before.draft, rollout: before.rollout };
}
