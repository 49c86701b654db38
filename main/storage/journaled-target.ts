import { z } from 'zod';
import {
  destinations,
  destinationSchema,
  regionIds,
  regions,
  regionSchema,
  suggestedLabels,
} from '../../shared/oktopost';
import type { Destination, Region, Target } from '../../shared/oktopost';
import { appChangeId } from './applied-changes';
import type { AppliedChange } from './applied-changes';
import type { Session } from './session';

/** Where the app integration of a set-up leads, and its name; null: the journal does not say. */
export interface JournaledTarget {
  destination: Destination | null;
  region: Region | null;
  label: string | null;
}

/** Goes with the change that makes an app integration, or takes one over, into the journal. */
export const targetDetails = ({ destination, region }: Target): Record<string, unknown> => ({
  destination,
  region,
});

const detailsSchema = z.looseObject({
  destination: destinationSchema.nullish().catch(null),
  region: regionSchema.nullish().catch(null),
  label: z.string().nullish().catch(null),
  after: z.looseObject({ 'settings.signOn.ssoAcsUrl': z.string().nullish() }).nullish().catch(null),
});

/** By the changes of a set-up. Of a creation older journals say the address and the name only, and of an adoption nothing. */
export function journaledTarget(changes: readonly AppliedChange[]): JournaledTarget {
  const made = changes.findLast(({ changeId }) => changeId === appChangeId);
  const { destination, region, label = null, after } = detailsSchema.parse(made?.details ?? {});
  const acsUrl = after?.['settings.signOn.ssoAcsUrl'];
  return {
    destination: destination ?? (label === suggestedLabels['admin-application'] ? 'admin-application' : null),
    region: region ?? regionIds.find((id) => regions[id].acsUrl === acsUrl) ?? null,
    label,
  };
}

/** Whether the journal says that the app integration is for another destination or region than these. */
const leadsElsewhere = (
  made: JournaledTarget,
  { destination, region }: Pick<Session, 'destination' | 'region'>,
): boolean =>
  (made.destination !== null && made.destination !== destination) ||
  (made.region !== null && made.region !== region);

/** "admin application, Europe"; null where the journal says neither. */
export function targetWords({
  destination,
  region,
}: Pick<JournaledTarget, 'destination' | 'region'>): string | null {
  const parts = [
    destination === null ? null : destinations[destination].name,
    region === null ? null : regions[region].name,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(', ');
}

/** What the journal says that the app integration of a set-up is for, where that is not this target; else null. */
export function madeForAnotherThan(
  target: Pick<Session, 'destination' | 'region'>,
  changes: readonly AppliedChange[],
): JournaledTarget | null {
  const made = journaledTarget(changes);
  return leadsElsewhere(made, target) ? made : null;
}
