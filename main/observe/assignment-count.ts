import { AppFailure } from '../../shared/errors';
import type { Okta } from '../okta/types';
import type { AssignmentCount } from '../../shared/plan';

/** Counting stops here: it would take long in a large org, and the exact number does not matter to the reader. */
const countedAtMost = 5_000;

/** Counts who is assigned to an app integration; null when the token may not read it. */
export async function countAssignments(okta: Okta, appId: string): Promise<AssignmentCount | null> {
  try {
    const [users, groups] = await Promise.all([count(okta.appUsers(appId)), count(okta.appGroups(appId))]);
    return { users, groups, more: users >= countedAtMost };
  } catch (error) {
    if (error instanceof AppFailure && error.error.code === 'missing-right') return null;
    throw error;
  }
}

/**
 * Counts everyone who is assigned, and whom of them Okta has provisioned: a change of the mapping is pushed for each of those.
 * @throws AppFailure `missing-right` when the token may not read it.
 */
export async function countAssigned(
  okta: Okta,
  appId: string,
): Promise<{ assigned: AssignmentCount; provisioned: number }> {
  const [{ users, provisioned }, groups] = await Promise.all([
    countPeople(okta, appId),
    count(okta.appGroups(appId)),
  ]);
  return { assigned: { users, groups, more: false }, provisioned };
}

/** The people of `countAssigned` whom Okta has provisioned. @throws AppFailure `missing-right` */
export const countProvisioned = async (okta: Okta, appId: string): Promise<number> =>
  (await countPeople(okta, appId)).provisioned;

async function countPeople(okta: Okta, appId: string): Promise<{ users: number; provisioned: number }> {
  let [users, provisioned] = [0, 0];
  for await (const { externalId } of okta.appUsers(appId)) {
    users += 1;
    if (externalId !== null) provisioned += 1;
  }
  return { users, provisioned };
}

async function count(items: AsyncIterable<unknown>): Promise<number> {
  let counted = 0;
  for await (const _ of items) {
    counted += 1;
    if (counted >= countedAtMost) break;
  }
  return counted;
}
