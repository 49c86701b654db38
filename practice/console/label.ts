import { isLabelTaken } from '../world/labels';
import type { OktaApp } from '../world/state';
import type { World } from '../world/world';

/** Why the label is refused, or null. `app` is the app being renamed, null for a new one. */
export function labelProblem(world: World, label: string, app: OktaApp | null): string | null {
  if (label === '') return 'Application label: The field cannot be left blank';
  if (label.length > 100) return 'Application label: The field is too long';
  return isLabelTaken(world, label, app) ? 'Application label: An app with this label already exists' : null;
}
