import { guidedStepIds } from '../../shared/screens';
import type { GuidedStepId } from '../../shared/screens';
import type { Explanation } from '../../shared/verification';
import type { Session } from '../storage/session';

const placeOfStep: Record<GuidedStepId, { name: string; place: NonNullable<Explanation['place']> }> = {
  'scim-on': { name: 'Provisioning: SCIM', place: 'general' },
  connection: { name: 'the connection', place: 'integration' },
  authenticate: { name: 'the API integration', place: 'integration' },
  'to-app': { name: 'the To App boxes', place: 'to-app' },
};

/** Where the cause is not certain, what nobody but the admin says to be done is to be looked at before any guess. */
export function withStatedSteps(
  explanation: Explanation,
  { readBackAt, statedAt }: Pick<Session, 'readBackAt' | 'statedAt'>,
): Explanation {
  const stated = guidedStepIds.filter((step) => readBackAt[step] === null && statedAt[step] !== null);
  const [first] = stated;
  if (!explanation.guess || first === undefined) return explanation;
  const names = stated.map((step) => placeOfStep[step].name).join(' and ');
  return {
    ...explanation,
    next: `First look in Okta at ${names}: only your word says that this is done. ${explanation.next}`,
    place: placeOfStep[first].place,
  };
}
