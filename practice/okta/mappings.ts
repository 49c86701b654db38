import { isObject, own } from '../world/people';
import { logAppChange } from '../provisioning/app-log';
import type { MappingRow, OktaApp, SchemaProperty } from '../world/state';
import { appOf, bodyOf, ok, page, param } from './call';
import type { ApiCall, Route } from './call';
import { invalid, notFound } from './errors';

export const mappingRoutes: readonly Route[] = [
  ['GET', '/api/v1/mappings', list],
  ['GET', '/api/v1/mappings/:mappingId', (call) => ok(view(call, mappingOf(call), true))],
  ['POST', '/api/v1/mappings/:mappingId', update],
  ['GET', '/api/v1/meta/schemas/apps/:appId/default', (call) => ok(schemaView(call, appOf(call)))],
  ['POST', '/api/v1/meta/schemas/apps/:appId/default', updateSchema],
  ['GET', '/api/v1/meta/schemas/user/:schemaId', userSchema],
];

interface Found {
  app: OktaApp;
  toApp: boolean;
}

const userTypeId = 'oty000000000000000';

function list(call: ApiCall) {
  const { query } = call.request;
  const sourceId = query.get('sourceId');
  const targetId = query.get('targetId');
  const found = Object.values(call.world.state.apps)
    .flatMap((app): Found[] => [
      { app, toApp: true },
      { app, toApp: false },
    ])
    .filter(({ app, toApp }) => {
      const [source, target] = toApp ? [userTypeId, app.id] : [app.id, userTypeId];
      return (sourceId === null || sourceId === source) && (targetId === null || targetId === target);
    });
  return page(call, found, idOf, (mapping) => view(call, mapping, false), { usual: 20, most: 200 });
}

const idOf = ({ app, toApp }: Found): string => (toApp ? app.toAppMapping.id : app.fromAppMapping.id);

function mappingOf(call: ApiCall): Found {
  const id = param(call, 'mappingId');
  for (const app of Object.values(call.world.state.apps)) {
    if (app.toAppMapping.id === id) return { app, toApp: true };
    if (app.fromAppMapping.id === id) return { app, toApp: false };
  }
  throw notFound(id, 'ProfileMapping');
}

/** Merges: properties not named are kept; `null`, or an expression of null, unmaps. */
function update(call: ApiCall) {
  const { world, provisioning } = call;
  const { app, toApp } = mappingOf(call);
  const sent = bodyOf(call)['properties'];
  if (!isObject(sent)) throw invalid('properties', 'properties: The field cannot be left blank');
  const mapping = toApp ? app.toAppMapping : app.fromAppMapping;
  const known = { ...app.schema.base, ...app.schema.custom };
  const next: Record<string, MappingRow> = { ...mapping.properties };
  for (const [name, value] of Object.entries(sent)) {
    if (toApp && (own(known, name) === undefined || name === 'userName')) {
      throw invalid('properties', `${name}: is no property of the target's profile`);
    }
    const row = readRow(name, value);
    if (row === null) delete next[name];
    else next[name] = row;
  }
  mapping.properties = next;
  logAppChange(world, app, 'update');
  if (toApp) provisioning.mappingChanged(app);
  world.save();
  return ok(view(call, { app, toApp }, true));
}

function readRow(name: string, value: unknown): MappingRow | null {
  if (value === null) return null;
  if (!isObject(value)) throw invalid('properties', `${name}: must be an object or null`);
  const { expression = null, pushStatus = 'DONT_PUSH' } = value;
  if (expression === null || expression === '') return null;
  if (typeof expression !== 'string') throw invalid('properties', `${name}: expression must be a text`);
  if (pushStatus !== 'PUSH' && pushStatus !== 'DONT_PUSH') {
    throw invalid('properties', `${name}: pushStatus must be PUSH or DONT_PUSH`);
  }
  return { expression, pushStatus };
}

function view({ world }: ApiCall, found: Found, whole: boolean) {
  const { okta } = world.origins;
  const { app, toApp } = found;
  const user = {
    id: userTypeId,
    name: 'user',
    type: 'user',
    _links: {
      self: { href: `${okta}/api/v1/meta/types/user/${userTypeId}` },
      schema: { href: `${okta}/api/v1/meta/schemas/user/default` },
    },
  };
  const appEnd = {
    id: app.id,
    name: app.name,
    type: 'appuser',
    _links: {
      self: { href: `${okta}/api/v1/apps/${app.id}` },
      schema: { href: `${okta}/api/v1/meta/schemas/apps/${app.id}/default` },
    },
  };
  const { properties } = toApp ? app.toAppMapping : app.fromAppMapping;
  return {
    id: idOf(found),
    source: toApp ? user : appEnd,
    target: toApp ? appEnd : user,
    ...(whole ? { properties } : {}),
    _links: { self: { href: `${okta}/api/v1/mappings/${idOf(found)}` } },
  };
}

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
      if (own(app.toAppMapping.properties, name) !== undefined) {
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
  return { title, type, required: value['required'] === true };
}

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
      Object.entries(properties).map(([key, { title: words, type, required }]) => [
        key,
        {
          title: words,
          type,
          ...(required ? { required: true } : {}),
          scope: 'NONE',
          master: { type: 'PROFILE_MASTER' },
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
