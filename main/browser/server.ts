import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import {
  connectPath,
  eventsPath,
  linkPath,
  pageField,
  pageHeader,
  sealedType,
  serverHeader,
} from '../../shared/browser-session';
import { snapshotSchema } from '../../shared/snapshot';
import type { AssistantCore } from '../api/core';
import type { Pages } from '../shell/pages';
import { securityHeaders } from '../shell/security-headers';
import type { Access, Claim } from './access';
import { bodyLimitOf } from './body-limit';
import { createStreams } from './events';
import { refusal } from './refusals';
import type { Refusal } from './refusals';

interface BrowserServerParts {
  core: AssistantCore;
  pages: Pages;
  access: Access;
  /** 0: any free port. */
  port: number;
}

export interface BrowserServer {
  /** `http://127.0.0.1:<port>` */
  origin: string;
  /** Ends open event streams and connections. */
  close(): Promise<void>;
}

/**
 * Serves pages, calls (`POST /api/<name>`) and snapshots (`GET /api/events`, server-sent) on 127.0.0.1 only. Every request must
 * name exactly this host. The pages are the same for everybody and hold nothing of the set-up; calls and streams need a proof of
 * the session (`shared/browser-session.ts`) and our own Origin.
 * @throws the network's error when the port is taken.
 */
export async function startBrowserServer({
  core,
  pages,
  access,
  port,
}: BrowserServerParts): Promise<BrowserServer> {
  const streams = createStreams(core.onSnapshot);
  access.onEnd(streams.end);
  const server = createServer();
  await listen(server, port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const host = `127.0.0.1:${address.port}`;
  const origin = `http://${host}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers.host !== host) return refuse(response, refusal('wrong-host'));
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
    if (path === eventsPath) return openStream(request, response, new URLSearchParams(query).get(pageField));
    if (path === connectPath) return connect(request, response);
    if (path.startsWith('/api/')) return call(request, response, path.slice('/api/'.length));
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(response, refusal('wrong-method'));
    const page = pages.get(path === linkPath ? '/' : path);
    if (page === null) return refuse(response, refusal('not-found'));
    response.writeHead(200, page.headers).end(request.method === 'HEAD' ? undefined : page.body);
  }

  function connect(request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== 'POST') return refuse(response, refusal('wrong-method'));
    if (request.headers.origin !== origin) return refuse(response, refusal('wrong-origin'));
    const claim = claimOf(request.headers[pageHeader]);
    const connected = claim === null ? 'unknown' : access.connect(claim);
    if (connected === 'used' || connected === 'unknown')
      return refuse(response, refusal(`link-${connected}`));
    response.setHeader(serverHeader, connected.proof);
    sendJson(response, 200, { ok: true, value: null });
  }

  async function call(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
    if (request.method !== 'POST') return refuse(response, refusal('wrong-method'));
    if (request.headers.origin !== origin) return refuse(response, refusal('wrong-origin'));
    const claim = claimOf(request.headers[pageHeader]);
    const session = claim === null ? null : access.session(claim.id);
    if (claim === null || session === null) return refuse(response, refusal('no-session'));
    // A refusal, too, is known by this to be ours.
    response.setHeader(serverHeader, session.prove(claim.nonce));
    if (request.headers['content-type'] !== sealedType) return refuse(response, refusal('not-sealed'));
    const body = await readBody(request, bodyLimitOf(name));
    if (body === null) return refuse(response, refusal('too-large'));
    const text = session.unseal(claim.nonce, name, body);
    if (text === null) return refuse(response, refusal('no-session'));
    let payload: unknown;
    try {
      payload = JSON.parse(text);
    } catch {
      return refuse(response, refusal('not-sealed'));
    }
    sendJson(response, 200, await core.call(name, payload));
  }

  async function openStream(
    request: IncomingMessage,
    response: ServerResponse,
    page: string | null,
  ): Promise<void> {
    if (request.method !== 'GET') return refuse(response, refusal('wrong-method'));
    // Browsers send no Origin with a same-origin GET, but Sec-Fetch-Site has the same information, and no page can forge it.
    const from = request.headers.origin;
    const isOurs = from === undefined ? request.headers['sec-fetch-site'] === 'same-origin' : from === origin;
    if (!isOurs) return refuse(response, refusal('wrong-origin'));
    const claim = claimOf(page);
    const session = claim === null ? null : access.session(claim.id);
    if (claim === null || session === null || !session.isPage(claim.nonce, claim.proof))
      return refuse(response, refusal('no-session'));
    const now = await core.call('session.snapshot', {});
    const first = now.ok ? snapshotSchema.safeParse(now.value) : null;
    response.writeHead(200, { ...securityHeaders('self'), 'content-type': 'text/event-stream' });
    // The session may have ended meanwhile.
    if (access.session(claim.id) !== session) return void response.end();
    streams.add(response, session.prove(claim.nonce), first?.success === true ? first.data : null);
  }

  server.on('request', (request, response) => {
    answer(request, response).catch(() => {
      // The connection broke while its body was read; a defect of a call is an answer, never a throw.
      response.destroy();
    });
  });

  return {
    origin,
    close: async () => {
      streams.end();
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function refuse(response: ServerResponse, { status, headers, body }: Refusal): void {
  // The rest of a body that is not wanted is not read either.
  response.writeHead(status, { ...headers, connection: 'close' }).end(body);
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const headers = { ...securityHeaders('self'), 'content-type': 'application/json' };
  response.writeHead(status, headers).end(JSON.stringify(value));
}

/** Reads `<id>.<nonce>` with `.<proof>` or without; null when there is none. */
function claimOf(text: string | string[] | null | undefined): Claim | null {
  const [, id, nonce, proof = ''] =
    /^([\w-]{16})\.([\w-]{16,43})(?:\.([\w-]{43}))?$/.exec(typeof text === 'string' ? text : '') ?? [];
  return id === undefined || nonce === undefined ? null : { id, nonce, proof };
}

/** Null when it is larger than allowed. */
async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return null;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue;
    size += part.length;
    if (size > maxBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
