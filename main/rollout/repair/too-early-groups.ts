import type { RepairPlan } from '../../../shared/repair';
import type { Okta } from '../../okta/okta';
import type { AppUserWithEmail } from '../../okta/types';
import { readMembers } from '../../steps/rollout/members';

/** The assigned groups that have such people, and whom taking each off would deactivate. */
export async function tooEarlyGroups(
  okta: Okta,
  appId: string,
  waiting: readonly AppUserWithEmail[],
  arrived: ReadonlySet<string>,
): Promise<RepairPlan['groups']> {
  const members = new Map<string, string[]>();
  for await (const { id } of okta.appGroups(appId)) {
    members.set(
      id,
      (await readMembers(okta, id)).map(({ userId }) => userId),
    );
  }
  const groupCount = new Map<string, number>();
  for (const ids of members.values()) for (const id of ids) groupCount.set(id, (groupCount.get(id) ?? 0) + 1);
  const known = await okta.searchGroups('', 200);
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const never = new Set(waiting.map(({ id }) => id));
  return [...members]
    .map(([id, ids]) => ({
      id,
      name: names.get(id) ?? id,
      waiting: ids.filter((each) => never.has(each)).length,
      wouldDeactivate: ids.filter((each) => arrived.has(each) && groupCount.get(each) === 1).length,
    }))
    .filter((group) => group.waiting > 0);
}
