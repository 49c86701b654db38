import { createCipheriv, createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Snapshot } from '../../shared/snapshot';
import { newSnapshot } from '../../shared/testing/snapshots';
import { openPages } from '../shell/pages';
import { createAccess } from './access';
import type { Access } from './access';
import { startBrowserServer } from './server';
import type { BrowserServer } from './server';

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** As the server computes it. */
export const hmac = (key: string, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url');
/** By what the server knows a key without being told it. */
export const idOf = (key: string): string => hmac(key, 'id').slice(0, 16);

/** What tests of browser mode ask a server, at this origin, as a page of theirs does. */
export function pagesOf(origin: () => string) {
  const post = () => ({ origin: origin(), 'content-type': 'application/octet-stream' });

  function begin(method: string, path: string, headers: Record<string, string>, body?: string | Buffer) {
    return new Promise<IncomingMessage>((resolve, reject) => {
      const { hostname, port } = new URL(origin());
      const sent = request({ hostname, port, method, path, headers, agent: false }, resolve);
      sent.on('error', reject);
      sent.end(body);
    });
  }

  async function send(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: string | Buffer,
  ): Promise<Answer> {
    const response = await begin(method, path, headers, body);
    let text = '';
    for await (const part of response) text += String(part);
    return { status: response.statusCode ?? 0, headers: response.headers, body: text };
  }

  /** A page that knows the secret of a link, as `renderer/page-session.ts` does. */
  async function connect(link: string, headers: Record<string, string> = {}) {
    const nonce = randomBytes(32).toString('base64url');
    const claim = `${idOf(link)}.${nonce}.${hmac(link, `page:${nonce}`)}`;
    const answer = await send('POST', '/api/connect', {
      origin: origin(),
      'x-assistant-page': claim,
      ...headers,
    });
    return { answer, claim, nonce, page: pageOf(hmac(link, `session:${nonce}`)) };
  }

  function pageOf(key: string) {
    return {
      /** Headers and body of a call. */
      sealed: (name: string, text: string, iv = randomBytes(12)) => {
        const cipher = createCipheriv('aes-256-gcm', createHmac('sha256', key).update('seal').digest(), iv);
        cipher.setAAD(Buffer.from(name));
        const body = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
        const nonce = iv.toString('base64url');
        return { nonce, body, headers: { ...post(), 'x-assistant-page': `${idOf(key)}.${nonce}` } };
      },
      events: (nonce = randomBytes(32).toString('base64url')) =>
        `/api/events?page=${idOf(key)}.${nonce}.${hmac(key, `page:${nonce}`)}`,
      proves: (nonce: string, proof: unknown) => proof === hmac(key, `server:${nonce}`),
    };
  }

  async function call(page: TestPage, name: string, text: string, headers: Record<string, string> = {}) {
    const sealed = page.sealed(name, text);
    return send('POST', `/api/${name}`, { ...sealed.headers, ...headers }, sealed.body);
  }

  return { begin, send, connect, pageOf, post, call };
}
export type TestPage = ReturnType<ReturnType<typeof pagesOf>['pageOf']>;

/** The numbers of the snapshots; a proof goes to `onProof`, and no snapshot counts before it. */
export async function* numbersOf(
  stream: IncomingMessage,
  onProof: (proof: string) => void = () => undefined,
): AsyncGenerator<number> {
  let isProven = false;
  let text = '';
  try {
    for await (const part of stream) {
      text += String(part);
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        const proof = /^event: proof\ndata: (\S+)$/.exec(text.slice(0, end))?.[1];
        if (proof !== undefined) {
          isProven = true;
          onProof(proof);
        }
        const seq = /^event: snapshot\ndata: .*"seq":(\d+)/.exec(text.slice(0, end))?.[1];
        text = text.slice(end + 2);
        if (seq !== undefined && isProven) yield Number(seq);
      }
    }
  } catch {
    // The server cut the connection: the stream is over.
  }
}

/** The next of them; null at the end. */
export async function next(numbers: AsyncGenerator<number>): Promise<number | null> {
  const result = await numbers.next();
  return result.done === true ? null : result.value;
}

/** For each test of a file a server of browser mode, with pages beside which a secret lies, and a core that notes its calls. */
export function servedToTests() {
  let folder: string;
  let access: Access;
  let server: BrowserServer;
  const calls: { name: string; payload: unknown }[] = [];
  const listeners = new Set<(snapshot: Snapshot) => void>();

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'server-'));
    mkdirSync(join(folder, 'renderer'));
    writeFileSync(join(folder, 'renderer', 'index.html'), '<title>the app</title>');
    writeFileSync(join(folder, 'secret.html'), 'outside');
    calls.length = 0;
    listeners.clear();
    access = createAccess();
    server = await startBrowserServer({
      core: {
        call: (name, payload) => {
          calls.push({ name, payload });
          return Promise.resolve({ ok: true, value: name === 'session.snapshot' ? newSnapshot(1) : 'done' });
        },
        onSnapshot: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        close: () => Promise.resolve(),
      },
      pages: openPages(join(folder, 'renderer'), 'self'),
      access,
      port: 0,
    });
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const pages = pagesOf(() => server.origin);
  return {
    ...pages,
    calls,
    listeners,
    access: () => access,
    origin: () => server.origin,
    close: () => server.close(),
    /** A page with the session of a new link. */
    signIn: async () => (await pages.connect(access.newLink())).page,
  };
}
