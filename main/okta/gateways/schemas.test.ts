import { expect, it } from 'vitest';
import { routes, scriptedOrg } from '../testing';

it('the app user schema distinguishes base attributes from custom ones, which can be deleted', async () => {
  const at = '/api/v1/meta/schemas/apps/0oa1/default';
  const { okta, server } = await scriptedOrg(
    routes({
      [`GET ${at}`]: {
        body: {
          definitions: {
            base: { properties: { userName: { title: 'Username', required: true } }, required: ['userName'] },
            custom: { properties: { title: { title: 'Title' }, plain: {} }, required: ['plain'] },
          },
        },
      },
      [`POST ${at}`]: { body: {} },
    }),
  );
  expect(await okta.appUserSchema('0oa1')).toEqual([
    {
      name: 'userName',
      title: 'Username',
      required: true,
      base: true,
      definition: { title: 'Username', required: true },
    },
    { name: 'title', title: 'Title', required: false, base: false, definition: { title: 'Title' } },
    { name: 'plain', title: 'plain', required: true, base: false, definition: {} },
  ]);
  await okta.deleteSchemaAttributes('0oa1', ['title']);
  expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toEqual({
    definitions: { custom: { id: '#custom', type: 'object', properties: { title: null } } },
  });
  await okta.addSchemaAttributes('0oa1', { title: { title: 'Title' } });
  expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toEqual({
    definitions: { custom: { id: '#custom', type: 'object', properties: { title: { title: 'Title' } } } },
  });
});
