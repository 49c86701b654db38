import { usersOf } from '../world/directory';
import { jsonResponse } from '../web/http';
import type { PracticeRequest, PracticeResponse } from '../web/http';
import { isObject, own } from '../world/people';
import type { Provisioning } from '../provisioning/provisioning';
import type { OktaApp, OktaUser } from '../world/state';
import type { Principal } from './principal';
import type { World } from '../world/world';
import { invalid, malformedBody, notFound } from './errors';

/** One authenticated call of the management API. */
export interface ApiCall {
  world: World;
  provisioning: Provisioning;
  request: PracticeRequest;
  params: Record<string, string | undefined>;
  principal: Principal;
}

export type ApiHandler = (call: ApiCall) => PracticeResponse | Promise<PracticeResponse>;
export type Route = readonly [
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  handler: ApiHandler,
];

export function param(call: ApiCall, name: string): string {
  return call.params[name] ?? '';
}

/** The body as an object. @throws OktaError E0000003 when it is not a JSON object. */
export function bodyOf({ request }: ApiCall): Record<string, unknown> {
  if (request.body.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(request.body);
  } catch {
    throw malformedBody();
  }
  if (!isObject(value)) throw malformedBody();
  return value;
}

export function appOf(call: ApiCall): OktaApp {
  const id = param(call, 'appId');
  const app = own(call.world.state.apps, id);
  if (app === undefined || isTooNew(call, app)) throw notFound(id, 'AppInstance');
  return app;
}

/** For so long people and groups of a new app are not found where Okta is late. */
const lateMs = 1_200;

const isTooNew = ({ world, request }: ApiCall, { created }: OktaApp): boolean =>
  world.options.profile.newApp === 'late' &&
  /^\/api\/v1\/apps\/\w+\/(users|groups)/.test(request.path) &&
  world.now().getTime() - Date.parse(created) < lateMs;

/** By id, by login, or `me`: the owner of the token. A service app is nobody. */
export function userOf(call: ApiCall, name = 'userId'): OktaUser {
  const given = param(call, name);
  const id = given === 'me' ? (call.principal.userId ?? '') : given;
  const { state } = call.world;
  const user = own(state.users, id) ?? usersOf(state).find(({ profile }) => profile['login'] === id);
  if (user === undefined) throw notFound(given, 'User');
  return user;
}

export const ok = (value: unknown): PracticeResponse => jsonResponse(200, value);
export const noContent = (): PracticeResponse => ({ status: 204 });

interface Limits {
  usual: number;
  /** A longer page is refused: whether Okta shortens it instead is known of few lists. */
  most: number;
  /** Parameters that the link to the next page loses. */
  lostInNext?: readonly string[];
}

/**
 * One page of a list sorted by id, with Okta's `Link` header: always `self`, and `next` while there is more. `after` is the last id
 * of the page before, so deleted rows do not shift the next page.
 */
export function page<T>(
  call: ApiCall,
  items: readonly T[],
  idOf: (item: T) => string,
  view: (item: T) => unknown,
  limits: Limits,
): PracticeResponse {
  const sorted = inOrder(items, idOf);
  const after = call.request.query.get('after');
  const start = after === null ? 0 : sorted.findIndex((item) => idOf(item) > after);
  return pageFrom(call, sorted, start === -1 ? sorted.length : start, idOf, view, limits);
}

function inOrder<T>(items: readonly T[], idOf: (item: T) => string): readonly T[] {
  const ordered = items.every((item, index) => {
    const before = items[index - 1];
    return before === undefined || idOf(before) < idOf(item);
  });
  return ordered ? items : [...items].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

/** One page of a list in its given order, from an index. */
export function pageFrom<T>(
  call: ApiCall,
  items: readonly T[],
  start: number,
  idOf: (item: T) => string,
  view: (item: T) => unknown,
  limits: Limits,
): PracticeResponse {
  const { query, path } = call.request;
  const limit = limitOf(query.get('limit'), limits);
  const shown = items.slice(start, start + limit);
  const last = shown.at(-1);
  const link = (rel: string, changes: Record<string, string>, lost: readonly string[] = []): string => {
    const target = new URLSearchParams(query);
    for (const name of lost) target.delete(name);
    for (const [name, value] of Object.entries(changes)) target.set(name, value);
    const text = target.toString();
    return `<${call.world.origins.okta}${path}${text === '' ? '' : `?${text}`}>; rel="${rel}"`;
  };
  const links = [link('self', {})];
  if (last !== undefined && start + limit < items.length) {
    links.push(link('next', { after: idOf(last), limit: String(limit) }, limits.lostInNext));
  }
  return jsonResponse(200, shown.map(view), { link: links });
}

function limitOf(text: string | null, { usual, most }: Limits): number {
  if (text === null) return usual;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > most) {
    throw invalid('limit', `limit: must be a number from 1 to ${String(most)}`);
  }
  return limit;
}
