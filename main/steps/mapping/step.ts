import type { MappingChoice } from '../../../shared/snapshot';
import type { Mapping, MappingProperty, SchemaAttribute } from '../../okta/types';
import { countAssigned } from '../../observe/assignment-count';
import { defineStep, draftOf } from '../../plans/step';
import type { PlannedChange } from '../../plans/step';
import { hasScimAttributes } from '../../observe/scim';
import { wantedMapping, mappingChecks, attributeNames, mappingWords } from './wanted';
import { requireApp } from '../../storage/required';
import { mappingOf } from '../../../shared/settings';
import type { Change, ChangeRow, Check, AssignmentCount } from '../../../shared/plan';

interface Observed {
  appId: string;
  mapping: Mapping | null;
  schema: SchemaAttribute[];
  /** App users that exist at Oktopost: each gets a push. 0 for a recheck. */
  provisioned: number;
  /** Null for a recheck. */
  assigned: AssignmentCount | null;
}

/** How many people a change reaches is shown; whether it is still the one that was shown does not depend on it. */
const notCounted = { provisioned: 0, assigned: null };

type Mutation =
  | ({ kind: 'map'; mappingId: string } & MappingBeforeAfter)
  | { kind: 'delete'; appId: string; attributes: Record<string, Record<string, unknown>> };

/** What a write to the mapping names, before it and after; null is an attribute that is not mapped. */
interface MappingBeforeAfter {
  before: Record<string, MappingProperty | null>;
  after: Record<string, MappingProperty | null>;
}

export const mappingChangeId = 'map-attributes';
/** Okta's update is a GET and a PUT of what it read, with the changes merged in. Source: Okta facts, section 3. */
const withoutEmail =
  'Without the work email: when someone’s email changes later, Okta sends the new user name beside the old work email that it read from Oktopost. Oktopost asks for both to be identical, and how it answers is not known. Keep the work email if emails change in your company.';

/** The article's step 7: keep user name, given name and family name, unmap the rest. */
export const mappingStep = defineStep<MappingChoice, Observed, Mutation>({
  observe: async ({ okta, session }, _settings, purpose) => {
    const { id: appId } = requireApp(session());
    const [mapping, schema, counted] = await Promise.all([
      okta.mapping(appId),
      okta.appUserSchema(appId),
      purpose === 'preview' ? countAssigned(okta, appId) : notCounted,
    ]);
    return { appId, mapping, schema, ...counted };
  },

  plan: ({ appId, mapping, schema, provisioned, assigned }, choice) => {
    if (mapping === null || !hasScimAttributes(schema)) {
      return draftOf([], {
        assigned,
        blockers: [
          'Okta has no SCIM attributes for this app integration yet. They appear once Provisioning is set to SCIM and saved.',
        ],
      });
    }
    const changes: PlannedChange<Mutation>[] = [mappingChange(mapping, schema, choice, provisioned)];
    if (choice.deleteSchemaAttributes) changes.push(deletion(appId, schema, choice));
    return draftOf(changes, {
      assigned,
      warnings: [
        'userName is no row of the mapping. It follows “Application username format” on the Sign On tab and is kept.',
        'From now on Okta’s values overwrite Oktopost’s, at assignment and at every later change.',
        ...(choice.keepWorkEmail ? [] : [withoutEmail]),
      ],
    });
  },

  beforeAndAfter: (mutation) => {
    switch (mutation.kind) {
      case 'map': {
        const { mappingId, before, after } = mutation;
        return { mappingId, before, after };
      }
      case 'delete':
        return { attributes: mutation.attributes, present: false };
    }
  },

  apply: async ({ okta }, mutation) => {
    switch (mutation.kind) {
      case 'map':
        await okta.updateMapping(mutation.mappingId, mutation.after);
        break;
      case 'delete':
        await okta.deleteSchemaAttributes(mutation.appId, Object.keys(mutation.attributes));
        break;
    }
    return { details: {}, remember: { changedSomething: true } };
  },

  verify: async ({ okta, session, remember, now }, choice) => {
    const { id } = requireApp(session());
    const [mapping, schema] = await Promise.all([okta.mapping(id), okta.appUserSchema(id)]);
    const checks = [...mappingChecks(mapping, schema, choice), ...deletionChecks(schema, choice)];
    const same = checks.every(({ state }) => state === 'same');
    const known = session().mapping;
    remember({
      mapping: { ...known, checks, appliedAt: same ? (known.appliedAt ?? now().toISOString()) : null },
    });
    return checks;
  },
});

