import { z } from 'zod';
import { nullOn, oktaId, type Calls } from '../calls';
import type { Okta } from '../okta';
import { anything, text } from './shapes';
import { AppFailure } from '../../../shared/errors';

const policySchema = z.looseObject({ name: z.string(), status: text });

/** Authentication policies. Raw: the SDK's policy models drop unknown fields. */
export function policiesGateway(calls: Calls): Pick<Okta, 'accessPolicy'> {
  return {
    accessPolicy: async (policyId, wanted) => {
      const path = `/api/v1/policies/${oktaId(policyId)}`;
      try {
        const [{ name, status }, rules] = await Promise.all([
          calls.raw({ method: 'GET', path }, policySchema),
          wanted.rules
            ? nullOn(['missing-right', 'not-found'], () =>
                calls.raw({ method: 'GET', path: `${path}/rules` }, z.array(anything)),
              )
            : null,
        ]);
        return {
          availability: 'available',
          name: calls.hide(name),
          status: calls.hide(status ?? 'not reported'),
          rules: rules?.length ?? null,
        };
      } catch (thrown) {
        if (!(thrown instanceof AppFailure)) throw thrown;
        if (thrown.error.code === 'missing-right') return { availability: 'unavailable', why: 'refused' };
        if (thrown.error.code === 'not-found') return { availability: 'unavailable', why: 'not-found' };
        throw thrown;
      }
    },
  };
}
