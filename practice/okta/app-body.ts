import {
  defaultAccessibility,
  defaultSettings,
  defaultSignOn,
  defaultVisibility,
} from '../world/app-template';
import { catalogueSettings, catalogueSignOn, isCatalogueApp } from '../world/catalogue-app';
import { readUrl } from '../web/read-url';
import { isObject, record } from '../world/people';
import type { OktaApp } from '../world/state';
import type { World } from '../world/world';
import { invalid } from './errors';
import { tilePathOf } from './certificates';
import { accessPolicyOf, policyAddress } from './policies';

/** Okta's description requires `requestCompressed` too, but Okta accepts an app without it (recorded by Terraform's provider). */
const requiredBooleans = [
  'allowMultipleAcsEndpoints',
  'assertionSigned',
  'honorForceAuthn',
  'responseSigned',
] as const;
/** What Okta's API description allows. */
const choices = {
  signatureAlgorithm: ['RSA_SHA1', 'RSA_SHA256'],
  digestAlgorithm: ['SHA1', 'SHA256'],
  subjectNameIdFormat: [
    'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
    'urn:oasis:names:tc:SAML:1.1:nameid-format:x509SubjectName',
    'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
  ],
} as const;
const templateTypes = ['NONE', 'BUILT_IN', 'CUSTOM'];
const templatePushes = ['PUSH', 'DONT_PUSH', 'NOT_CONFIGURED'];
const lists = ['attributeStatements', 'acsEndpoints', 'inlineHooks'] as const;
const requiredUrls = ['ssoAcsUrl', 'recipient', 'destination'] as const;

/** Defaults of omitted fields: a catalogue app has other fields than a custom one. */
interface Defaults {
  settings: Record<string, unknown>;
  signOn: Record<string, unknown>;
}

export const customDefaults = (): Defaults => ({ settings: defaultSettings(), signOn: defaultSignOn() });

export const defaultsFor = (app: OktaApp): Defaults =>
  isCatalogueApp(app) ? { settings: catalogueSettings(), signOn: catalogueSignOn() } : customDefaults();

/** Validates label and body of a SAML app (create or PUT) and adds defaults. `features` and ids are read-only. */
export function readAppBody(
  world: World,
  sent: Record<string, unknown>,
  kid: string,
  defaults: Defaults,
): { label: string; body: OktaApp['body'] } {
  const { label, signOnMode } = sent;
  if (typeof label !== 'string' || label.trim() === '') {
    throw invalid('label', 'label: The field cannot be left blank');
  }
  if (label.length > 100) throw invalid('label', 'label: The field is too long');
  if (signOnMode !== 'SAML_2_0') {
    throw invalid('signOnMode', 'signOnMode: this practice org knows SAML_2_0 only');
  }
  for (const name of ['accessibility', 'visibility', 'credentials', 'settings', 'licensing'] as const) {
    const value = sent[name] ?? {};
    if (!isObject(value)) throw invalid(name, `${name}: must be an object`);
  }
  const settings = record(sent['settings']);
  const signOn = { ...defaults.signOn, ...readSignOn(settings['signOn']) };
  const credentials = record(sent['credentials']);
  return {
    label,
    body: {
      accessibility: withDefaults(defaultAccessibility(), record(sent['accessibility'])),
      visibility: withDefaults(defaultVisibility(), record(sent['visibility'])),
      credentials: {
        ...credentials,
        userNameTemplate: readUserNameTemplate(world, credentials['userNameTemplate']),
        signing: { ...record(credentials['signing']), kid },
      },
      settings: { ...withDefaults(defaults.settings, settings), notes: readNotes(settings['notes']), signOn },
      ...(isObject(sent['licensing']) ? { licensing: sent['licensing'] } : {}),
    },
  };
}

/** Adds defaults at every depth for what was omitted or null; everything sent is kept, known or not. */
function withDefaults(
  defaults: Record<string, unknown>,
  sent: Record<string, unknown>,
): Record<string, unknown> {
  const filled = Object.entries(defaults).map(([name, value]) => {
    const given = sent[name] ?? value;
    const filledIn: unknown = isObject(value) && isObject(given) ? withDefaults(value, given) : given;
    return [name, filledIn] as const;
  });
  return { ...sent, ...Object.fromEntries(filled) };
}

function readSignOn(sent: unknown): Record<string, unknown> {
  const signOn = record(sent);
  for (const name of requiredBooleans) {
    if (typeof signOn[name] !== 'boolean')
      throw invalid('settings.signOn', `${name}: The field cannot be left blank`);
  }
  if (signOn['responseSigned'] === false && signOn['assertionSigned'] === false) {
    throw invalid('settings.signOn', 'Either the response or the assertion must be signed');
  }
  for (const name of requiredUrls) {
    const value = signOn[name];
    const url = typeof value === 'string' ? readUrl(value) : null;
    if (url === null || !/^https?:$/.test(url.protocol)) {
      throw invalid('settings.signOn', `${name}: must be a valid URL`);
    }
  }
  for (const [name, known] of Object.entries(choices))
    requireChoice('settings.signOn', name, signOn[name], known);
  for (const name of lists) {
    if (!Array.isArray(signOn[name] ?? [])) throw invalid('settings.signOn', `${name}: must be a list`);
  }
  if (typeof signOn['audience'] !== 'string' || signOn['audience'] === '') {
    throw invalid('settings.signOn', 'audience: The field cannot be left blank');
  }
  const { requestCompressed = null } = signOn;
  if (requestCompressed !== null && typeof requestCompressed !== 'boolean') {
    throw invalid('settings.signOn', 'requestCompressed: must be true or false');
  }
  return Object.fromEntries(Object.entries(signOn).filter(isSet));
}

