import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { readUrl } from './read-url';
import { dropped, silent } from './faults';
import type { Faults, Target } from './faults';
import type { Handler, PracticeRequest, PracticeResponse } from './http';

/** A request and its response, for the contract check and the bench. Without the authorization header. */
export interface Exchange {
  target: Target;
  method: string;
  path: string;
  query: string;
  requestBody: string;
  status: number;
  responseBody: string;
  contentType: string;
  at: string;
  durationMs: number;
}

interface ServeOptions {
  target: Target;
  handler: Handler;
  port: number;
  latencyMs: number;
  faults: Faults;
  onExchange: (exchange: Exchange) => void;
}

export interface Serving {
  origin: string;
  port: number;
  close(): Promise<void>;
}

const largestBody = 1024 * 1024;

/** Serves a handler on loopback. A taken port is replaced by a free one. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const server = createServer((message, response) => {
    answer(options, message, response).catch((error: unknown) => {
      process.stderr.write(`practice: ${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.keepAliveTimeout = 30_000;
  // Not `closeAllConnections`, which Node 16 of older Electrons does not have.
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const port = await listen(server, options.port);
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function listen(server: Server, wanted: number): Promise<number> {
  const attempt = (port: number): Promise<number> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.removeListener('error', reject);
        const address = server.address();
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
  try {
    return await attempt(wanted);
  } catch (error) {
    if (wanted === 0) throw error;
    return attempt(0);
  }
}

async function answer(
  options: ServeOptions,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = Date.now();
  const body = await bodyOf(message);
  if (body === null) {
    response.writeHead(413).end();
    return;
  }
  const request = readRequest(message, body);
  if (request === null) {
    response.writeHead(400).end();
    return;
  }
  if (options.latencyMs > 0) await delay(options.latencyMs);
  const result = await options.faults.apply(options.target, request, options.handler);
  if (result === dropped) {
    message.socket.destroy();
    return;
  }
  if (result === silent) return;
  send(result, request, response);
  options.onExchange({
    target: options.target,
    method: request.method,
    path: request.path,
    query: request.query.toString(),
    requestBody: body,
    status: result.status,
    responseBody: result.body ?? '',
    contentType: String(result.headers?.['content-type'] ?? ''),
    at: new Date(started).toISOString(),
    durationMs: Date.now() - started,
  });
}

/**
 * Path and query of a request target, null when invalid. A client of a proxy sends an absolute URL and may omit the port in `Host`.
 */
function readRequest(message: IncomingMessage, body: string): PracticeRequest | null {
  const target = message.url ?? '/';
  const url = readUrl(target.startsWith('/') ? `http://practice${target}` : target);
  if (url === null) return null;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return { method: message.method ?? 'GET', path: url.pathname, query: url.searchParams, headers, body };
}

function send(
  { status, headers = {}, body = '' }: PracticeResponse,
  { method }: PracticeRequest,
  response: ServerResponse,
): void {
  const bytes = Buffer.from(body);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('cache-control', 'no-store');
  if (status !== 204) response.setHeader('content-length', bytes.length);
  response.writeHead(status);
  response.end(method === 'HEAD' || status === 204 ? undefined : bytes);
}

async function bodyOf(message: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > largestBody) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
