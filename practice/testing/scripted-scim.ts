import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { afterEach, beforeEach } from 'vitest';
import { createScimClient } from '../scim-client';
import { record } from '../world/people';
import type { ScimConnection } from '../world/state';
import type { ScimClient } from '../world/world';
import { boardConnection } from './connection';

export type Reply = [status: number, body: unknown, headers?: Record<string, string>];

interface Seen {
  line: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown> | null;
}

interface ScriptedScim {
  /** What the server answers, in this order. */
  replies: (Reply | 'drop' | 'never')[];
  seen: Seen[];
  /** The requests, each by method and address. */
  lines(): string[];
  /** How long the client waited, in milliseconds. */
  waits: number[];
  connection: ScimConnection;
  client: ScimClient;
  /** @param timeoutMs of a request; short only where nothing is to answer in time. */
  clientWithin(timeoutMs: number): ScimClient;
  /** Connections are refused from then on. */
  close(): void;
}

/** A person as Okta pushes them, and their account before. */
export const ada = {
  oktaUserId: '00u1',
  userName: 'ada@acme.example',
  attributes: { givenName: 'Ada', familyName: 'Berger', email: 'ada@acme.example', title: '' },
};
export const account = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: 'adv1',
  userName: 'Ada@Acme.example',
  name: { givenName: 'Old', familyName: 'Name' },
  emails: [{ value: 'Ada@Acme.example', type: 'work', primary: true }],
  active: false,
  meta: { resourceType: 'User' },
};

export const listOf = (...resources: unknown[]): Reply => [
  200,
  { totalResults: resources.length, startIndex: 1, itemsPerPage: resources.length, Resources: resources },
];

/** Okta’s SCIM client and a server that a test tells what to answer, new for each test of the file. */
export function useScriptedScim(): ScriptedScim {
  let url = '';
  let open: ServerResponse[] = [];
  const clientWithin = (timeoutMs: number): ScimClient =>
    createScimClient({
      resolve: (baseUrl) => (baseUrl.includes('oktopost') ? url : null),
      sleep: (ms) => {
        scim.waits.push(ms);
        return Promise.resolve();
      },
      timeoutMs,
    });
  const newServer = () =>
    createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        scim.seen.push({
          line: `${request.method ?? ''} ${decodeURIComponent(request.url ?? '')}`,
          headers: request.headers,
          body: text === '' ? null : record(JSON.parse(text)),
        });
        const reply = scim.replies.shift() ?? [500, {}];
        if (reply === 'drop') request.socket.destroy();
        else if (reply === 'never') open.push(response);
        else {
          const [status, body, headers = {}] = reply;
          response.writeHead(status, { 'content-type': 'application/scim+json', ...headers });
          response.end(typeof body === 'string' ? body : JSON.stringify(body));
        }
      });
    });
  let server = newServer();
  const scim: ScriptedScim = {
    replies: [],
    seen: [],
    lines: () => scim.seen.map(({ line }) => line),
    waits: [],
    connection: boardConnection('secret-token'),
    client: clientWithin(30_000),
    clientWithin,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };

  beforeEach(async () => {
    [scim.seen, scim.replies, scim.waits, open] = [[], [], [], []];
    server = newServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    url = `http://127.0.0.1:${address.port}/scim/v2`;
  });
  afterEach(async () => {
    for (const response of open) response.destroy();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  });
  return scim;
}
