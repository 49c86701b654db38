import { agreed, counted as countOf } from '../../../shared/counted';
import type { MappingChoice } from '../../../shared/snapshot';
import { justNowMs } from '../../okta/recent-answers';
import type { Mapping, MappingProperty, Mappings, SchemaAttribute, UserType } from '../../okta/types';
import { countAssigned } from '../../observe/assignment-count';
import type { AssignedByType } from '../../observe/assignment-count';
import { readSending, sendsUpdates } from '../../observe/sending';
import { defineStep, draftOf } from '../../plans/step';
import type { PlannedChange } from '../../plans/step';
import { hasScimAttributes } from '../../observe/scim';
import { deletion, deletionChecks } from './delete-attributes';
import { hasUserNameRow, userNameRow, userNameWarning } from './user-name-row';
import { attributeNames, mappingChecks, settingIn, typeNote, wantedMapping } from './wanted';
import { changeIdOf, mappingWords, ofType } from './words';
import { requireApp } from '../../storage/required';
import { mappedAttribute } from '../../../shared/settings';
import type { ChangeRow } from '../../../shared/plan';

interface Observed {
  appId: string;
  mappings: Mappings;
  schema: SchemaAttribute[];
  /** Null for a recheck: whether a change is still the one that was shown does not depend on how many people it reaches. */
  counted: AssignedByType | null;
  /** Whether Okta sends a change of whom it has provisioned. */
  sends: boolean;
  /** User types of the org without a mapping to this app integration. Of a preview only. */
  unmappedTypes: readonly UserType[];
}

type Mutation =
  | ({
      kind: 'map';
      mappingId: string;
      userType: UserType;
      found: Mapping['properties'];
    } & MappingBeforeAfter)
  | { kind: 'delete'; appId: string; attributes: Record<string, Record<string, unknown>> };

/** What a write to the mapping names, before it and after; null is an attribute that is not mapped. */
interface MappingBeforeAfter {
  before: Record<string, MappingProperty | null>;
  after: Record<string, MappingProperty | null>;
}

const mappingChangeId = 'map-attributes';

/** Whether a change in the journal is one of a mapping, of whichever user type. */
export const isMappingChange = (changeId: string): boolean =>
  changeId === mappingChangeId || changeId.startsWith(`${mappingChangeId}:`);

/** Okta's update is a GET and a PUT of what it read, with the changes merged in. Source: Okta facts, section 3. */
const withoutEmail =
  'Oktopost’s article unmaps the work email. Oktopost may then refuse changed emails: keep it if emails change in your company.';

/** The article's step 7: keep user name, given name and family name, unmap the rest, in the mapping of every user type. */
export const mappingStep = defineStep<MappingChoice, Observed, Mutation>({
  observe: async ({ okta, session }, _settings, purpose) => {
    const { id: appId } = requireApp(session());
    const isPreview = purpose === 'preview';
    const reading = okta.mappings(appId, isPreview ? 'listed' : 'known');
    const readingTypes = isPreview ? okta.userTypes() : Promise.resolve(null);
    const [mappings, schema, types, counted] = await Promise.all([
      reading,
      okta.appUserSchema(appId),
      readingTypes,
      isPreview
        ? countAssigned(
            okta,
            appId,
            reading.then(({ readable }) => readable),
            readingTypes.then((found) => found?.length === 1),
          )
        : null,
    ]);
    const listed = [...mappings.readable.map(({ userType }) => userType), ...mappings.unreadable];
    const unmappedTypes =
      listed.length === 0 ? [] : (types ?? []).filter(({ id }) => !listed.some((type) => type.id === id));
    // Where nobody is provisioned, nothing is sent either way.
    const app = counted !== null && counted.provisioned.size > 0 ? await okta.app(appId) : null;
    const sends = app === null || sendsUpdates(await readSending(okta, app, session()));
    return { appId, mappings, schema, counted, sends, unmappedTypes };
  },

  plan: ({ appId, mappings, schema, counted, sends, unmappedTypes }, choice) => {
    const { readable, unreadable } = mappings;
    const assigned = counted?.assigned ?? null;
    if (readable.length === 0 || !hasScimAttributes(schema)) {
      return draftOf([], {
        assigned,
        blockers: [
          'Okta has no SCIM attributes for this app integration yet. They appear once Provisioning is set to SCIM and saved.',
        ],
        step: 'scim-on',
      });
    }
    const several = readable.length + unreadable.length + unmappedTypes.length > 1;
    const changes = readable.map((mapping): PlannedChange<Mutation> => {
      const provisioned = sends ? (counted?.provisioned.get(mapping.id) ?? 0) : 0;
      return mappingChange(mapping, { schema, choice, provisioned, several });
    });
    const deletes = choice.deleteSchemaAttributes && unreadable.length === 0;
    if (deletes) {
      const { change, attributes } = deletion(schema, readable, choice);
      const nothing = Object.keys(attributes).length === 0;
      changes.push({ change, mutation: nothing ? null : { kind: 'delete', appId, attributes } });
    }
    return draftOf(changes, {
      assigned,
      warnings: [
        'What Okta sends later overwrites Oktopost’s values.',
        ...readable.flatMap((mapping) => userNameWarning(mapping, several) ?? []),
        ...unreadable.map((userType) => leftAlone(userType, 'Okta does not show its mapping')),
        ...unmappedTypes.map((userType) => leftAlone(userType, 'it has no mapping to this app integration')),
        ...(choice.deleteSchemaAttributes && !deletes ? [notDeleted] : []),
        ...(choice.keepWorkEmail ? [] : [withoutEmail]),
      ],
      notes: readable.some(hasUserNameRow) ? [] : [noUserNameRow],
    });
  },

  beforeAndAfter: (mutation) => {
    switch (mutation.kind) {
      case 'map': {
        const { mappingId, userType, found, before, after } = mutation;
        return { mappingId, userType, found, before, after };
      }
      case 'delete':
        return { attributes: mutation.attributes, present: false };
    }
  },

  scopeOf: ({ kind }) => (kind === 'map' ? 'okta.profileMappings.manage' : 'okta.schemas.manage'),

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
    const [{ readable, unreadable }, schema] = await Promise.all([
      okta.mappings(id, 'known'),
      // A write to the mapping leaves the attributes as they were read right before it.
      okta.recently({ withinMs: justNowMs }, () => okta.appUserSchema(id)),
    ]);
    const checks = [
      ...mappingChecks(readable, schema, choice),
      ...(unreadable.length === 0 ? deletionChecks(schema, readable, choice) : []),
    ];
    // The row of a user name is the admin's: the assistant has done its part without it.
    const same = checks.every(
      ({ setting, state }) => state === 'same' || mappedAttribute(setting) === 'userName',
    );
    const known = session().mapping;
    const checkedAt = now().toISOString();
    remember({
      mapping: { ...known, checks, checkedAt, appliedAt: same ? (known.appliedAt ?? checkedAt) : null },
    });
    return checks;
  },
});

