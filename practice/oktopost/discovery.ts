import { badSyntax, ScimError, urns } from './scim-message';

type Json = Record<string, unknown>;

interface Attribute {
  name: string;
  description: string;
  type?: 'string' | 'boolean' | 'complex';
  multiValued?: boolean;
  required?: boolean;
  uniqueness?: 'none' | 'server';
  canonicalValues?: readonly string[];
  subAttributes?: readonly Attribute[];
}

/** An attribute definition by RFC 7643, section 7, with all characteristics. */
function attribute({
  name,
  description,
  type = 'string',
  subAttributes,
  canonicalValues,
  ...rest
}: Attribute): Json {
  return {
    name,
    description,
    type,
    multiValued: rest.multiValued ?? false,
    required: rest.required ?? false,
    ...(type === 'string' ? { caseExact: false, uniqueness: rest.uniqueness ?? 'none' } : {}),
    mutability: 'readWrite',
    returned: 'default',
    ...(canonicalValues === undefined ? {} : { canonicalValues }),
    ...(subAttributes === undefined ? {} : { subAttributes: subAttributes.map(attribute) }),
  };
}

/** Source: Oktopost facts, "Supported SCIM attributes". Attributes with a default are not `required`. */
const userAttributes: readonly Attribute[] = [
  {
    name: 'userName',
    description: 'Unique. To be the same value as the primary work email.',
    required: true,
    uniqueness: 'server',
  },
  {
    name: 'name',
    description: 'The name.',
    type: 'complex',
    required: true,
    subAttributes: [
      { name: 'givenName', description: 'First name.', required: true },
      { name: 'familyName', description: 'Last name.', required: true },
    ],
  },
  {
    name: 'emails',
    description: 'The work email only; the user name when it is left out.',
    type: 'complex',
    multiValued: true,
    subAttributes: [
      { name: 'value', description: 'The address.', required: true },
      { name: 'type', description: 'Always work.', canonicalValues: ['work'] },
      { name: 'primary', description: 'Whether it is the primary one.', type: 'boolean' },
    ],
  },
  {
    name: 'active',
    description: 'Whether the person may log in; true when it is left out of a new user.',
    type: 'boolean',
  },
];

/** The discovery endpoints (RFC 7644, section 4), or null for another path. `base` is the SCIM base URL. */
export function discovery(path: string, base: string): Json | null {
  const [, endpoint = '', id, ...more] = path.split('/');
  if (more.length > 0) return null;
  switch (endpoint) {
    case 'ServiceProviderConfig':
      return id === undefined ? serviceProviderConfig(base) : null;
    case 'ResourceTypes':
      return oneOrList([userType(base)], id);
    case 'Schemas':
      return oneOrList([userSchema(base)], id);
    default:
      return null;
  }
}

function oneOrList(documents: (Json & { id: string })[], id: string | undefined): Json {
  if (id === undefined) return listOf(documents, documents.length, 1);
  const found = documents.find((document) => document.id.toLowerCase() === decoded(id).toLowerCase());
  if (found === undefined) throw new ScimError(404, `There is no ${id.slice(0, 100)}.`);
  return found;
}

/** A decoded path segment. @throws ScimError 400 */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badSyntax('The path is not percent-encoded as it should be.');
  }
}

/** A ListResponse; numbers are integers, never strings. RFC 7644, section 3.4.2. */
export const listOf = (resources: readonly Json[], totalResults: number, startIndex: number): Json => ({
  schemas: [urns.list],
  totalResults,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
});

/** Maximum page size. */
export const largestPage = 200;

function serviceProviderConfig(base: string): Json {
  const no = { supported: false };
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: largestPage },
    changePassword: no,
    sort: no,
    etag: no,
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'A token from Settings > Security > Provisioning.',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  };
}

const userType = (base: string): Json & { id: string } => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
  id: 'User',
  name: 'User',
  endpoint: '/Users',
  description: 'A person of the account.',
  schema: urns.user,
  meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/User` },
});

const userSchema = (base: string): Json & { id: string } => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
  id: urns.user,
  name: 'User',
  description: 'What Oktopost keeps of a person.',
  attributes: userAttributes.map(attribute),
  meta: { resourceType: 'Schema', location: `${base}/Schemas/${urns.user}` },
});
