import { expect, it } from 'vitest';
import { boardConnection } from '../testing/connection';
import { createScimClient } from './index';

it.each([
  [{}, 'Bearer secret'],
  [{ tokenAsTyped: true }, 'secret'],
  [{ token: 'Bearer secret', tokenAsTyped: true }, 'Bearer secret'],
  [{ token: 'Bearer secret' }, 'Bearer Bearer secret'],
])('%j sends the header %s', async (change, header) => {
  const sent: (string | null)[] = [];
  const client = createScimClient({
    resolve: (url) => url,
    fetch: (_, init) => {
      sent.push(new Headers(init?.headers).get('authorization'));
      return Promise.resolve(Response.json({ totalResults: 0, Resources: [] }));
    },
  });
  const connection = { ...boardConnection('secret'), ...change };
  expect(await client.testConnector(connection)).toEqual({ ok: true, value: null });
  expect(await client.readGroups(connection)).toEqual({ ok: true, value: null });
  expect(sent).toEqual([header, header]);
});
