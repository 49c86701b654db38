import { isObject } from '../okta/json';
import type { App, MappingProperty, SchemaAttribute } from '../okta/types';

/** An app integration of `smallOkta`. */
export interface SmallApp {
  id: string;
  raw: Record<string, unknown>;
  /** User names by user id. */
  people: Map<string, string>;
  mapping: Record<string, MappingProperty>;
  attributes: string[];
}

/** As Okta shows an attribute of its schema. */
export const attributeOf = (name: string): SchemaAttribute => ({
  name,
  title: name,
  required: false,
  base: name === 'userName',
  definition: { externalNamespace: 'urn:ietf:params:scim:schemas:core:2.0:User', type: 'string' },
});

interface Made {
  label: string;
  acsUrl: string;
  audience: string;
  adminNote: string | null;
  name?: string;
}

/** A SAML app integration with SCIM attributes, of one person who has another user name than their email. */
export function smallApp(
  id: string,
  { label, acsUrl, audience, adminNote, name = `acme_${label}_1` }: Made,
): SmallApp {
  return {
    id,
    raw: {
      id,
      name,
      label,
      status: 'ACTIVE',
      signOnMode: 'SAML_2_0',
      credentials: { userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' } },
      visibility: { hide: { web: false, iOS: false } },
      settings: {
        notes: { admin: adminNote },
        signOn: { ssoAcsUrl: acsUrl, recipient: acsUrl, destination: acsUrl, audience },
      },
    },
    people: new Map([['00uBruno', 'bruno.other@acme.example']]),
    mapping: { title: { expression: 'user.title', pushStatus: 'PUSH' } },
    attributes: ['userName', 'givenName', 'familyName', 'email', 'title'],
  };
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const within = (value: unknown, key: string): Record<string, unknown> => {
  const found = isObject(value) ? value[key] : null;
  return isObject(found) ? found : {};
};

/** As the client reads it. */
export function appOf({ raw }: SmallApp): App {
  const settings = within(raw, 'settings');
  const signOn = within(settings, 'signOn');
  const template = within(within(raw, 'credentials'), 'userNameTemplate');
  return {
    id: text(raw['id']) ?? '',
    name: text(raw['name']) ?? '',
    label: text(raw['label']) ?? '',
    status: text(raw['status']) ?? '',
    signOnMode: 'SAML_2_0',
    created: '2026-11-01T00:00:00.000Z',
    lastUpdated: '2026-11-01T00:00:00.000Z',
    features: [],
    userNameTemplate: {
      template: text(template['template']) ?? '',
      type: 'BUILT_IN',
      pushStatus: text(template['pushStatus']),
    },
    adminNote: text(within(settings, 'notes')['admin']),
    signingKid: null,
    signOn: {
      ssoAcsUrl: text(signOn['ssoAcsUrl']),
      recipient: text(signOn['recipient']),
      destination: text(signOn['destination']),
      audience: text(signOn['audience']),
      defaultRelayState: text(signOn['defaultRelayState']),
      subjectNameIdTemplate: text(signOn['subjectNameIdTemplate']),
      subjectNameIdFormat: text(signOn['subjectNameIdFormat']),
      responseSigned: true,
      assertionSigned: true,
      signatureAlgorithm: text(signOn['signatureAlgorithm']),
      digestAlgorithm: text(signOn['digestAlgorithm']),
    },
    raw,
  };
}
