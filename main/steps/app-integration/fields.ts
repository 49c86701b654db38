import { z } from 'zod';
import { listOf } from '../../../shared/bounded-json';
import { userNameFormatWords } from '../../../shared/oktopost';
import { createOnly } from '../../../shared/settings';
import type { SettingId } from '../../../shared/settings';
import type { App } from '../../okta/types';
import { asObject } from '../../okta/json';
import { valueHistoriesOf } from '../../plans/history';
import type { BeforeAfter, ValueHistory } from '../../plans/history';
import type { AppliedChange } from '../../storage/applied-changes';

const pushStatus = 'credentials.userNameTemplate.pushStatus';
/** Id of the key that Okta signs with. */
export const signingKey = 'credentials.signing.kid';

/** Every field of an app integration that this assistant writes, by its path in Okta's JSON. */
const appFields = {
  label: 'app.name',
  'settings.signOn.ssoAcsUrl': 'sign-on.acs-url',
  'settings.signOn.recipient': 'sign-on.recipient',
  'settings.signOn.destination': 'sign-on.destination',
  'settings.signOn.audience': 'sign-on.audience',
  'settings.signOn.defaultRelayState': 'sign-on.relay-state',
  'settings.signOn.subjectNameIdTemplate': 'sign-on.name-id',
  'settings.signOn.subjectNameIdFormat': 'sign-on.name-id-format',
  'credentials.userNameTemplate.template': 'user-name-format',
  'credentials.userNameTemplate.type': 'user-name-format.kind',
  'credentials.userNameTemplate.userSuffix': 'user-name-format.suffix',
  [pushStatus]: 'user-name-format.update-on',
  [signingKey]: 'sign-on.certificate',
  'visibility.hide.web': 'app.tile-hidden',
  'visibility.hide.iOS': 'app.tile-hidden-mobile',
} as const satisfies Record<string, SettingId>;

const statementsField = 'settings.signOn.attributeStatements';
const relayStateField = 'settings.signOn.defaultRelayState';

/** What is sent with a creation, or is there already, and never written afterwards: a change of it may break sign-ins all the same. */
const keptFields = {
  'settings.signOn.responseSigned': 'sign-on.response',
  'settings.signOn.assertionSigned': 'sign-on.assertion-signature',
  'settings.signOn.signatureAlgorithm': 'sign-on.signature-algorithm',
  'settings.signOn.digestAlgorithm': 'sign-on.digest-algorithm',
  'settings.signOn.honorForceAuthn': 'sign-on.force-authn',
  'settings.signOn.slo.enabled': 'sign-on.single-logout',
  [statementsField]: 'sign-on.attribute-statements',
} as const satisfies Record<string, SettingId>;

/** What no plan writes and is not as it was in `found`: an admin changed it, as this set-up asked, or others did. */
export const changedByHand = (found: AppFields, now: AppFields): FieldPath[] =>
  allPaths.filter((path) => Object.hasOwn(keptFields, path) && path in found && found[path] !== now[path]);

export const fieldSchema = z.union([z.string(), z.boolean()]).nullable();
/** Null: not set. */
export type FieldValue = z.infer<typeof fieldSchema>;
export type AppFields = Record<string, FieldValue>;

type Raw = Record<string, unknown>;

const allFields = { ...appFields, ...keptFields };
type FieldPath = keyof typeof allFields;
const allPaths = Object.keys(allFields).filter(isFieldPath);

export function isFieldPath(path: string): path is FieldPath {
  return Object.hasOwn(allFields, path);
}

export const fieldSetting = (path: FieldPath): SettingId => allFields[path];

/** What Okta shows of single sign-on, in its order. Not the certificate: it is compared by its key. */
export const signOnSettings: readonly SettingId[] = allPaths
  .map(fieldSetting)
  .filter((setting) => setting.startsWith('sign-on.') && setting !== 'sign-on.certificate');

export const signedWords = (isSigned: boolean): string => (isSigned ? 'Signed' : 'Unsigned');

/** A field as its setting is shown in Okta's console. */
export function shownField(path: FieldPath, value: FieldValue): string {
  switch (path) {
    case 'settings.signOn.responseSigned':
    case 'settings.signOn.assertionSigned':
      return signedWords(value === true);
    case 'settings.signOn.honorForceAuthn':
      return value === true ? 'Yes' : 'No';
    case 'settings.signOn.slo.enabled':
      return value === true ? 'on' : 'off';
    default:
      return fieldWords(value);
  }
}

/** “null”, typed into a field of Okta's console as the article spells an empty one, is a text that Okta sends. */
const typedNull = 'null';

export function fieldWords(value: FieldValue): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (value === null) return '(none)';
  if (value === typedNull) return 'the text “null”';
  return updateOnWords(value) ?? userNameFormatWords(value);
}

/** The text of a field that is shown in these words; null: not set. */
export const fieldText = (words: string): string | null =>
  words === fieldWords(null) ? null : words === fieldWords(typedNull) ? typedNull : words;

/** When Okta updates the user names of those who are assigned, in its console's words; null for another value. */
export function updateOnWords(value: string): string | null {
  if (value === wantedPushStatus) return 'Create and update';
  return value === 'DONT_PUSH' ? createOnly : null;
}

