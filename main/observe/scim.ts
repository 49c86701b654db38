import { keptAttributes, oktaFeatures } from '../../shared/oktopost';
import type { SchemaAttribute, App } from '../okta/types';

/** The SCIM attributes are there only after SCIM is on. Source: Okta facts, section 1, "Order that works". */
export function hasScimAttributes(schema: readonly SchemaAttribute[]): boolean {
  return Object.keys(keptAttributes).every((name) => schema.some((attribute) => attribute.name === name));
}

export const showsScim = ({ features }: App): boolean => features.includes(oktaFeatures.scim);
