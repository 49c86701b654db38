import { nullOn } from '../okta/calls';
import type { Okta } from '../okta/okta';
import type { Mapping } from '../okta/types';
import type { AssignmentCount } from '../../shared/plan';

/** Counting stops here: it would take long in a large org, and the exact number does not matter to the reader. */
export const countedAtMost = 5_000;

/** Counts who is assigned to an app integration; null when the token may not read it. */
export async function countAssignments(okta: Okta, appId: string): Promise<AssignmentCount | null> {
  return nullOn(['missing-right'], async () => {
    const [users, groups] = await Promise.all([count(okta.appUsers(appId)), countGroups(okta, appId)]);
    return { users, groups, more: users >= countedAtMost };
  });
}

/** How many groups are assigned. @throws AppFailure `missing-right` when the token may not read it. */
export const countGroups = (okta: Okta, appId: string): Promise<number> => count(okta.appGroups(appId));

export interface AssignedByType {
  assigned: AssignmentCount;
  /** By the id of a mapping: the people of its user type whom Okta has provisioned. */
  provisioned: ReadonlyMap<string, number>;
}

/**
 * Counts everyone who is assigned, and whom of them Okta has provisioned: a change of a mapping is pushed for each of those whose
 * user type it is for. `oneType`: whether the org has one user type only; with that, people are counted while the mappings are
 * still read. A group without members reaches nobody, so that groups are counted only where somebody is assigned. @throws AppFailure
 * `missing-right` when the token may not read it.
 */
export async function countAssigned(
  okta: Okta,
  appId: string,
  mappings: Promise<readonly Mapping[]>,
  oneType: Promise<boolean>,
): Promise<AssignedByType> {
  const { users, provisioned } = await countPeople(okta, appId, mappings, oneType);
  const groups = users === 0 ? 0 : await countGroups(okta, appId);
  return { assigned: { users, groups, more: false }, provisioned };
}

/** The `provisioned` of `countAssigned`. @throws AppFailure `missing-right` */
export const countProvisioned = async (
  okta: Okta,
  appId: string,
  mappings: readonly Mapping[],
): Promise<ReadonlyMap<string, number>> =>
  (await countPeople(okta, appId, Promise.resolve(mappings), Promise.resolve(false))).provisioned;

/** Only where there are several mappings does the user type of each person matter, and is read. */
async function countPeople(
  okta: Okta,
  appId: string,
  mappings: Promise<readonly Mapping[]>,
  oneType: Promise<boolean>,
): Promise<{ users: number; provisioned: ReadonlyMap<string, number> }> {
  // Whoever passed them on sees their failure; here it may come before they are awaited, and would end the process.
  mappings.catch(() => undefined);
  const several = !(await oneType) && (await mappings).length > 1;
  let users = 0;
  const byType = new Map<string | null, number>();
  const add = (typeId: string | null, externalId: string | null): void => {
    users += 1;
    if (externalId !== null) byType.set(typeId, (byType.get(typeId) ?? 0) + 1);
  };
  if (several)
    for await (const { externalId, typeId } of okta.appUsersWithEmail(appId)) add(typeId, externalId);
  else for await (const { externalId } of okta.appUsers(appId)) add(null, externalId);
  const known = await mappings;
  const provisioned = new Map<string, number>();
  for (const [typeId, people] of byType) {
    const mapping = several ? mappingForType(known, typeId) : (known[0] ?? null);
    if (mapping !== null) provisioned.set(mapping.id, (provisioned.get(mapping.id) ?? 0) + people);
  }
  return { users, provisioned };
}

/** The mapping for people of a user type; the default type's where Okta does not tell the type. */
export function mappingForType(mappings: readonly Mapping[], typeId: string | null): Mapping | null {
  const found = mappings.find(({ userType }) =>
    typeId === null ? userType.isDefault : userType.id === typeId,
  );
  return found ?? null;
}

async function count(items: AsyncIterable<unknown>): Promise<number> {
  let counted = 0;
  for await (const _ of items) {
    counted += 1;
    if (counted >= countedAtMost) break;
  }
  return counted;
}