const wantedPushStatus = 'PUSH';

/**
 * The fields that this set-up wrote or asked for: a value that the admin set by hand because Okta did not take it is put back with the
 * rest. `now`: the fields of the app integration.
 */
export function withAskedFor(
  histories: ReadonlyMap<FieldPath, ValueHistory<FieldValue>>,
  now: AppFields,
): Map<FieldPath, ValueHistory<FieldValue>> {
  const all = new Map(histories);
  const written = all.get(pushStatus);
  const value = now[pushStatus] ?? null;
  if (written !== undefined && isAskedFor(pushStatus, value))
    all.set(pushStatus, { ...written, lastWritten: [...written.lastWritten, value] });
  return all;
}

/** What this set-up asks the admin to set in Okta's console where the API does not take it: nobody else's change. */
export const isAskedFor = (path: FieldPath, value: FieldValue): boolean =>
  path === pushStatus && value === wantedPushStatus;

/** A setting of single sign-on as Okta answers it; null: it shows none, or it is no field of the app integration. */
export function shownSetting(
  { raw, signOn }: Pick<App, 'raw' | 'signOn'>,
  setting: SettingId,
): string | null {
  const path = allPaths.find((each) => allFields[each] === setting);
  return path === undefined || signOn === null ? null : shownField(path, readField(raw, path));
}

/** The fields of an app integration as Okta answers it. */
export function fieldsOf({ raw }: Pick<App, 'raw'>): AppFields {
  return Object.fromEntries(allPaths.map((path) => [path, readField(raw, path)]));
}

function readField(raw: Raw, path: string): FieldValue {
  const value = valueAt(raw, path);
  if (path === statementsField) return statementWords(value);
  // Okta may keep an empty one: it sends none either.
  if (path === relayStateField && value === '') return null;
  return fieldSchema.safeParse(value).data ?? null;
}

function valueAt(raw: Raw, path: string): unknown {
  let value: unknown = raw;
  for (const key of path.split('.')) {
    value =
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([name]) => name === key)?.[1]
        : null;
  }
  return value;
}

const statementsSchema = listOf(
  z.looseObject({
    name: z.string(),
    values: listOf(z.string()).nullish(),
    filterType: z.string().nullish(),
    filterValue: z.string().nullish(),
  }),
);
type Statement = z.infer<typeof statementsSchema>[number];

/** What Okta adds to its SAML assertions, in one line; null: nothing. */
function statementWords(value: unknown): string | null {
  const read = statementsSchema.safeParse(value ?? []);
  return read.success ? wordsOfStatements(read.data) : 'not readable';
}

/** Attribute statements in one line; null: there are none. */
export const wordsOfStatements = (statements: readonly Statement[]): string | null =>
  statements
    .map(({ name, values, filterType, filterValue }) => {
      const parts = [...(values ?? []), filterType, filterValue];
      return `${name} = ${parts.filter((part) => typeof part === 'string').join(' ')}`;
    })
    .join('; ') || null;

export const isTileHidden = (app: App): boolean => fieldsOf(app)['visibility.hide.web'] === true;

export function writeField(raw: Raw, path: string, value: FieldValue): void {
  const keys = path.split('.');
  const last = keys.pop() ?? path;
  let parent = raw;
  for (const key of keys) parent = asObject(parent, key);
  // Okta describes no field of a request as nullable, so an unset field is omitted.
  if (value === null) delete parent[last];
  else parent[last] = value;
}

/** What `change` would do to the fields of an app integration, before and after. */
export function fieldsBeforeAndAfter(
  app: App,
  change: (raw: Raw) => void,
): { before: AppFields; after: AppFields } {
  const copy = structuredClone(app.raw);
  change(copy);
  const before = fieldsOf(app);
  const after = fieldsOf({ raw: copy });
  const changed = Object.keys(after).filter((path) => before[path] !== after[path]);
  return { before: pick(before, changed), after: pick(after, changed) };
}

export function pick(fields: AppFields, paths: readonly string[]): AppFields {
  return Object.fromEntries(paths.map((path) => [path, fields[path] ?? null]));
}

const detailsSchema = z.looseObject({
  before: z.record(z.string(), fieldSchema).optional(),
  after: z.record(z.string(), fieldSchema),
});

type Write = BeforeAfter<FieldValue, FieldPath>;

/**
 * Every field of the app integration that this set-up wrote, of `appliedChanges`; of a created one each was nothing before. `found`: what
 * its adoption found, which somebody else may have changed before it was written.
 */
export function fieldHistories(
  appliedChanges: readonly AppliedChange[],
  found: AppFields | null = null,
): Map<FieldPath, ValueHistory<FieldValue>> {
  return valueHistoriesOf(
    appliedChanges.flatMap(({ details, confirmed }) => {
      const { data } = detailsSchema.safeParse(details);
      return Object.entries(data?.after ?? {}).flatMap(([key, after]): Write[] => {
        if (!isFieldPath(key)) return [];
        const write: Write = { key, before: data?.before?.[key] ?? null, after, confirmed };
        // Without Okta's answer it is not known whether it took this one (Okta facts, section 2).
        return !confirmed && key === pushStatus ? [write, { ...write, after: null }] : [write];
      });
    }),
    new Map(Object.entries(found ?? {})),
  );
}
