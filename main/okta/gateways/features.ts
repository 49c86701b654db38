import { z } from 'zod';
import { AppFailure } from '../../../shared/errors';
import { nullOn, oktaId, type Call, type Calls } from '../calls';
import type { Okta } from '../okta';
import type { ProvisioningFeature } from '../types';

const status = z
  .looseObject({ status: z.string().nullish() })
  .nullish()
  .transform((value) => value?.status === 'ENABLED');

const featureSchema = z
  .looseObject({
    capabilities: z
      .looseObject({
        create: z.looseObject({ lifecycleCreate: status }).nullish(),
        update: z.looseObject({ profile: status, lifecycleDeactivate: status }).nullish(),
      })
      .nullish(),
  })
  .transform(({ capabilities }): ProvisioningFeature => ({
    create: capabilities?.create?.lifecycleCreate ?? false,
    updateProfile: capabilities?.update?.profile ?? false,
    deactivate: capabilities?.update?.lifecycleDeactivate ?? false,
  }));

const connectionSchema = z.looseObject({ status: z.string().nullish() });

/** Okta's text, verbatim. Source: Okta facts, section 2, "Features". */
const notEnabled = 'Provisioning is not enabled for the app instance';

/** The feature USER_PROVISIONING, documented for a few catalogue apps only: tried once, never relied on (Okta facts, section 1). */
export function featuresGateway(
  calls: Calls,
): Pick<
  Okta,
  | 'provisioningOn'
  | 'connectionStatus'
  | 'provisioningFeature'
  | 'enableProvisioningFeature'
  | 'restoreProvisioningFeature'
> {
  const api = calls.sdk.applicationApi;
  const name = 'USER_PROVISIONING';
  const call = (method: Call['method'], appId: string): Call => ({
    method,
    path: `/api/v1/apps/${oktaId(appId)}/features/${name}`,
  });
  const putFeature = (appId: string, boxes: ProvisioningFeature): Promise<ProvisioningFeature> =>
    calls.decode(call('PUT', appId), featureSchema, () =>
      api.updateFeatureForApplication({
        appId,
        name,
        CapabilitiesObject: {
          create: { lifecycleCreate: { status: statusWord(boxes.create) } },
          update: {
            profile: { status: statusWord(boxes.updateProfile) },
            lifecycleDeactivate: { status: statusWord(boxes.deactivate) },
          },
        },
      }),
    );

  return {
    provisioningOn: async (appId) => {
      try {
        await calls.decode(call('GET', appId), featureSchema, () =>
          api.getFeatureForApplication({ appId, name }),
        );
        return true;
      } catch (thrown) {
        if (!(thrown instanceof AppFailure)) throw thrown;
        const { code, okta } = thrown.error;
        if (code === 'not-found') return null;
        if (code !== 'okta-refused') throw thrown;
        return okta?.causes.some((cause) => cause.includes(notEnabled)) === true ? false : null;
      }
    },

    connectionStatus: async (appId) => {
      const path = `/api/v1/apps/${oktaId(appId)}/connections/default`;
      const answer = await nullOn(['okta-refused', 'not-found'], () =>
        calls.raw({ method: 'GET', path }, connectionSchema),
      );
      const reported = answer?.status;
      return reported === 'ENABLED' || reported === 'DISABLED' ? reported : null;
    },

    provisioningFeature: (appId) =>
      nullOn(['okta-refused', 'not-found'], () =>
        calls.decode(call('GET', appId), featureSchema, () => api.getFeatureForApplication({ appId, name })),
      ),

    enableProvisioningFeature: async (appId) => {
      const feature = await nullOn(['okta-refused', 'not-found'], () =>
        putFeature(appId, { create: true, updateProfile: true, deactivate: true }),
      );
      return feature?.create && feature.updateProfile && feature.deactivate ? 'worked' : 'refused';
    },

    restoreProvisioningFeature: async (appId, boxes) => {
      await putFeature(appId, boxes);
    },
  };
}

const statusWord = (on: boolean): 'ENABLED' | 'DISABLED' => (on ? 'ENABLED' : 'DISABLED');
