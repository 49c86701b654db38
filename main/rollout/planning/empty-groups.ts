import type { Okta } from '../../okta/okta';
import type { PlannedRing } from './plan-rings';

/** Rings whose group has nobody to assign at the moment. */
interface EmptyGroups {
  /** Without those whose group is assigned already: they would do nothing. */
  rings: readonly PlannedRing[];
  /** What such a ring does, as a sentence that needs a second yes. */
  risks: string[];
  warnings: string[];
}

/** Costs a request for each such ring. Okta assigns whoever joins an assigned group later. */
export async function readEmptyGroups(
  okta: Okta,
  appId: string,
  rings: readonly PlannedRing[],
): Promise<EmptyGroups> {
  const found: EmptyGroups & { rings: PlannedRing[] } = { rings: [], risks: [], warnings: [] };
  for (const ring of rings) {
    const { group, people } = ring;
    if (group === null || people.length > 0) {
      found.rings.push(ring);
    } else if ((await okta.appGroup(appId, group.id)) === null) {
      found.rings.push(ring);
      found.risks.push(
        `Nobody of the group ${group.name} is left to assign: its ring assigns the group alone, and Okta then assigns whoever joins it.`,
      );
    } else {
      found.warnings.push(
        `The group ${group.name} is assigned already, and nobody of it is left: it gets no ring.`,
      );
    }
  }
  return found;
}
