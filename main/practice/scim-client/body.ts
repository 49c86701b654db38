import { randomBytes } from 'node:crypto';
import { isObject, record } from '../people';
import type { ScimPerson } from '../world';

export const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** One value of a multi-valued attribute, which carries its type beside it. */
interface Entry {
  list: 'emails' | 'phoneNumbers' | 'addresses';
  field: string;
}

/** App user profile attribute to its place in a SCIM user (RFC 7643). An attribute that is not here is never sent. */
const places: Record<string, readonly [string] | readonly [string, ...string[]] | Entry> = {
  givenName: ['name', 'givenName'],
  familyName: ['name', 'familyName'],
  middleName: ['name', 'middleName'],
  honorificPrefix: ['name', 'honorificPrefix'],
  honorificSuffix: ['name', 'honorificSuffix'],
  email: { list: 'emails', field: 'value' },
  primaryPhone: { list: 'phoneNumbers', field: 'value' },
  streetAddress: { list: 'addresses', field: 'streetAddress' },
  locality: { list: 'addresses', field: 'locality' },
  region: { list: 'addresses', field: 'region' },
  postalCode: { list: 'addresses', field: 'postalCode' },
  country: { list: 'addresses', field: 'country' },
  title: ['title'],
  displayName: ['displayName'],
  nickName: ['nickName'],
  profileUrl: ['profileUrl'],
  preferredLanguage: ['preferredLanguage'],
  locale: ['locale'],
  timezone: ['timezone'],
  userType: ['userType'],
  employeeNumber: [enterpriseUrn, 'employeeNumber'],
  costCenter: [enterpriseUrn, 'costCenter'],
  organization: [enterpriseUrn, 'organization'],
  division: [enterpriseUrn, 'division'],
  department: [enterpriseUrn, 'department'],
  managerDisplayName: [enterpriseUrn, 'manager', 'displayName'],
};
