// The server of `scimmy` as its documentation sets it up, over a list in memory. Run in a folder that has the packages, with PORT, TOKEN
// and FILTER: `applied`, or `ignored` as by a program that forgets it.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(`${process.cwd()}/`);
const express = require('express');
const SCIMMY = require('scimmy');
const { default: Routers } = require('scimmy-routers');
const { PORT, TOKEN, FILTER } = process.env;

const users = new Map();
const all = () => [...users.values()];
const store = (data, id) => {
  const at = new Date(0);
  const user = { ...JSON.parse(JSON.stringify(data)), id, meta: { created: at, lastModified: at } };
  users.set(id, user);
  return user;
};

SCIMMY.Resources.declare(SCIMMY.Resources.User)
  .ingress((resource, data) => store(data, resource.id ?? randomUUID()))
  .egress(({ id, filter }) => {
    if (id === undefined) return FILTER === 'applied' && filter !== undefined ? filter.match(all()) : all();
    const user = users.get(id);
    if (user === undefined) throw new SCIMMY.Types.Error(404, null, 'There is no such user.');
    return user;
  })
  .degress(({ id }) => users.delete(id));

// Somebody else, who is found by a search that ignores whom it is asked for.
store({ userName: 'Grace@stranger.example', name: { givenName: 'Grace', familyName: 'Green' } }, '1');

const handler = (request) => {
  if (request.header('Authorization') !== `Bearer ${TOKEN}`) throw new Error('The token is wrong.');
  return 'okta';
};

express()
  .use('/scim/v2', new Routers({ type: 'bearer', handler }))
  .listen(Number(PORT), '127.0.0.1');
