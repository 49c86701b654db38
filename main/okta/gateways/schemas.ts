import { z } from 'zod';
import { recordOf } from '../../../shared/bounded-json';
import { oktaId, type Calls } from '../calls';
import type { Okta } from '../okta';
import type { SchemaAttribute } from '../types';
import { list, text } from './shapes';

const partSchema = z
  .looseObject({
    properties: recordOf(z.looseObject({ title: text, required: z.boolean().nullish() }).nullish()).nullish(),
    required: list(z.string()),
  })
  .nullish();
type Part = z.infer<typeof partSchema>;

const schemaSchema = z
  .looseObject({ definitions: z.looseObject({ base: partSchema, custom: partSchema }).nullish() })
  .transform(({ definitions }) => [
    ...attributesOf(definitions?.base, true),
    ...attributesOf(definitions?.custom, false),
  ]);

function attributesOf(part: Part, base: boolean): SchemaAttribute[] {
  return Object.entries(part?.properties ?? {}).map(([name, attribute]) => ({
    name,
    title: attribute?.title ?? name,
    required: attribute?.required === true || part?.required.includes(name) === true,
    base,
    definition: Object.fromEntries(Object.entries(attribute ?? {}).filter(([, value]) => value !== null)),
  }));
}

type Schemas = Pick<Okta, 'appUserSchema' | 'deleteSchemaAttributes' | 'addSchemaAttributes'>;

/**
 * The app user schema. Raw: the SDK drops the base attributes (Okta facts, section 4.5), and its types have no null, by which an
 * attribute is deleted.
 */
export function schemasGateway(calls: Calls): Schemas {
  const at = (appId: string): string => `/api/v1/meta/schemas/apps/${oktaId(appId)}/default`;
  const merge = async (appId: string, properties: Record<string, unknown>): Promise<void> => {
    await calls.done(
      { method: 'POST', path: at(appId) },
      {
        body: { definitions: { custom: { id: '#custom', type: 'object', properties } } },
      },
    );
  };

  return {
    appUserSchema: async (appId) => calls.raw({ method: 'GET', path: at(appId) }, schemaSchema),

    deleteSchemaAttributes: (appId, names) =>
      merge(appId, Object.fromEntries(names.map((name) => [name, null]))),

    addSchemaAttributes: merge,
  };
}
