import { keptAttributes, optionalEmail } from '../../../shared/oktopost';
import type { MappingChoice } from '../../../shared/snapshot';
import type { Mapping, MappingProperty, SchemaAttribute } from '../../okta/types';
import { mappingOf } from '../../../shared/settings';
import type { Check } from '../../../shared/plan';

/** The attributes that stay mapped, each with the expression it must have. Source: article, step 7. */
export function wantedMapping(choice: MappingChoice): Record<string, MappingProperty> {
  const wanted: Record<string, MappingProperty> = {};
  for (const [name, expression] of Object.entries(keptAttributes)) {
    wanted[name] = { expression, pushStatus: 'PUSH' };
  }
  if (choice.keepWorkEmail) {
    wanted[optionalEmail.name] = { expression: optionalEmail.expression, pushStatus: 'PUSH' };
  }
  return wanted;
}

/** Expected beside actual, an attribute a row. */
export function mappingChecks(
  mapping: Mapping | null,
  schema: readonly SchemaAttribute[],
  choice: MappingChoice,
): Check[] {
  const wanted = wantedMapping(choice);
  return attributeNames(mapping, schema, wanted).map((name): Check => {
    const expected = mappingWords(wanted[name]);
    const actual = mapping === null ? null : mappingWords(mapping.properties[name]);
    const state = actual === null ? 'cannot-be-read' : actual === expected ? 'same' : 'different';
    return {
      setting: mappingOf(name),
      expected,
      actual,
      state,
      next: state === 'same' ? null : 'Preview the mapping again and apply it.',
    };
  });
}

export function attributeNames(
  mapping: Mapping | null,
  schema: readonly SchemaAttribute[],
  wanted: Record<string, MappingProperty>,
): string[] {
  const names = new Set(Object.keys(wanted));
  for (const name of Object.keys(mapping?.properties ?? {})) names.add(name);
  for (const { name } of schema) if (name !== 'userName') names.add(name);
  return [...names];
}

/** How a mapping row without an expression reads. */
export const notMapped = 'not mapped';

/** A row of the mapping as text. */
export function mappingWords(property: MappingProperty | null | undefined): string {
  if (!property) return notMapped;
  return `${property.expression}, ${property.pushStatus === 'PUSH' ? 'on create and update' : 'on create only'}`;
}
