import { isObject, own } from '../world/people';
import { logAppChange } from '../provisioning/app-log';
import type { MappingRow, OktaApp } from '../world/state';
import { defaultUserType, toAppMappingsOf } from '../world/user-types';
import type { ToAppMapping } from '../world/user-types';
import { bodyOf, ok, page, param } from './call';
import type { ApiCall, Route } from './call';
import { invalid, notFound } from './errors';
import { schemaAddress } from './schemas';

export const mappingRoutes: readonly Route[] = [
  ['GET', '/api/v1/mappings', list],
  ['GET', '/api/v1/mappings/:mappingId', (call) => ok(view(call, mappingOf(call), true))],
  ['POST', '/api/v1/mappings/:mappingId', update],
];

interface Found extends ToAppMapping {
  app: OktaApp;
  toApp: boolean;
}

const allOf = ({ world }: ApiCall): Found[] =>
  Object.values(world.state.apps).flatMap((app): Found[] => [
    ...toAppMappingsOf(world, app).map((each) => ({ ...each, app, toApp: true })),
    { app, userType: defaultUserType, mapping: app.fromAppMapping, toApp: false },
  ]);

function list(call: ApiCall) {
  const { query } = call.request;
  const sourceId = query.get('sourceId');
  const targetId = query.get('targetId');
  const found = allOf(call).filter(({ app, userType, toApp }) => {
    const [source, target] = toApp ? [userType.id, app.id] : [app.id, userType.id];
    return (sourceId === null || sourceId === source) && (targetId === null || targetId === target);
  });
  return page(
    call,
    found,
    ({ mapping }) => mapping.id,
    (each) => view(call, each, false),
    { usual: 20, most: 200 },
  );
}

function mappingOf(call: ApiCall): Found {
  const id = param(call, 'mappingId');
  const found = allOf(call).find(({ mapping }) => mapping.id === id);
  if (found === undefined) throw notFound(id, 'ProfileMapping');
  return found;
}

/** Merges: properties not named are kept; `null`, or an expression of null, unmaps. */
function update(call: ApiCall) {
  const { world, provisioning } = call;
  const found = mappingOf(call);
  const { app, mapping, toApp } = found;
  const sent = bodyOf(call)['properties'];
  if (!isObject(sent)) throw invalid('properties', 'properties: The field cannot be left blank');
  const known = { ...app.schema.base, ...app.schema.custom };
  const next: Record<string, MappingRow> = { ...mapping.properties };
  for (const [name, value] of Object.entries(sent)) {
    if (toApp && own(known, name) === undefined) {
      throw invalid('properties', `${name}: is no property of the target's profile`);
    }
    const row = readRow(name, value);
    if (world.options.profile.profileSource === 'yes' && row?.expression !== own(next, name)?.expression) {
      throw invalid('properties', 'Profile mastering enabled apps support push status only');
    }
    if (row === null) delete next[name];
    else next[name] = row;
  }
  mapping.properties = next;
  logAppChange(world, app, 'update');
  if (toApp) provisioning.mappingChanged(app);
  world.save();
  return ok(view(call, found, true));
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

function view({ world }: ApiCall, { app, mapping, userType, toApp }: Found, whole: boolean) {
  const { okta } = world.origins;
  const user = {
    id: userType.id,
    name: userType.name,
    type: 'user',
    _links: {
      self: { href: `${okta}/api/v1/meta/types/user/${userType.id}` },
      schema: { href: schemaAddress(world, userType) },
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
  return {
    id: mapping.id,
    source: toApp ? user : appEnd,
    target: toApp ? appEnd : user,
    ...(whole ? { properties: mapping.properties } : {}),
    _links: { self: { href: `${okta}/api/v1/mappings/${mapping.id}` } },
  };
}
