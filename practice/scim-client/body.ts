import { randomBytes } from 'node:crypto';
import { isObject, record } from '../world/people';
import type { ScimPerson } from '../world/world';

const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** In a path: the primary work entry of a multi-valued attribute. */
const work = '[work]';

/** Path in a SCIM user by app user profile attribute (RFC 7643, section 4). Others are never sent. */
const places: Record<string, readonly string[]> = {
  givenName: ['name', 'givenName'],
  familyName: ['name', 'familyName'],
  middleName: ['name', 'middleName'],
  honorificPrefix: ['name', 'honorificPrefix'],
  honorificSuffix: ['name', 'honorificSuffix'],
  email: ['emails', work, 'value'],
  primaryPhone: ['phoneNumbers', work, 'value'],
  streetAddress: ['addresses', work, 'streetAddress'],
  locality: ['addresses', work, 'locality'],
  region: ['addresses', work, 'region'],
  postalCode: ['addresses', work, 'postalCode'],
  country: ['addresses', work, 'country'],
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

type Json = Record<string, unknown>;

/** The body of a POST for a new account, with `groups` and a random password. Source: Okta facts, section 3. */
export function newUser(person: ScimPerson): Json {
  return merged(
    {
      schemas: [userUrn],
      groups: [],
      password: randomBytes(4).toString('hex'),
      active: true,
    },
    person,
  );
}

/** The PATCH body of a catalogue app. */
export const activation = (active: boolean): Json => ({
  schemas: [patchUrn],
  Operations: [{ op: 'replace', value: { active } }],
});

/** The server's body with Okta's values merged in; other fields are kept. Does not modify `body`. */
export function merged(body: Json, { oktaUserId, userName, attributes }: ScimPerson): Json {
  const { emailType = 'work', ...values } = attributes;
  const result = Object.entries(values).reduce<Json>((user, [name, value]) => {
    const place = Object.hasOwn(places, name) && value !== '' ? places[name] : undefined;
    return place === undefined ? user : record(put(user, place, value));
  }, body);
  const typed = values['email'] === undefined ? result : withEmailType(result, emailType);
  return { ...typed, schemas: schemasOf(typed), userName, externalId: oktaUserId };
}

/** Gives the primary email its type; an empty one leaves it without. */
function withEmailType(user: Json, type: string): Json {
  if (type === 'work' || !Array.isArray(user['emails'])) return user;
  const emails = user['emails'].map((email: unknown) => {
    const { type: _, ...rest } = record(email);
    return rest['primary'] === true ? { ...rest, ...(type === '' ? {} : { type }) } : email;
  });
  return { ...user, emails };
}

function put(target: unknown, [head, ...rest]: readonly string[], value: string): unknown {
  if (head === undefined) return value;
  if (head !== work) {
    const object = record(target);
    return { ...object, [head]: put(object[head], rest, value) };
  }
  const entries: readonly unknown[] = Array.isArray(target) ? target : [];
  const isWork = (entry: unknown): boolean =>
    isObject(entry) && entry['type'] === 'work' && entry['primary'] === true;
  return entries.some(isWork)
    ? entries.map((entry) => (isWork(entry) ? put(entry, rest, value) : entry))
    : [...entries, put({ primary: true, type: 'work' }, rest, value)];
}

function schemasOf(user: Json): unknown[] {
  const schemas: readonly unknown[] = Array.isArray(user['schemas']) ? user['schemas'] : [userUrn];
  return [...new Set(enterpriseUrn in user ? [...schemas, enterpriseUrn] : schemas)];
}
