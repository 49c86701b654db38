import { z } from 'zod';
import { userNameFormatWords } from '../../../shared/oktopost';
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

const fieldSchema = z.union([z.string(), z.boolean()]).nullable();
/** Null: not set. */
export type FieldValue = z.infer<typeof fieldSchema>;
export type AppFields = Record<string, FieldValue>;

type Raw = Record<string, unknown>;

type FieldPath = keyof typeof appFields;

const isFieldPath = (path: string): path is FieldPath => Object.hasOwn(appFields, path);

export const fieldSetting = (path: FieldPath): SettingId => appFields[path];

export function fieldWords(value: FieldValue): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (value === null) return '(none)';
  return updateOnWords(value) ?? userNameFormatWords(value);
}

/** When Okta updates the user names of those who are assigned, in its console's words; null for another value. */
export function updateOnWords(value: string): string | null {
  if (value === wantedPushStatus) return 'Create and update';
  return value === 'DONT_PUSH' ? 'Create only' : null;
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

/** The fields of an app integration as Okta answers it. */
export function fieldsOf({ raw }: Pick<App, 'raw'>): AppFields {
  return Object.fromEntries(Object.keys(appFields).map((path) => [path, readField(raw, path)]));
}

function readField(raw: Raw, path: string): FieldValue {
  let value: unknown = raw;
  for (const key of path.split('.')) {
    value =
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([name]) => name === key)?.[1]
        : null;
  }
  return fieldSchema.safeParse(value).data ?? null;
}

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

/** Every field of the app integration that this set-up wrote, of `appliedChanges`; of a created one each was nothing before. */
export function fieldHistories(
  appliedChanges: readonly AppliedChange[],
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
  );
}
