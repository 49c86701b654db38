import { describe, expect, it, vi } from 'vitest';
import { until } from '../net/testing';
import { errorOf, scriptedOrg } from '../okta/testing';
import type { AssignedPerson } from '../okta/types';
import { nothingRead, readOn } from './paged-read';

const appUser = (number: number) => ({
  id: `00u${number}`,
  externalId: `x${number}`,
  status: 'PROVISIONED',
  syncState: 'SYNCHRONIZED',
  scope: 'USER',
  credentials: { userName: `u${number}@acme.example` },
  profile: { givenName: 'Ada', familyName: null },
  _embedded: {
    user: {
      id: `00u${number}`,
      status: 'ACTIVE',
      type: { id: 'oty1' },
      credentials: { provider: { type: 'ACTIVE_DIRECTORY' } },
      profile: { login: `u${number}`, email: ` u${number}@acme.example`, firstName: 'Ada', lastName: 'B' },
    },
  },
});

/** Three pages of two; page `failsAt` (from 1) answers 400 as long as it is broken. */
async function pagedOrg(config: Parameters<typeof scriptedOrg>[1] = {}) {
  const broken = { page: 0 };
  const org = await scriptedOrg(({ headers, path, query }) => {
    const page = Number(query.get('after') ?? '0');
    if (page + 1 === broken.page) return { status: 400, body: { errorCode: 'E0000001' } };
    const link = `<http://${headers.host ?? ''}${path}?after=${page + 1}>; rel="next"`;
    return {
      headers: {
        ...(page < 2 ? { Link: link } : {}),
        'x-rate-limit-limit': '100',
        'x-rate-limit-remaining': '90',
        'x-rate-limit-reset': String(Date.parse('2026-11-23T12:00:30.000Z') / 1000),
      },
      body: [appUser(page * 2), appUser(page * 2 + 1)],
    };
  }, config);
  return { ...org, broken };
}