function mappingChange(
  mapping: Mapping,
  schema: readonly SchemaAttribute[],
  choice: MappingChoice,
  provisioned: number,
): PlannedChange<Mutation> {
  const wanted = wantedMapping(choice);
  const values: MappingBeforeAfter = { before: {}, after: {} };
  const rows = attributeNames(mapping, schema, wanted).flatMap((name): ChangeRow[] => {
    const now = mappingWords(mapping.properties[name]);
    const after = mappingWords(wanted[name]);
    if (now === after && wanted[name] === undefined) return [];
    if (now !== after) {
      values.before[name] = mapping.properties[name] ?? null;
      values.after[name] = wanted[name] ?? null;
    }
    const base = schema.find((attribute) => attribute.name === name)?.base ?? false;
    return [
      {
        setting: mappingOf(name),
        now,
        after,
        verb: now === after ? 'keep' : wanted[name] === undefined ? 'remove' : 'change',
        note:
          wanted[name] === undefined && base && choice.deleteSchemaAttributes
            ? 'Base attribute: unmapped, but Okta does not let it be deleted.'
            : null,
      },
    ];
  });
  const same = Object.keys(values.after).length === 0;
  return {
    mutation: same ? null : { kind: 'map', mappingId: mapping.id, ...values },
    change: {
      id: mappingChangeId,
      title: same ? 'The attribute mapping is up to date' : 'Change the attribute mapping',
      verb: same ? 'keep' : 'update',
      rows,
      warnings:
        same || provisioned === 0
          ? []
          : [`${provisioned} assigned users exist at Oktopost. Okta will push an update for each.`],
      pushes: same ? 0 : provisioned,
      undo: 'The assistant can undo this: it maps the attributes as they were before.',
      irreversibleEffect:
        same || provisioned === 0
          ? null
          : 'Values that Okta pushes to Oktopost meanwhile: they are not pushed back by themselves.',
    },
  };
}

/** Base attributes and required ones stay: Okta does not delete them. */
function deletable(schema: readonly SchemaAttribute[], choice: MappingChoice): SchemaAttribute[] {
  const wanted = wantedMapping(choice);
  return schema.filter(({ name, base, required }) => !base && !required && wanted[name] === undefined);
}

/** Whether the attributes that the admin chose to delete are deleted; empty when none were to be. */
function deletionChecks(schema: readonly SchemaAttribute[], choice: MappingChoice): Check[] {
  if (!choice.deleteSchemaAttributes) return [];
  const { length } = deletable(schema, choice);
  return [
    {
      setting: 'unused-attributes',
      expected: 'deleted',
      actual: length === 0 ? 'deleted' : `${length} still there`,
      state: length === 0 ? 'same' : 'different',
      next: length === 0 ? null : 'Preview the mapping again and apply it.',
    },
  ];
}

function deletion(
  appId: string,
  schema: readonly SchemaAttribute[],
  choice: MappingChoice,
): PlannedChange<Mutation> {
  const removed = deletable(schema, choice);
  const names = removed.map(({ name }) => name);
  const change: Change = {
    id: 'delete-attributes',
    title:
      names.length === 0
        ? 'No schema attribute is left to delete'
        : `Delete ${names.length} schema attributes`,
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
          ],
    pushes: 0,
    undo: 'The assistant can undo this: it adds the attributes again, without the values.',
    irreversibleEffect:
      names.length === 0 ? null : 'The values of the deleted attributes are gone for every assigned user.',
  };
  const attributes = Object.fromEntries(removed.map(({ name, definition }) => [name, definition]));
  return { change, mutation: names.length === 0 ? null : { kind: 'delete', appId, attributes } };
}
