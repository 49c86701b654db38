import type { Mapping, MappingProperty, UserType } from '../../okta/types';

/** How a mapping row without an expression reads. */
export const notMapped = 'not mapped';

/** A row of the mapping as text. */
export function mappingWords(property: MappingProperty | null | undefined): string {
  if (!property) return notMapped;
  return `${property.expression}, ${property.pushStatus === 'PUSH' ? 'on create and update' : 'on create only'}`;
}

/** For the end of a sentence about a mapping: which user type it is for, where there are several. */
export function ofType(userType: UserType & { isDefault?: boolean }, several: boolean): string {
  if (!several) return '';
  return ` of user type “${userType.name}”${userType.isDefault === true ? ' (the default one)' : ''}`;
}

/** The id of a change of one mapping. The default user type's is `of` alone, as before there were several. */
export const changeIdOf = (of: string, { userType }: Pick<Mapping, 'userType'>): string =>
  userType.isDefault ? of : `${of}:${userType.id}`;
