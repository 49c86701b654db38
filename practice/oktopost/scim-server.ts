import { scimPathOf } from '../world/accounts';
import type { AccountId } from '../world/accounts';
import type { PracticeRequest, PracticeResponse } from '../web/http';
import type { OktopostUser } from '../world/state';
import { sameHash } from '../world/world';
import type { World } from '../world/world';
import { decoded, discovery, listOf } from './discovery';
import { parseFilter } from './filter';
import { patched } from './patch';
import { queryOf, searchOf, selectionOf } from './query';
import type { Query } from './query';
import { attributeOf, readMessage, ScimError, scimJson, urns } from './scim-message';
import { project, readUser, userResource } from './user-resource';
import type { Selection } from './user-resource';
import { usersOf } from './users';

const maxFailures = 1_000;

/** The SCIM 2.0 server of one account. `path` is relative to the SCIM base URL. */
export function scimServer(
  world: World,
  accountId: AccountId,
): (request: PracticeRequest, path: string) => PracticeResponse {
  const users = usersOf(world, accountId);
  const account = world.state.oktopost[accountId];
  const root = scimPathOf(accountId);
  const { profile } = world.options;
  const { oktopostSearch, oktopostValues } = profile;
  const resourceOf = (user: OktopostUser) => userResource(user, locationOf(user), oktopostValues);

  return (request, path) => {
    try {
      authenticate(request);
      return route(request, path);
    } catch (error) {
      if (error instanceof ScimError) return error.response();
      throw error;
    }
  };

  function authenticate({ headers }: PracticeRequest): void {
    const [, text = ''] = /^Bearer +(\S+)$/i.exec(headers['authorization'] ?? '') ?? [];
    const token = Object.values(account.tokens).find(({ hash }) => sameHash(text, hash));
    if (token === undefined) {
      throw new ScimError(401, 'The token is missing, wrong or revoked.', null, {
        'www-authenticate': 'Bearer realm="Practice Oktopost"',
      });
    }
    token.lastUsed = world.now().toISOString();
    world.save();
  }

  function route(request: PracticeRequest, path: string): PracticeResponse {
    const base = world.origins.oktopost + root;
    const document = discovery(path, base);
    if (document !== null) return only(request, { GET: () => scimJson(200, document) });
    switch (path) {
      case '/Users':
        return only(request, {
          GET: () => list(queryOf(request.query)),
          POST: () => create(request),
        });
      case '/.search':
      case '/Users/.search':
        return only(request, { POST: () => list(searchOf(messageOf(request, urns.search))) });
      case '/Me':
      case '/Bulk':
        throw new ScimError(501, `${path} is not supported.`);
    }
    const [, encoded] = /^\/Users\/([^/]+)$/.exec(path) ?? [];
    if (encoded === undefined) throw new ScimError(404, 'There is nothing at this address.');
    const id = decoded(encoded);
    return only(request, {
      GET: () => shown(users.get(id), selectionOf(request.query)),
      PUT: () => replace(request, id, () => messageOf(request, urns.user)),
      PATCH: () => replace(request, id, (user) => patched(user, messageOf(request, urns.patch))),
      DELETE: () => {
        users.remove(id);
        return { status: 204 };
      },
    });
  }

  function list({ filter, startIndex, count, ...selection }: Query): PracticeResponse {
    const found =
      filter === null || oktopostSearch === 'ignores-filter'
        ? users.all()
        : parseFilter(filter, oktopostSearch).of(account);
    const page = found.slice(startIndex - 1, startIndex - 1 + count);
    const resources = page.map((user) => project(resourceOf(user), selection));
    return scimJson(200, listOf(resources, found.length, startIndex));
  }

  function create(request: PracticeRequest): PracticeResponse {
    const body = messageOf(request, urns.user);
    const user = listed(attributeOf(body, 'userName'), () => users.create(readUser(body, profile)));
    return shown(user, selectionOf(request.query), 201);
  }

  function replace(
    request: PracticeRequest,
    id: string,
    bodyFor: (user: OktopostUser) => Record<string, unknown>,
  ): PracticeResponse {
    const user = users.get(id);
    const body = bodyFor(user);
    const replaced = listed(user.userName, () => users.replace(id, readUser(body, profile)));
    return shown(replaced, selectionOf(request.query));
  }

  function shown(user: OktopostUser, selection: Selection, status = 200): PracticeResponse {
    const location = locationOf(user);
    return scimJson(status, project(resourceOf(user), selection), { location });
  }

  function locationOf({ id }: OktopostUser): string {
    return `${world.origins.oktopost}${root}/Users/${id}`;
  }

  /** Lists a refused user under the account's failed migrations. Source: article, "Troubleshooting". */
  function listed(email: unknown, attempt: () => OktopostUser): OktopostUser {
    try {
      return attempt();
    } catch (error) {
      if (error instanceof ScimError) {
        const { failedMigrations } = account;
        failedMigrations.push({
          at: world.now().toISOString(),
          email: typeof email === 'string' ? email : '',
          reason: error.detail,
        });
        failedMigrations.splice(0, failedMigrations.length - maxFailures);
        world.save();
      }
      throw error;
    }
  }
}

function only(
  { method }: PracticeRequest,
  answers: Record<string, () => PracticeResponse>,
): PracticeResponse {
  const answer = Object.hasOwn(answers, method) ? answers[method] : undefined;
  if (answer !== undefined) return answer();
  throw new ScimError(405, `${method} is not allowed here.`, null, {
    allow: Object.keys(answers).join(', '),
  });
}

const messageOf = ({ headers, body }: PracticeRequest, schema: string): Record<string, unknown> =>
  readMessage(headers['content-type'], body, schema);
