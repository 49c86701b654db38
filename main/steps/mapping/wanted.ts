import { emailType, keptAttributes, optionalEmail, typeOfAttribute } from '../../../shared/oktopost';
import { ownValue } from '../../../shared/own-value';
import type { MappingChoice } from '../../../shared/snapshot';
import type { Mapping, MappingProperty, SchemaAttribute } from '../../okta/types';
import { mappingOf } from '../../../shared/settings';
import type { SettingId } from '../../../shared/settings';
import { hasUserNameRow, userNameCheck } from './user-name-row';
import { mappingWords } from './words';
import { checkOf } from '../../../shared/plan';
import type { Check } from '../../../shared/plan';

/** What a mapping of this app integration may have rows of, and the rows that it has. */
export interface Present {
  properties: Readonly<Record<string, MappingProperty>>;
  schema: readonly SchemaAttribute[];
}

const nothing: Present = { properties: {}, schema: [] };

/**
 * The attributes that stay mapped, each with the expression it must have. `present`: whether there is an `emailType`, which stays
 * with the email. Source: article, step 7; docs/facts/okta-recorded.md, section 4.
 */
export function wantedMapping(
  choice: MappingChoice,
  { properties, schema }: Present = nothing,
): Record<string, MappingProperty> {
  const wanted: Record<string, MappingProperty> = {};
  for (const [name, expression] of Object.entries(keptAttributes)) {
    wanted[name] = { expression, pushStatus: 'PUSH' };
  }
  if (!choice.keepWorkEmail) return wanted;
  wanted[optionalEmail.name] = { expression: optionalEmail.expression, pushStatus: 'PUSH' };
  const type = properties[emailType.name];
  if (type !== undefined || schema.some(({ name }) => name === emailType.name)) {
    const expression = type !== undefined && isWork(type.expression) ? type.expression : emailType.expression;
    wanted[emailType.name] = { expression, pushStatus: 'PUSH' };
  }
  return wanted;
}

/** Okta's own expression, or one that is always `work`, as an admin may have written it. */
const isWork = (expression: string): boolean =>
  withoutSpaces(expression) === withoutSpaces(emailType.expression) ||
  /^\s*(["'])work\1\s*$/.test(expression);

const withoutSpaces = (text: string): string => text.replace(/\s+/g, '').replaceAll('"', "'");

/** Why an attribute that only gives another one its type is kept or removed; null for every other attribute. */
export function typeNote(name: string, isWanted: boolean): string | null {
  const other = ownValue(typeOfAttribute, name);
  if (other === undefined) return null;
  if (!isWanted) return `Goes with ${other}: alone it would send a type without a value.`;
  return `Stays with ${other}: Oktopost takes an email of type “work” only, and without this row Okta likely sends one without a type.`;
}

/** The setting of one attribute in one mapping. */
export const settingIn = ({ userType }: Pick<Mapping, 'userType'>, attribute: string): SettingId =>
  mappingOf(attribute, userType.isDefault ? null : userType);

/** Expected beside actual, an attribute a row; where Okta shows no mapping at all, of the default user type. */
export function mappingChecks(
  mappings: readonly Mapping[],
  schema: readonly SchemaAttribute[],
  choice: MappingChoice,
): Check[] {
  if (mappings.length === 0) return checksOf(null, schema, choice);
  return mappings.flatMap((mapping) => checksOf(mapping, schema, choice));
}

function checksOf(
  mapping: Mapping | null,
  schema: readonly SchemaAttribute[],
  choice: MappingChoice,
): Check[] {
  const properties = mapping?.properties ?? {};
  const wanted = wantedMapping(choice, { properties, schema });
  const checks = attributeNames({ properties, schema }, wanted).map((name) =>
    checkOf({
      setting: mapping === null ? mappingOf(name) : settingIn(mapping, name),
      expected: mappingWords(wanted[name]),
      actual: mapping === null ? null : mappingWords(properties[name]),
      next: 'Preview the mapping again and apply it.',
    }),
  );
  return mapping !== null && hasUserNameRow(mapping) ? [...checks, userNameCheck(mapping)] : checks;
}

/** The attributes that a mapping has or may have, without the user name: the assistant never maps or unmaps that. */
export function attributeNames(
  { properties, schema }: Present,
  wanted: Readonly<Record<string, MappingProperty>>,
): string[] {
  const names = new Set([
    ...Object.keys(wanted),
    ...Object.keys(properties),
    ...schema.map(({ name }) => name),
  ]);
  names.delete('userName');
  return [...names];
}
