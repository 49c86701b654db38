import { z } from 'zod';
import { oktaId, type Calls } from '../calls';
import type { Mapping, MappingProperty, Okta } from '../types';

const rowSchema = z.looseObject({
  id: z.string(),
  source: z.looseObject({ type: z.string().nullish() }).nullish(),
});

const mappingSchema = z
  .looseObject({
    id: z.string(),
    properties: z
      .record(
        z.string(),
        z.looseObject({ expression: z.string().nullish(), pushStatus: z.string().nullish() }).nullish(),
      )
      .nullish(),
  })
  .transform(({ id, properties }): Mapping => {
    const mapped: Record<string, MappingProperty> = {};
    for (const [name, property] of Object.entries(properties ?? {})) {
      if (typeof property?.expression !== 'string') continue;
      const pushStatus = property.pushStatus === 'PUSH' ? 'PUSH' : 'DONT_PUSH';
      mapped[name] = { expression: property.expression, pushStatus };
    }
    return { id, properties: mapped };
  });

/** The user-to-app profile mapping. Source: Okta facts, section 2, "Mappings". */
export function mappingsGateway(calls: Calls): Pick<Okta, 'mapping' | 'updateMapping'> {
  const api = calls.sdk.profileMappingApi;
  const list = '/api/v1/mappings';

  return {
    mapping: async (appId) => {
      const rows = calls.items(list, rowSchema, () =>
        api.listProfileMappings({ targetId: oktaId(appId), limit: 200 }),
      );
      for await (const { id, source } of rows) {
        if (source?.type !== 'user') continue;
        const path = `${list}/${oktaId(id)}`;
        return calls.decode({ method: 'GET', path }, mappingSchema, () =>
          api.getProfileMapping({ mappingId: id }),
        );
      }
      return null;
    },

    // Raw: unmapping sends nulls, which the SDK's types do not allow.
    updateMapping: async (mappingId, properties) =>
      calls.raw({ method: 'POST', path: `${list}/${oktaId(mappingId)}` }, mappingSchema, {
        body: {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, property]) => [
              name,
              property ?? { expression: null, pushStatus: null },
            ]),
          ),
        },
      }),
  };
}
