import { mostNamedInRollout } from '../../../shared/rollout-plan';
import type { RolloutCounts } from '../../../shared/rollout';
import type { AssignedAgain } from '../../steps/rollout/assign-again';
import { storedOf } from '../rollout-store';
import type { RepairedPerson, StoredRepair } from '../rollout-store';
import type { RolloutParts } from '../parts';

/** How far a repair is, as its file holds it. */
export interface RepairState {
  current(): StoredRepair | null;
  put(patch: Partial<StoredRepair>): void;
  putPeople(userIds: ReadonlySet<string>, state: RepairedPerson['state']): void;
  inState(state: RepairedPerson['state']): RepairedPerson[];
  /** Where nothing is done with it any more. */
  nextState(): StoredRepair['state'];
}

export function createRepairState({
  store,
  file,
  changed,
}: Pick<RolloutParts, 'store' | 'file' | 'changed'>): RepairState {
  const current = (): StoredRepair | null => storedOf(file, store.session)?.repair ?? null;
  const put = (patch: Partial<StoredRepair>): void => {
    const known = storedOf(file, store.session);
    const repair = known?.repair ?? null;
    if (known === null || repair === null) return;
    file.update(known, { repair: { ...repair, ...patch } });
    changed();
  };
  const inState = (state: RepairedPerson['state']): RepairedPerson[] =>
    peopleIn(current()?.people ?? [], state);

  return {
    current,
    put,
    putPeople: (userIds, state) => {
      if (userIds.size === 0) return;
      const people = current()?.people ?? [];
      put({ people: people.map((person) => (userIds.has(person.userId) ? { ...person, state } : person)) });
    },
    inState,
    nextState: () => (inState('to-do').length + inState('between').length === 0 ? 'done' : 'paused'),
  };
}

export function repairCounts(
  { of, state, error, people, unassigned }: StoredRepair,
  { waitsUntil, isStopping }: { waitsUntil: Date | null; isStopping: boolean },
): NonNullable<RolloutCounts['repair']> {
  const between = peopleIn(people, 'between');
  const failed = peopleIn(people, 'failed');
  return {
    ...{ of, state, people: people.length },
    // Shown above a rollout, which may have one of its own.
    error: error === null ? null : { ...error, message: `Repair: ${error.message}` },
    done: peopleIn(people, 'done').length,
    isFollowed: state !== 'running' && unassigned === null,
    between: between.length,
    betweenNames: namesOf(between),
    failed: failed.length,
    failedNames: namesOf(failed),
    waitsUntil: waitsUntil?.toISOString() ?? null,
    isStopping: isStopping && state === 'running',
  };
}

const peopleIn = (people: readonly RepairedPerson[], state: RepairedPerson['state']): RepairedPerson[] =>
  people.filter((person) => person.state === state);

export const idsOf = (people: readonly Pick<RepairedPerson, 'userId'>[]): Set<string> =>
  new Set(people.map(({ userId }) => userId));

const namesOf = (people: readonly RepairedPerson[]): string[] =>
  people.slice(0, mostNamedInRollout).map(({ name }) => name);

export function againOf(person: RepairedPerson): AssignedAgain {
  const { userId, name, login, email, why, keptUserName, keptProfile } = person;
  return { userId, name, login, email, why, keptUserName, keptProfile };
}
