import { isDeepStrictEqual } from 'node:util';
import { isObject, own } from '../world/people';
import { logAppChange } from '../provisioning/app-log';
import type { OktaApp, SchemaProperty, UserType } from '../world/state';
import { defaultUserType, toAppMappingsOf, userTypesOf } from '../world/user-types';
import type { World } from '../world/world';
import { appOf, bodyOf, ok } from './call';
import type { ApiCall, Route } from './call';
import { invalid, notFound } from './errors';

export const schemaRoutes: readonly Route[] = [
  ['GET', '/api/v1/meta/schemas/apps/:appId/default', (call) => ok(schemaView(call, appOf(call)))],
  ['POST', '/api/v1/meta/schemas/apps/:appId/default', updateSchema],
  ['GET', '/api/v1/meta/schemas/user/:schemaId', userSchema],
  ['GET', '/api/v1/meta/types/user', userTypes],
];

/** Source: Okta as recorded, section 4. */
function userTypes({ world }: ApiCall) {
  const { created } = world.state.org;
  return ok(
    userTypesOf(world.state).map((type) => ({
      ...type,
      description: null,
      createdBy: 'sprSystem',
      lastUpdatedBy: 'sprSystem',
      created,
      lastUpdated: created,
      default: type.id === defaultUserType.id,
      _links: {
        self: { href: `${world.origins.okta}/api/v1/meta/types/user/${type.id}`, method: 'GET' },
        schema: { href: schemaAddress(world, type), method: 'GET' },
      },
    })),
  );
}

export const schemaAddress = ({ origins }: World, { id }: UserType): string =>
  `${origins.okta}/api/v1/meta/schemas/user/${id === defaultUserType.id ? 'default' : id.replace(/^oty/, 'osc')}`;

/** Merges custom properties; null deletes one that is unmapped. Base properties cannot be changed. */
function updateSchema(call: ApiCall) {
  const { world } = call;
  const app = appOf(call);
  const { definitions } = bodyOf(call);
  const { base, custom } = isObject(definitions) ? definitions : {};
  const removed = isObject(base) && isObject(base['properties']) ? Object.entries(base['properties']) : [];
  if (removed.some(([, value]) => value === null)) {
    throw invalid('properties', 'A base property cannot be removed.');
  }
  const sent = isObject(custom) && isObject(custom['properties']) ? custom['properties'] : {};
  const next = { ...app.schema.custom };
  for (const [name, value] of Object.entries(sent)) {
    if (value === null) {
      if (own(app.schema.base, name) !== undefined) {
        throw invalid('properties', 'A base property cannot be removed.');
      }
      if (own(next, name) === undefined) throw notFound(name, 'AppUserSchemaProperty');
      const mappings = toAppMappingsOf(world, app);
      if (mappings.some(({ mapping }) => own(mapping.properties, name) !== undefined)) {
        throw invalid('properties', `${name}: is still used by a profile mapping`);
      }
      delete next[name];
    } else if (isObject(value)) {
      next[name] = readProperty(app, name, value);
    } else {
      throw invalid('properties', `${name}: must be an object or null`);
    }
  }
  app.schema.custom = next;
  logAppChange(world, app, 'update');
  world.save();
  return ok(schemaView(call, app));
}

const propertyTypes = ['string', 'boolean', 'number', 'integer', 'array', 'object'];

function readProperty(app: OktaApp, name: string, value: Record<string, unknown>): SchemaProperty {
  const { title, type } = value;
  if (!/^[A-Za-z_]\w*$/.test(name)) throw invalid('properties', `${name}: is no name of a property`);
  if (own(app.schema.base, name) !== undefined) {
    throw invalid('properties', `${name}: is a base property already`);
  }
  if (typeof title !== 'string' || title === '') {
    throw invalid('properties', `${name}: title: The field cannot be left blank`);
  }
  if (typeof type !== 'string' || !propertyTypes.includes(type)) {
    throw invalid('properties', `${name}: type: must be one of ${propertyTypes.join(', ')}`);
  }
  const {
    title: _title,
    type: _type,
    externalName,
    externalNamespace,
    required,
    scope,
    master,
    ...rest
  } = value;
  const more = {
    ...rest,
    ...(scope === undefined || scope === usualScope ? {} : { scope }),
    ...(master === undefined || isDeepStrictEqual(master, usualMaster) ? {} : { master }),
  };
  return {
    title,
    type,
    required: required === true,
    ...(typeof externalName === 'string' ? { externalName } : {}),
    ...(typeof externalNamespace === 'string' ? { externalNamespace } : {}),
    ...(Object.keys(more).length === 0 ? {} : { more }),
  };
}

const usualScope = 'NONE';
const usualMaster = { type: 'PROFILE_MASTER' };

function schemaView({ world }: ApiCall, app: OktaApp) {
  return schemaBody(
    `${world.origins.okta}/meta/schemas/apps/${app.id}/default`,
    `${app.label} User`,
    app,
    app.schema,
  );
}

function userSchema(call: ApiCall) {
  const base = Object.fromEntries(
    [
      'login',
      'email',
      'firstName',
      'lastName',
      'mobilePhone',
      'secondEmail',
      'title',
      'department',
      'displayName',
    ].map((name) => [name, { title: name, type: 'string', required: name === 'login' || name === 'email' }]),
  );
  const { created } = call.world.state.org;
  return ok(
    schemaBody(
      `${call.world.origins.okta}/meta/schemas/user/default`,
      'User',
      { created, lastUpdated: created },
      { base, custom: {} },
    ),
  );
}

function schemaBody(
  id: string,
  title: string,
  { created, lastUpdated }: Pick<OktaApp, 'created' | 'lastUpdated'>,
  { base, custom }: OktaApp['schema'],
) {
  const definition = (name: string, properties: OktaApp['schema']['base']) => ({
    id: `#${name}`,
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(properties).map(([key, { required, more, ...property }]) => [
        key,
        {
          ...property,
          ...(required ? { required: true } : {}),
          scope: usualScope,
          master: usualMaster,
          ...more,
        },
      ]),
    ),
    required: Object.entries(properties).flatMap(([key, { required }]) => (required ? [key] : [])),
  });
  return {
    id,
    $schema: 'http://json-schema.org/draft-04/schema#',
    name: title,
    title,
    lastUpdated,
    created,
    definitions: { base: definition('base', base), custom: definition('custom', custom) },
    type: 'object',
    properties: { profile: { allOf: [{ $ref: '#/definitions/custom' }, { $ref: '#/definitions/base' }] } },
  };
}
