import { z } from 'zod';
import { listOf, recordOf } from '../../../shared/bounded-json';
import { nullOn, oktaId, type Calls } from '../calls';
import type { Okta } from '../okta';
import type { Mapping, MappingProperty, Mappings, UserType } from '../types';
import { text } from './shapes';

const rowSchema = z.looseObject({
  id: z.string(),
  source: z.looseObject({ id: text, name: text, type: text }).nullish(),
});

const propertiesSchema = z
  .looseObject({
    properties: recordOf(
      z.looseObject({ expression: z.string().nullish(), pushStatus: z.string().nullish() }).nullish(),
    ).nullish(),
  })
  .transform(({ properties }): Record<string, MappingProperty> => {
    const mapped: Record<string, MappingProperty> = {};
    for (const [name, property] of Object.entries(properties ?? {})) {
      if (typeof property?.expression !== 'string') continue;
      const pushStatus = property.pushStatus === 'PUSH' ? 'PUSH' : 'DONT_PUSH';
      mapped[name] = { expression: property.expression, pushStatus };
    }
    return mapped;
  });

const userTypeSchema = z
  .looseObject({ id: z.string(), name: text, default: z.boolean().nullish() })
  .transform(({ id, name, default: isDefault }) => ({ id, name: name ?? id, isDefault: isDefault === true }));

type Listed = Pick<Mapping, 'id'> & { userType: UserType };

/** Okta recommends a small page where a list times out. Source: docs/facts/okta-recorded.md, section 3. */
const perPage = 50;

/**
 * The user-to-app profile mappings, and the user types that they are for. Source: Okta facts, section 2, "Mappings";
 * docs/facts/okta-recorded.md, section 4.
 */
export function mappingsGateway(calls: Calls): Pick<Okta, 'mappings' | 'userTypes' | 'updateMapping'> {
  const path = '/api/v1/mappings';
  const one = (id: string): string => `${path}/${oktaId(id)}`;

  const userTypes: Okta['userTypes'] = () =>
    nullOn(['not-found', 'missing-right', 'okta-refused'], () =>
      calls.raw({ method: 'GET', path: '/api/v1/meta/types/user' }, listOf(userTypeSchema)),
    );

  const read = (id: string): Promise<Mapping['properties']> =>
    calls.raw({ method: 'GET', path: one(id) }, propertiesSchema);

  /** The only mapping of an app integration, by the id of that: it has the id until there are more or none. */
  const onlyOnes = new Map<string, Listed>();

  async function list(appId: string): Promise<Listed[]> {
    const found: Listed[] = [];
    const query = { targetId: oktaId(appId), limit: String(perPage) };
    for await (const { id, source } of calls.rawItems(path, rowSchema, query)) {
      if (source?.type !== 'user') continue;
      const typeId = source.id ?? id;
      found.push({ id, userType: { id: typeId, name: source.name ?? typeId } });
    }
    const [first] = found;
    if (first !== undefined && found.length === 1) onlyOnes.set(appId, first);
    else onlyOnes.delete(appId);
    return found;
  }

  const only = ({ id, userType }: Listed, properties: Mapping['properties']): Mappings => ({
    readable: [{ id, userType: { ...userType, isDefault: true }, properties }],
    unreadable: [],
  });

  return {
    userTypes,

    mappings: async (appId, which = 'listed') => {
      const known = onlyOnes.get(appId);
      const early = known === undefined ? null : nullOn(['not-found', 'missing-right'], () => read(known.id));
      if (which === 'known' && known !== undefined) {
        const properties = await early;
        if (properties !== null) return only(known, properties);
      }
      const [found, shownEarly] = await Promise.all([list(appId), early]);
      const [first, ...more] = found;
      if (first === undefined) return { readable: [], unreadable: [] };
      if (more.length === 0) {
        const isKnown = first.id === known?.id && shownEarly !== null;
        return only(first, isKnown ? shownEarly : await read(first.id));
      }
      const [types, properties] = await Promise.all([
        userTypes(),
        Promise.all(found.map(({ id }) => nullOn(['not-found', 'missing-right'], () => read(id)))),
      ]);
      const defaultId = defaultTypeOf(
        found.map(({ userType }) => userType),
        types?.find(({ isDefault }) => isDefault)?.id,
      );
      const mappings: Mappings = { readable: [], unreadable: [] };
      for (const [index, { id, userType }] of found.entries()) {
        const shown = properties[index] ?? null;
        if (shown === null) mappings.unreadable.push(userType);
        else {
          const isDefault = userType.id === defaultId;
          mappings.readable.push({ id, userType: { ...userType, isDefault }, properties: shown });
        }
      }
      mappings.readable.sort(byType);
      return mappings;
    },

    // Raw: unmapping sends nulls, which the SDK's types do not allow.
    updateMapping: async (mappingId, properties) => {
      await calls.done(
        { method: 'POST', path: one(mappingId) },
        {
          body: {
            properties: Object.fromEntries(
              Object.entries(properties).map(([name, property]) => [
                name,
                property ?? { expression: null, pushStatus: null },
              ]),
            ),
          },
        },
      );
    },
  };
}

/**
 * The id of the default user type, `told` by Okta where the token may read the types. Else the type that has Okta's own name for
 * it, or the oldest, as far as ids tell: it is only needed to name settings the same way each time.
 */
function defaultTypeOf(types: readonly UserType[], told: string | undefined): string | undefined {
  if (types.some(({ id }) => id === told)) return told;
  const named = types.find(({ name }) => name === 'user')?.id;
  return named ?? types.map(({ id }) => id).sort()[0];
}

function byType({ userType: a }: Mapping, { userType: b }: Mapping): number {
  if (a.isDefault !== b.isDefault) return a.isDefault ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