/** Okta does not store null, nor the empty strings that Terraform's provider sends, except an empty relay state. */
const isSet = ([name, value]: [string, unknown]): boolean =>
  value !== null && (value !== '' || name === 'defaultRelayState');

/** Omitted or null: Okta's default. */
function requireChoice(what: string, name: string, value: unknown, known: readonly string[]): void {
  if (value === undefined || value === null) return;
  if (typeof value !== 'string' || !known.includes(value)) {
    throw invalid(what, `${name}: must be one of ${known.join(', ')}`);
  }
}

/** Whether `pushStatus` is stored for BUILT_IN is unknown, so a profile switch. It is documented for CUSTOM. */
function readUserNameTemplate(world: World, sent: unknown): Record<string, unknown> {
  const template = record(sent);
  const { pushStatus, type = 'BUILT_IN', template: text = '${source.login}', ...rest } = template;
  if (typeof text !== 'string' || text === '')
    throw invalid('credentials.userNameTemplate', 'template: The field cannot be left blank');
  requireChoice('credentials.userNameTemplate', 'type', type, templateTypes);
  requireChoice('credentials.userNameTemplate', 'pushStatus', pushStatus, templatePushes);
  const kept = type === 'CUSTOM' || world.options.profile.builtInPushStatus === 'kept';
  return { ...rest, template: text, type, ...(kept && pushStatus !== undefined ? { pushStatus } : {}) };
}

function readNotes(sent: unknown): Record<string, unknown> {
  const notes: Record<string, unknown> = { admin: null, enduser: null, ...record(sent) };
  for (const note of Object.values(notes)) {
    if (note !== null && (typeof note !== 'string' || note.length > 250)) {
      throw invalid('settings.notes', 'notes: must be a text of at most 250 characters');
    }
  }
  return notes;
}

/** The entries of `features`. Which appear is *likely* at best, so a profile switch. */
export function featuresOf({ options }: World, app: OktaApp): string[] {
  const { featuresRead } = options.profile;
  if (app.provisioning === 'NONE' || featuresRead === 'never') return [];
  const scim = app.provisioning === 'SCIM' ? ['SCIM_PROVISIONING'] : [];
  if (featuresRead === 'scim-only') return scim;
  return [
    ...scim,
    ...(app.toApp.create ? ['PUSH_NEW_USERS'] : []),
    ...(app.toApp.update ? ['PUSH_PROFILE_UPDATES'] : []),
    ...(app.toApp.deactivate ? ['PUSH_USER_DEACTIVATION', 'REACTIVATE_USERS'] : []),
    ...(app.connection?.importNewUsers === true ? ['IMPORT_NEW_USERS', 'IMPORT_PROFILE_UPDATES'] : []),
    ...(app.connection?.pushGroups === true ? ['GROUP_PUSH'] : []),
  ];
}

/** An app integration as the API returns it, without a `self` link, as in Okta. */
export function appView(world: World, app: OktaApp): Record<string, unknown> {
  const { okta } = world.origins;
  const api = `${okta}/api/v1/apps/${app.id}`;
  const lifecycle = app.status === 'ACTIVE' ? 'deactivate' : 'activate';
  return {
    id: app.id,
    orn: `orn:okta:idp:${world.state.org.id}:apps:${app.name}:${app.id}`,
    name: app.name,
    label: app.label,
    status: app.status,
    lastUpdated: app.lastUpdated,
    created: app.created,
    accessibility: app.body.accessibility,
    visibility: { appLinks: { [`${app.name}_link`]: true }, ...app.body.visibility },
    features: featuresOf(world, app),
    signOnMode: app.signOnMode,
    credentials: app.body.credentials,
    ...(app.body.licensing === undefined ? {} : { licensing: app.body.licensing }),
    settings: app.body.settings,
    _links: {
      help: { href: `${okta}/app/${app.name}/${app.id}/setup/help/SAML_2_0/instructions`, type: 'text/html' },
      metadata: { href: `${api}/sso/saml/metadata`, type: 'application/xml' },
      appLinks: [
        {
          name: `${app.name}_link`,
          href: `${okta}${tilePathOf(app)}`,
          type: 'text/html',
        },
      ],
      policies: { href: `${api}/policies`, hints: { allow: ['PUT'] } },
      accessPolicy: { href: policyAddress(world, accessPolicyOf(world, app)) },
      groups: { href: `${api}/groups` },
      users: { href: `${api}/users` },
      logo: [{ name: 'medium', href: `${okta}/assets/img/logos/default.png`, type: 'image/png' }],
      [lifecycle]: { href: `${api}/lifecycle/${lifecycle}` },
    },
  };
}
