/** For tests of HTTP: a server with scripted responses, and a clock that does not wait. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock, Log } from '../ports';

export interface SeenRequest {
  method: string;
  /** Path and query, as sent. */
  target: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface Scripted {
  status?: number;
  headers?: Record<string, string>;
  /** A string is sent verbatim, anything else as JSON. */
  body?: unknown;
}

/** Returns the response to a request, or null when it writes to `response` itself. */
export type Script = (
  request: SeenRequest,
  response: ServerResponse,
) => Scripted | null | Promise<Scripted | null>;

export interface TestServer {
  url: string;
  requests: SeenRequest[];
  close(): Promise<void>;
}

export async function serve(script: Script): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  const server = createServer((incoming, response) => {
    void answer(incoming, response, script, requests);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!isAddress(address)) throw new Error('the test server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  script: Script,
  requests: SeenRequest[],
): Promise<void> {
  let body = '';
  incoming.setEncoding('utf8');
  for await (const chunk of incoming) body += String(chunk);
  const target = incoming.url ?? '';
  const { pathname, searchParams } = new URL(target, 'http://test');
  const request: SeenRequest = {
    method: incoming.method ?? '',
    target,
    path: pathname,
    query: searchParams,
    headers: incoming.headers,
    body,
  };
  requests.push(request);
  const scripted = await script(request, response);
  if (scripted === null) return;
  const text = typeof scripted.body === 'string' ? scripted.body : JSON.stringify(scripted.body ?? null);
  const status = scripted.status ?? 200;
  response.writeHead(status, { 'Content-Type': 'application/json', ...scripted.headers });
  response.end(status === 204 ? undefined : text);
}

const isAddress = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === 'object' && address !== null;

export interface TestClock extends Clock {
  /** Durations of the sleeps so far, in milliseconds. */
  slept: number[];
}

/** Sleeps resolve at once and advance the time; with `held` they end by their abort signal only. */
export function testClock(held = false): TestClock {
  let now = Date.parse('2026-11-23T12:00:00.000Z');
  const slept: number[] = [];
  return {
    slept,
    now: () => new Date(now),
    sleep: (ms, signal) => {
      slept.push(ms);
      if (!held) {
        now += ms;
        return Promise.resolve();
      }
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    },
  };
}

/** Records every line, for tests to search. */
export function testLog(): Log & { lines: string[] } {
  const lines: string[] = [];
  const keep = (text: string, fields?: Record<string, unknown>): void => {
    lines.push(`${text} ${JSON.stringify(fields ?? {})}`);
  };
  return { lines, info: keep, warn: keep, error: keep };
}

/** Generous: other work on the machine may take most of it. */
const deadlineMs = 60_000;

/** Polls until `condition` holds. */
export async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (!condition()) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
