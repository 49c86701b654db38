import { httpWithin } from '../../shared/explain/http';
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

/** Of address or token these statuses do tell. */
const ofConnection = [401, 403, 404, 405, 407];

/** Oktopost’s server answered to what Okta sent, so address and token are right. */
function isReached({ said }: Explanation): boolean {
  const status = said === null ? null : (httpWithin(said)?.status ?? null);
  return status !== null && status < 502 && !ofConnection.includes(status);
}

const isThere = (step: GuidedStepId, { place }: Explanation): number =>
  Number(placeOfStep[step].place === place);

/**
 * Where the cause is not certain, what nobody but the admin says to be done is to be looked at before any guess. `shown`: steps of which Okta shows how they are, or an earlier test did.
 */
export function withStatedSteps(
  explanation: Explanation,
  { readBackAt, statedAt }: Pick<Session, 'readBackAt' | 'statedAt'>,
  shown: readonly GuidedStepId[] = [],
): Explanation {
  const stated = guidedStepIds
    .filter(
      (step) =>
        readBackAt[step] === null &&
        !shown.includes(step) &&
        statedAt[step] !== null &&
        !(step === 'connection' && isReached(explanation)),
    )
    // The likeliest one first.
    .sort((a, b) => isThere(b, explanation) - isThere(a, explanation));
  const [first] = stated;
  if (!explanation.guess || first === undefined) return explanation;
  const names = stated.map((step) => placeOfStep[step].name).join(' and ');
  const before = (next: string): string =>
    `First look in Okta at ${names}: when the test ended, only your word said that this was done. ${next}`;
  const { next, nextOnceUnassigned = next } = explanation;
  return {
    ...explanation,
    next: before(next),
    nextOnceUnassigned: before(nextOnceUnassigned),
    place: placeOfStep[first].place,
  };
}
