/**
 * Okta's list of app users and Oktopost's list of accounts for the bench, in a process of its own: bodies of the real form and size,
 * each answer after a fixed latency. Nothing of the practice org, whose own work would be measured too.
 */
import { createServer } from 'node:http';

const [, , ...given] = process.argv;
const [people = 0, latencyMs = 0, accountsPerPage = 0] = given.map(Number);
const at = '2026-11-01T10:00:00.000Z';

function appUser(index: number): string {
  const [id, name] = [`00u${String(index).padStart(17, '0')}`, `person${String(index)}@acme.example`];
  const state =
    index % 20 === 0
      ? '"externalId":null,"status":"ACTIVE","syncState":"DISABLED"'
      : `"externalId":"adv${String(index)}","status":"PROVISIONED","syncState":"SYNCHRONIZED"`;
  const profile = `"login":"${name}","email":"${name}","firstName":"Given${String(index % 977)}","lastName":"Family${String((index * 7919) % people)}"`;
  return `{"id":"${id}",${state},"created":"${at}","lastUpdated":"${at}","scope":"USER","statusChanged":"${at}","passwordChanged":null,"credentials":{"userName":"${name}"},"profile":{"givenName":"Given${String(index % 977)}","familyName":"Family${String((index * 7919) % people)}"},"_embedded":{"user":{"id":"${id}","status":"ACTIVE","created":"${at}","activated":"${at}","statusChanged":"${at}","lastLogin":null,"lastUpdated":"${at}","passwordChanged":null,"type":{"id":"oty1"},"profile":{${profile},"mobilePhone":null,"secondEmail":null,"department":"Sales","city":"Tel Aviv"},"credentials":{"provider":{"type":"OKTA","name":"OKTA"}},"_links":{"self":{"href":"https://acme.okta.com/api/v1/users/${id}"}}}},"_links":{"app":{"href":"https://acme.okta.com/api/v1/apps/0oa1"},"user":{"href":"https://acme.okta.com/api/v1/users/${id}"}}}`;
}

const account = (index: number): string => {
  const name = `person${String(index)}@acme.example`;
  return `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"adv${String(index)}","externalId":null,"userName":"${name}","name":{"givenName":"Given${String(index % 977)}","familyName":"Family${String((index * 7919) % people)}"},"emails":[{"value":"${name}","type":"work","primary":true}],"active":true}`;
};

const from = (start: number, count: number, one: (index: number) => string): string =>
  Array.from({ length: Math.max(0, Math.min(count, people - start)) }, (_, offset) =>
    one(start + offset),
  ).join(',');

/** Made before anything is measured, so that an answer costs its latency and nothing else. */
const [appUserPages, accountPages] = [pagesOf(500, appUser), pagesOf(accountsPerPage, account)];

function pagesOf(perPage: number, one: (index: number) => string): Buffer[] {
  const pages = Math.ceil(people / perPage);
  return Array.from({ length: pages }, (_, page) => Buffer.from(from(page * perPage, perPage, one)));
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  let parts: (Buffer | string)[] = ['[]'];
  if (url.pathname.startsWith('/scim')) {
    const start = Number(url.searchParams.get('startIndex')) - 1;
    const head = `{"totalResults":${String(people)},"startIndex":${String(start + 1)},"Resources":[`;
    parts = [head, accountPages[Math.floor(start / accountsPerPage)] ?? '', ']}'];
  } else if (url.pathname.endsWith('/users')) {
    const after = Number(url.searchParams.get('after') ?? '0');
    parts = ['[', appUserPages[after / 500] ?? '', ']'];
    if (after + 500 < people) {
      url.searchParams.set('after', String(after + 500));
      headers['Link'] = `<${url.href}>; rel="next"`;
    }
  }
  setTimeout(() => {
    response.writeHead(200, headers);
    for (const part of parts) response.write(part);
    response.end();
  }, latencyMs);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) process.send?.(address.port);
});
process.once('disconnect', () => {
  process.exit(0);
});