describe('a long list at Okta', () => {
  it('is read by pages of 500 with the people themselves, and what the link lost is put back', async () => {
    const { okta, server } = await pagedOrg();
    const read = nothingRead<AssignedPerson>();
    let pages = 0;
    await readOn(
      read,
      (from) => okta.assignedPages('0oa1', from),
      () => (pages += 1),
    );
    expect(read).toMatchObject({ pages: 3, next: null, isWhole: true });
    expect(pages).toBe(3);
    expect(read.items.map(({ person }) => person.userId)).toEqual(
      [0, 1, 2, 3, 4, 5].map((number) => `00u${number}`),
    );
    expect(server.requests.map(({ query }) => [query.get('limit'), query.get('expand')])).toEqual(
      [1, 2, 3].map(() => ['500', 'user']),
    );
    expect(read.items[0]).toEqual({
      person: {
        userId: '00u0',
        login: 'u0',
        email: ' u0@acme.example',
        givenName: 'Ada',
        familyName: 'B',
        status: 'ACTIVE',
        source: 'ACTIVE_DIRECTORY',
        typeId: 'oty1',
      },
      assignment: {
        externalId: 'x0',
        status: 'PROVISIONED',
        syncState: 'SYNCHRONIZED',
        scope: 'USER',
        userName: 'u0@acme.example',
        givenName: 'Ada',
        familyName: null,
        email: null,
      },
    });
  });

  it('goes on after a failure where it stopped: no page is read twice, and nobody is there twice', async () => {
    const { okta, server, broken } = await pagedOrg();
    const read = nothingRead<AssignedPerson>();
    broken.page = 3;
    const pages = (from: string | null) => okta.assignedPages('0oa1', from);
    expect((await errorOf(readOn(read, pages, () => undefined))).code).toBe('okta-refused');
    expect(read).toMatchObject({ pages: 2, isWhole: false });
    broken.page = 0;
    await readOn(read, pages, () => undefined);
    expect(new Set(read.items.map(({ person }) => person.userId)).size).toBe(6);
    expect(read.items).toHaveLength(6);
    expect(server.requests).toHaveLength(4);
  });

  it('asks for the next page before this one is looked at', async () => {
    const { okta, server } = await pagedOrg();
    for await (const _ of okta.assignedPages('0oa1', null)) {
      await until(() => server.requests.length === 2);
      break;
    }
  });

  it('asks for the next page as soon as the headers of this one tell its address', async () => {
    let sent = 0;
    const { okta } = await pagedOrg({
      fetch: async (...request) => {
        sent += 1;
        const nth = sent;
        const { status, headers, body } = await fetch(...request);
        // The second body is held back until the third page was asked for; the first one tells what the rate limit is.
        const held = new TransformStream<Uint8Array, Uint8Array>({
          transform: async (chunk, controller) => {
            if (nth === 2) await until(() => sent === 3);
            controller.enqueue(chunk);
          },
        });
        return new Response(body?.pipeThrough(held) ?? null, { status, headers });
      },
    });
    const people: string[] = [];
    for await (const { items } of okta.assignedPages('0oa1', null)) {
      people.push(...items.map(({ person }) => person.userId));
    }
    expect(people).toHaveLength(6);
    expect(sent).toBe(3);
  });

  it('goes where the whole page says when one breaks off and its second answer goes on elsewhere', async () => {
    let answers = 0;
    const { okta, server } = await scriptedOrg(
      ({ headers, path, query }) => {
        const after = query.get('after');
        const link = (to: string): string => `<http://${headers.host ?? ''}${path}?after=${to}>; rel="next"`;
        if (after === 'again') return { body: [appUser(1)] };
        if (after !== null) return { body: [appUser(9)] };
        answers += 1;
        return { headers: { Link: link(answers === 1 ? 'first' : 'again') }, body: [appUser(0)] };
      },
      {
        fetch: async (...request) => {
          const isFirst = answers === 0;
          const { status, headers, body } = await fetch(...request);
          const broken = new ReadableStream<Uint8Array>({
            pull: (controller) => {
              controller.error(new TypeError('terminated'));
            },
          });
          return new Response(isFirst ? broken : body, { status, headers });
        },
      },
    );
    const people: string[] = [];
    for await (const { items } of okta.assignedPages('0oa1', null)) {
      people.push(...items.map(({ person }) => person.userId));
    }
    expect(people).toEqual(['00u0', '00u1']);
    expect(server.requests.map(({ query }) => query.get('after'))).toContain('first');
  });

  it('has the request of the next page on its way while this one is decoded', async () => {
    let sent = 0;
    const { okta } = await pagedOrg({
      fetch: (...request) => {
        sent += 1;
        return fetch(...request);
      },
    });
    const parse = JSON.parse;
    const sentWhenDecoded: number[] = [];
    vi.spyOn(JSON, 'parse').mockImplementation((text, reviver): unknown => {
      if (text.startsWith('[{"id":"00u')) sentWhenDecoded.push(sent);
      return parse(text, reviver);
    });
    for await (const _ of okta.assignedPages('0oa1', null)) continue;
    expect(sentWhenDecoded).toEqual([2, 3, 3]);
  });

  it('tells what the rate limit leaves, without the tenth of the others', async () => {
    const { okta } = await pagedOrg();
    expect(okta.allowance('/api/v1/apps/0oa1/users')).toBeNull();
    for await (const _ of okta.assignedPages('0oa1', null)) continue;
    expect(okta.allowance('/api/v1/apps/0oa1/users')).toMatchObject({ perWindow: 90, remaining: 80 });
  });

  it('has the members of a group, everybody in the org, and groups by name', async () => {
    const user = { id: '00u1', status: 'STAGED', profile: { login: 'a', email: 'a@b.c', firstName: 'A' } };
    const { okta, server } = await scriptedOrg(({ path }) => ({
      body: path === '/api/v1/groups' ? [{ id: '00g1', profile: { name: 'Sales' } }] : [user],
    }));
    for await (const { items } of okta.memberPages('00g1', null)) {
      expect(items).toEqual([
        {
          userId: '00u1',
          login: 'a',
          email: 'a@b.c',
          givenName: 'A',
          familyName: '',
          status: 'STAGED',
          source: null,
          typeId: null,
        },
      ]);
    }
    for await (const { items } of okta.userPages(null)) expect(items).toHaveLength(1);
    expect(await okta.searchGroups(' Sa', 10)).toEqual([{ id: '00g1', name: 'Sales' }]);
    expect(server.requests.map(({ target }) => target)).toEqual([
      '/api/v1/groups/00g1/users?limit=500',
      '/api/v1/users?limit=200&search=status+pr',
      '/api/v1/groups?limit=10&q=Sa',
    ]);
  });
});
