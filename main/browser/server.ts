import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { CallName } from '../../shared/call-names';
import { maxFileLength } from '../../shared/files';
import { snapshotSchema } from '../../shared/snapshot';
import type { AssistantCore } from '../api/core';
import type { Pages } from '../shell/pages';
import { securityHeaders } from '../shell/security-headers';
import type { Access } from './access';
import { createStreams } from './events';
import { linkPage, refusal } from './refusals';
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

const maxBodyBytes = 64 * 1024;
const fileCall: CallName = 'file.open';
/** As JSON a character takes six bytes at most. */
const maxFileBodyBytes = maxBodyBytes + 6 * maxFileLength;

/**
 * Serves pages, calls (`POST /api/<name>`) and snapshots (`GET /api/events`, server-sent) on 127.0.0.1 only. Every request must
 * name exactly this host; all but the one-time link need its session cookie; calls and streams must have our own Origin.
 * @throws the network's error when the port is taken.
 */
export async function startBrowserServer({
  core,
  pages,
  access,
  port,
}: BrowserServerParts): Promise<BrowserServer> {
  const streams = createStreams(core.onSnapshot);
  const server = createServer();
  await listen(server, port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const host = `127.0.0.1:${address.port}`;
  const origin = `http://${host}`;
  // Cookies are shared between ports: two assistants at once need two names.
  const cookieName = `assistant-${address.port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers.host !== host) return refuse(response, refusal('wrong-host'));
    const [path = '/'] = (request.url ?? '/').split('?', 1);
    const isSession = cookiesOf(request, cookieName).some((value) => access.isSession(value));
    if (path.startsWith('/open/')) return openLink(request, response, path.slice('/open/'.length), isSession);
    const isCall = path.startsWith('/api/');
    if (!isSession) return refuse(response, refusal(isCall ? 'no-session' : 'no-session-page'));
    if (path === '/api/events') return openStream(request, response);
    if (isCall) return call(request, response, path.slice('/api/'.length));
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(response, refusal('wrong-method'));
    const page = pages.get(path);
    if (page === null) return refuse(response, refusal('not-found'));
    response.writeHead(200, page.headers).end(request.method === 'HEAD' ? undefined : page.body);
  }

  function openLink(
    request: IncomingMessage,
    response: ServerResponse,
    token: string,
    isSession: boolean,
  ): void {
    if (request.method !== 'GET') return refuse(response, refusal('wrong-method'));
    const exchanged = isSession ? null : access.exchange(token);
    if (exchanged === 'used' || exchanged === 'unknown')
      return refuse(response, refusal(`link-${exchanged}`));
    const cookie = exchanged === null ? {} : { 'set-cookie': sessionCookie(cookieName, exchanged.session) };
    const page = linkPage();
    response.writeHead(200, { ...page.headers, ...cookie }).end(page.body);
  }

  async function call(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
    if (request.method !== 'POST') return refuse(response, refusal('wrong-method'));
    if (request.headers.origin !== origin) return refuse(response, refusal('wrong-origin'));
    if (!/^application\/json(?:\s*;|$)/i.test(request.headers['content-type'] ?? '')) {
      return refuse(response, refusal('not-json'));
    }
    const body = await readBody(request, name === fileCall ? maxFileBodyBytes : maxBodyBytes);
    if (body === null) return refuse(response, refusal('too-large'));
    let payload: unknown;
    try {
      payload = JSON.parse(body);
    } catch {
      return refuse(response, refusal('not-json'));
    }
    sendJson(response, 200, await core.call(name, payload));
  }

  async function openStream(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET') return refuse(response, refusal('wrong-method'));
    // Browsers send no Origin with a same-origin GET, but Sec-Fetch-Site has the same information, and no page can forge it.
    const from = request.headers.origin;
    const isOurs = from === undefined ? request.headers['sec-fetch-site'] === 'same-origin' : from === origin;
    if (!isOurs) return refuse(response, refusal('wrong-origin'));
    const now = await core.call('session.snapshot', {});
    const first = now.ok ? snapshotSchema.safeParse(now.value) : null;
    response.writeHead(200, { ...securityHeaders('self', null), 'content-type': 'text/event-stream' });
    streams.add(response, first?.success === true ? first.data : null);
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
  const headers = { ...securityHeaders('self', null), 'content-type': 'application/json' };
  response.writeHead(status, headers).end(JSON.stringify(value));
}

const sessionCookie = (name: string, session: string): string =>
  `${name}=${session}; Path=/; HttpOnly; SameSite=Strict`;

function cookiesOf(request: IncomingMessage, name: string): string[] {
  return (request.headers.cookie ?? '').split(';').flatMap((pair) => {
    const [key, ...value] = pair.trim().split('=');
    return key === name ? [value.join('=')] : [];
  });
}

/** Null when it is larger than allowed. */
async function readBody(request: IncomingMessage, maxBytes: number): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return null;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue;
    size += part.length;
    if (size > maxBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
