import { z } from 'zod';
import type { ScimConnection } from '../world/state';
import type { ScimClient, ScimOutcome, ScimPerson } from '../world/world';
import { activation, merged, newUser } from './body';
import { createExchange, ownWords, ScimFailure, unreadable } from './exchange';
import type { Phase, ScimClientOptions } from './exchange';

const integer = z.number().int();
const userSchema = z.looseObject({ id: z.string().min(1) });

/** Okta accepts integers only, not numeric strings. Source: Okta facts, section 3. */
const listSchema = z.looseObject({
  totalResults: integer,
  startIndex: integer.optional(),
  itemsPerPage: integer.optional(),
  Resources: z.array(userSchema).optional(),
});

/** Okta's SCIM client: the requests and their order are those of Okta facts, section 3. */
export function createScimClient(options: ScimClientOptions): ScimClient {
  const exchange = createExchange(options);

  async function ask<T>(
    connection: ScimConnection,
    schema: z.ZodType<T>,
    request: Parameters<typeof exchange>[1],
  ): Promise<T | null> {
    const { status, body } = await exchange(connection, request);
    if (body === null) return null;
    const read = schema.safeParse(body);
    if (!read.success) throw unreadable(request.phase, status);
    return read.data;
  }

  async function find(
    connection: ScimConnection,
    userName: string,
  ): Promise<z.infer<typeof userSchema> | null> {
    const filter = encodeURIComponent(`${connection.uniqueIdentifier} eq ${JSON.stringify(userName)}`);
    const list = await ask(connection, listSchema, {
      phase: 'verify_exists',
      method: 'GET',
      path: `/Users?filter=${filter}&startIndex=1&count=100`,
      reads: [200, 404],
    });
    return list?.Resources?.[0] ?? null;
  }

  async function create(connection: ScimConnection, person: ScimPerson): Promise<string> {
    const [phase, reads] = ['create' as const, [201]];
    const user = await ask(connection, userSchema, {
      phase,
      method: 'POST',
      path: '/Users',
      body: newUser(person),
      reads,
    });
    if (user === null) throw unreadable(phase, 201);
    return user.id;
  }

  /** GET, then a full PUT of that body with `change` applied. */
  async function replace(
    connection: ScimConnection,
    phase: Phase,
    id: string,
    change: (body: Record<string, unknown>) => Record<string, unknown>,
  ): Promise<null> {
    const path = `/Users/${encodeURIComponent(id)}`;
    const reads = [200];
    // Of an account that was deleted, an update has a sentence of its own. Source: messages, M3.
    const isUpdate = phase === 'update';
    const { body } = await exchange(connection, {
      phase,
      method: 'GET',
      path,
      reads: isUpdate ? [...reads, 404] : reads,
    });
    if (body === null) throw ownWords(phase, 404, `No user returned for user ${id}`);
    await ask(connection, userSchema, { phase, method: 'PUT', path, body: change(body), reads });
    return null;
  }

  async function activate(
    connection: ScimConnection,
    phase: Phase,
    id: string,
    active: boolean,
  ): Promise<null> {
    if (connection.activatesBy === undefined) {
      return replace(connection, phase, id, (body) => ({ ...body, active }));
    }
    const path = `/Users/${encodeURIComponent(id)}`;
    await exchange(connection, { phase, method: 'PATCH', path, body: activation(active), reads: [200, 204] });
    return null;
  }

  return {
    testConnector: (connection) =>
      outcome(async () => {
        const list = await ask(connection, listSchema, {
          phase: 'test',
          method: 'GET',
          path: '/Users?startIndex=1&count=2',
          reads: [200],
        });
        if (list?.Resources === undefined) throw ownWords('test', 200, 'No results for users returned');
        return null;
      }),

    readGroups: (connection) =>
      outcome(async () => {
        await ask(connection, listSchema, {
          phase: 'test',
          method: 'GET',
          path: '/Groups?startIndex=1&count=100',
          reads: [200],
        });
        return null;
      }),

    push: (connection, person) =>
      outcome(async () => {
        const existing = await find(connection, person.userName);
        if (existing === null) return { externalId: await create(connection, person) };
        const { id } = existing;
        const isPatched = connection.activatesBy === 'PATCH';
        if (isPatched && existing['active'] !== true) await activate(connection, 'update', id, true);
        await replace(connection, 'update', id, (body) => ({
          ...merged(body, person),
          ...(isPatched ? {} : { active: true }),
        }));
        return { externalId: id };
      }),

    update: (connection, person, externalId) =>
      outcome(() => replace(connection, 'update', externalId, (body) => merged(body, person))),

    deactivate: (connection, externalId) =>
      outcome(() => activate(connection, 'deactivate', externalId, false)),

    remove: (connection, externalId) =>
      outcome(async () => {
        const path = `/Users/${encodeURIComponent(externalId)}`;
        await exchange(connection, { phase: 'deactivate', method: 'DELETE', path, reads: [200, 204] });
        return null;
      }),
  };
}

async function outcome<T>(talk: () => Promise<T>): Promise<ScimOutcome<T>> {
  try {
    return { ok: true, value: await talk() };
  } catch (error) {
    if (error instanceof ScimFailure) return error.outcome;
    throw error;
  }
}
