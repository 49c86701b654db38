import { namesBetween } from '../../../shared/not-assigned';
import type { RolloutCounts } from '../../../shared/rollout';
import { words } from './words';

/**
 * What connecting does with whom a repair has unassigned, or has done; null: nothing. `before`: of those who were unassigned when the screen was
 * opened the ones that were named. Of many who failed the first are named only: nobody counts as assigned again then.
 */
export function repairLead(
  repair: RolloutCounts['repair'],
  { before, assigns }: { before: readonly string[]; assigns: boolean },
): string | null {
  if (repair !== null && assigns) return words.assigns(namesBetween(repair));
  const { betweenNames = [], failed = 0, failedNames = [] } = repair ?? {};
  if (before.length <= betweenNames.length) return null;
  const isKnown = repair !== null && failed <= failedNames.length;
  const assigned = before.filter((name) => isKnown && ![...betweenNames, ...failedNames].includes(name));
  return words.assigned(assigned.join(', '));
}