const noUserNameRow =
  'userName is no row of the mapping. It follows “Application username format” on the Sign On tab and is kept.';

const notDeleted =
  'No attribute is deleted: one that is still mapped for a user type that is left alone would be deleted there too.';

const leftAlone = ({ name }: UserType, why: string): string =>
  `User type “${name}” is left alone: ${why}. What Okta sends for its people is as it was: look at it in Okta, Directory > Profile Editor, Mappings.`;

interface ChangeParts {
  schema: readonly SchemaAttribute[];
  choice: MappingChoice;
  provisioned: number;
  several: boolean;
}

function mappingChange(
  mapping: Mapping,
  { schema, choice, provisioned, several }: ChangeParts,
): PlannedChange<Mutation> {
  const { id: mappingId, properties, userType } = mapping;
  const wanted = wantedMapping(choice, { properties, schema });
  const values: MappingBeforeAfter = { before: {}, after: {} };
  const rows = attributeNames({ properties, schema }, wanted).flatMap((name): ChangeRow[] => {
    const now = mappingWords(properties[name]);
    const after = mappingWords(wanted[name]);
    if (now === after && wanted[name] === undefined) return [];
    if (now !== after) {
      values.before[name] = properties[name] ?? null;
      values.after[name] = wanted[name] ?? null;
    }
    const isWanted = wanted[name] !== undefined;
    const base = schema.find((attribute) => attribute.name === name)?.base ?? false;
    const notes = [
      typeNote(name, isWanted),
      !isWanted && base && choice.deleteSchemaAttributes
        ? 'Base attribute: unmapped, but Okta does not let it be deleted.'
        : null,
    ].filter((note) => note !== null);
    return [
      {
        setting: settingIn(mapping, name),
        now,
        after,
        verb: now === after ? 'keep' : isWanted ? 'change' : 'remove',
        note: notes.length === 0 ? null : notes.join(' '),
      },
    ];
  });
  const userName = userNameRow(mapping);
  const same = Object.keys(values.after).length === 0;
  const which = ofType(userType, several);
  return {
    mutation: same
      ? null
      : {
          kind: 'map',
          mappingId,
          userType: { id: userType.id, name: userType.name },
          found: mapping.properties,
          ...values,
        },
    change: {
      id: changeIdOf(mappingChangeId, mapping),
      title: same ? `The attribute mapping${which} is up to date` : `Change the attribute mapping${which}`,
      verb: same ? 'keep' : 'update',
      rows: userName === null ? rows : [...rows, userName],
      warnings:
        same || provisioned === 0
          ? []
          : [
              `${countOf(provisioned, 'assigned user')}${which} ${agreed(provisioned, 'exists', 'exist')} at Oktopost. Okta will push an update for each.`,
            ],
      pushes: same ? 0 : provisioned,
      undo: 'The assistant maps the attributes as they were before.',
      irreversibleEffect:
        same || provisioned === 0
          ? null
          : 'What Okta sends to Oktopost meanwhile: it does not send the earlier values by itself.',
    },
  };
}
