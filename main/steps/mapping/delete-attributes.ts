import { counted } from '../../../shared/counted';
import type { MappingChoice } from '../../../shared/snapshot';
import type { Mapping, SchemaAttribute } from '../../okta/types';
import { wantedMapping } from './wanted';
import { checkOf } from '../../../shared/plan';
import type { Change, Check } from '../../../shared/plan';

interface Deletion {
  change: Change;
  attributes: Record<string, Record<string, unknown>>;
}

/** Base attributes and required ones stay: Okta does not delete them. So does what a mapping keeps. */
function deletable(
  schema: readonly SchemaAttribute[],
  mappings: readonly Mapping[],
  choice: MappingChoice,
): SchemaAttribute[] {
  const kept = new Set(
    mappings.flatMap(({ properties }) => Object.keys(wantedMapping(choice, { properties, schema }))),
  );
  return schema.filter(({ name, base, required }) => !base && !required && !kept.has(name));
}

/** Whether the attributes that the admin chose to delete are deleted; empty when none were to be. */
export function deletionChecks(
  schema: readonly SchemaAttribute[],
  mappings: readonly Mapping[],
  choice: MappingChoice,
): Check[] {
  if (!choice.deleteSchemaAttributes) return [];
  const { length } = deletable(schema, mappings, choice);
  return [
    checkOf({
      setting: 'unused-attributes',
      expected: 'deleted',
      actual: length === 0 ? 'deleted' : `${length} still there`,
      next: 'Preview the mapping again and apply it.',
    }),
  ];
}

/** The deletion of every attribute that no mapping keeps; without attributes when none is left. */
export function deletion(
  schema: readonly SchemaAttribute[],
  mappings: readonly Mapping[],
  choice: MappingChoice,
): Deletion {
  const removed = deletable(schema, mappings, choice);
  const names = removed.map(({ name }) => name);
  const change: Change = {
    id: 'delete-attributes',
    title:
      names.length === 0
        ? 'No schema attribute is left to delete'
        : `Delete ${counted(names.length, 'schema attribute')}`,
    verb: names.length === 0 ? 'keep' : 'delete',
    rows: names.map((name) => ({
      setting: `attribute:${name}`,
      now: 'in the app user profile',
      after: null,
      verb: 'remove',
      note: null,
    })),
    warnings:
      names.length === 0
        ? []
        : [
            'Deleting an attribute deletes its values for every assigned user. Undo adds the attribute again, but its values are gone.',
            'Some admins report that provisioning broke after default attributes were deleted. An attribute that is not mapped is not sent either: unmapping alone is the safe way.',
          ],
    pushes: 0,
    undo: 'The assistant adds the attributes again, without the values.',
    irreversibleEffect:
      names.length === 0
        ? null
        : 'The loss of the values of the deleted attributes, for every assigned user.',
  };
  return {
    change,
    attributes: Object.fromEntries(removed.map(({ name, definition }) => [name, definition])),
  };
}
