import { expect, it } from 'vitest';
import { linkUsed, pageHeader, serverHeader } from '../shared/browser-session';
import { notConnected, openPageSession } from './page-session';
import type { PageParts } from './page-session';

const link = 'the-secret-of-the-link';
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

async function mac(key: string, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', bytes(key), algorithm, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytes(text)));
}

const hmac = async (key: string, text: string): Promise<string> =>
  btoa(String.fromCharCode(...(await mac(key, text))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '');

/** A tab at `address`; `answer` is what the server says to the proof of the page. */
function tab(
  address: string,
  answer: (nonce: string) => Promise<{ status: number; proof: string | null }>,
  stored: Record<string, string> = {},
) {
  const { pathname, hash } = new URL(address, 'http://127.0.0.1:1');
  const sent: string[] = [];
  const shown: string[] = [];
  const parts: PageParts = {
    location: { pathname, hash },
    history: {
      replaceState: (_state, _title, url) => {
        shown.push(String(url));
      },
    },
    storage: {
      getItem: (name) => stored[name] ?? null,
      setItem: (name, value) => {
        stored[name] = value;
      },
    },
    fetch: async (path, init) => {
      const header = new Headers(init.headers).get(pageHeader) ?? '';
      sent.push(`${path} ${header} ${JSON.stringify(init.body)}`);
      const { status, proof } = await answer(header.split('.')[1] ?? '');
      return Promise.resolve({
        status,
        headers: new Headers(proof === null ? {} : { [serverHeader]: proof }),
      });
    },
  };
  return { parts, sent, shown, stored };
}

const ours = async (nonce: string) => ({ status: 200, proof: await hmac(link, `server:${nonce}`) });
const refuses = (status: number, proof: string | null) => () => Promise.resolve({ status, proof });

// Shows: another user of the computer talks to browser mode, or takes its port
it('exchanges the link for a key that is kept in this tab, and sends neither', async () => {
  const { parts, sent, shown, stored } = tab(`/open#${link}`, ours);
  const session = await openPageSession(parts);
  const [, id = '', nonce = '', proof] =
    /^\/api\/connect (.{16})\.(.{43})\.(.{43}) /.exec(sent[0] ?? '') ?? [];
  expect(id).toBe((await hmac(link, 'id')).slice(0, 16));
  expect(proof).toBe(await hmac(link, `page:${nonce}`));
  const key = await hmac(link, `session:${nonce}`);
  expect([Object.values(stored), shown]).toEqual([[key], ['/']]);
  expect(sent.join()).not.toMatch(new RegExp(`${link}|${key}`));
  expect(await session.isServer('x', await hmac(key, 'server:x'))).toBe(true);
  expect(await session.isServer('x', await hmac(key, 'server:y'))).toBe(false);
  expect(await session.isServer('x', null)).toBe(false);
});

it('seals the body of a call for this session and this call', async () => {
  const { parts, stored } = tab(`/open#${link}`, ours);
  const { nonce, init } = await (await openPageSession(parts)).seal('session.go', '{"screen":"plan"}');
  const key = Object.values(stored)[0] ?? '';
  const sealKey = await crypto.subtle.importKey('raw', await mac(key, 'seal'), 'AES-GCM', false, ['decrypt']);
  const iv = Uint8Array.from(atob(nonce.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  const open = async (name: string): Promise<string> => {
    const sealed = init.body instanceof ArrayBuffer ? init.body : new ArrayBuffer(0);
    const algorithm = { name: 'AES-GCM', iv, additionalData: bytes(name) };
    return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, sealKey, sealed));
  };
  expect(await open('session.go')).toBe('{"screen":"plan"}');
  await expect(open('session.startOver')).rejects.toThrow(/operation/i);
  expect(new Headers(init.headers).get(pageHeader)).toBe(`${(await hmac(key, 'id')).slice(0, 16)}.${nonce}`);
});

it('is the same after a reload, without a link', async () => {
  const { parts, sent } = tab('/', ours, { 'assistant-session': 'kept' });
  const session = await openPageSession(parts);
  expect(await session.isServer('x', await hmac('kept', 'server:x'))).toBe(true);
  expect((await session.events()).address).toMatch(/^\/api\/events\?page=.{16}\..{43}\..{43}$/);
  expect(sent).toEqual([]);
});

it.each([
  ['a page without link and session', '/', ours, notConnected().message],
  ['a link without its secret', '/open', ours, notConnected().message],
  ['a server that does not know the link', `/open#${link}`, refuses(200, null), notConnected().message],
  ['a server that guesses', `/open#${link}`, refuses(200, 'x'.repeat(43)), notConnected().message],
  ['a used link', `/open#${link}`, refuses(410, null), linkUsed.message],
])('%s gets no session', async (_name, address, answer, message) => {
  const { parts, stored } = tab(address, answer);
  await expect(openPageSession(parts)).rejects.toMatchObject({
    message,
    error: { owner: 'okta-admin', retry: false },
  });
  expect(stored).toEqual({});
});

it('a link that was used in this very tab leads back to its session', async () => {
  const used = refuses(410, null);
  const { parts } = tab(`/open#${link}`, used, { 'assistant-session': 'kept' });
  const session = await openPageSession(parts);
  expect(await session.isServer('x', await hmac('kept', 'server:x'))).toBe(true);
});
