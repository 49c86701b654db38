import { notAssignedNow } from '../../shared/not-assigned';
import { snapshotSchema } from '../../shared/snapshot';
import type { AssistantCore } from '../api/core';

/** Said when the assistant ends while a repair has people unassigned; null where it has not. */
export async function leftUnassigned(core: Pick<AssistantCore, 'call'>): Promise<string | null> {
  const now = await core.call('session.snapshot', {});
  const snapshot = now.ok ? (snapshotSchema.safeParse(now.value).data ?? null) : null;
  const names = notAssignedNow(snapshot?.rollout.repair ?? null);
  if (names === '') return null;
  const off = snapshot?.planOnly === true ? 'turn “Plan only” off and ' : '';
  return `${names} Start the assistant again, ${off}connect Okta: it assigns them again first.`;
}
