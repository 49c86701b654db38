import { z } from 'zod';
import { nullOn, oktaId, type Call, type Calls } from '../calls';
import type { Okta, ProvisioningFeature } from '../types';

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

/** USER_PROVISIONING, documented for a few catalogue apps only: tried once, never relied on (facts, section 1). */
export function featuresGateway(
  calls: Calls,
): Pick<Okta, 'provisioningFeature' | 'enableProvisioningFeature'> {
  const api = calls.sdk.applicationApi;
  const name = 'USER_PROVISIONING';
  const at = (method: Call['method'], appId: string): Call => ({
    method,
    path: `/api/v1/apps/${oktaId(appId)}/features/${name}`,
  });
  const on = { status: 'ENABLED' } as const;

  return {
    provisioningFeature: (appId) =>
      nullOn(['okta-refused', 'not-found'], () =>
        calls.decode(at('GET', appId), featureSchema, () => api.getFeatureForApplication({ appId, name })),
      ),

    enableProvisioningFeature: async (appId) => {
      const feature = await nullOn(['okta-refused', 'not-found'], () =>
        calls.decode(at('PUT', appId), featureSchema, () =>
          api.updateFeatureForApplication({
            appId,
            name,
            CapabilitiesObject: {
              create: { lifecycleCreate: on },
              update: { profile: on, lifecycleDeactivate: on },
            },
          }),
        ),
      );
      return feature?.create && feature.updateProfile && feature.deactivate ? 'worked' : 'refused';
    },
  };
}
