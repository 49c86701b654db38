import {
  connectPath,
  eventsPath,
  idLength,
  ivBytes,
  linkPath,
  linkUsed,
  newLinkHint,
  pageField,
  pageHeader,
  proofLabels,
  sealedType,
  serverHeader,
} from '../shared/browser-session';
import { AppFailure } from '../shared/errors';
import type { AppError } from '../shared/errors';

/** The page's side of the session of browser mode. Its key stays in this tab; nothing that crosses the connection reveals it. */
export interface PageSession {
  /** The request of a call. `nonce` is what the server has to prove its answer with. */
  seal(name: string, text: string): Promise<{ nonce: string; init: RequestInit }>;
  /** Address of an event stream; each is used once. */
  events(): Promise<{ nonce: string; address: string }>;
  /** Whether the proof is that of the server that shares this session. */
  isServer(nonce: string, proof: string | null): Promise<boolean>;
}

/** The parts of the browser in use, so that a test can stand in for them. */
export interface PageParts {
  location: Pick<Location, 'pathname' | 'hash'>;
  history: Pick<History, 'replaceState'>;
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  fetch: (path: string, init: RequestInit) => Promise<Pick<Response, 'status' | 'headers'>>;
}

const storageKey = 'assistant-session';

/**
 * The session of this page: the one of before a reload, or the one that the one-time link in the address is exchanged for.
 * @throws AppFailure `not-ready` when there is neither, or when what answers does not know the link.
 */
export async function openPageSession({
  location,
  history,
  storage,
  fetch,
}: PageParts): Promise<PageSession> {
  let refusal = notConnected();
  if (location.pathname === linkPath) {
    const link = location.hash.slice(1);
    // In the address bar it would be shown to those who look on, and tried again by a reload.
    history.replaceState(null, '', '/');
    const exchanged = link === '' ? refusal : await exchange(link, fetch);
    if (typeof exchanged === 'string') storage.setItem(storageKey, exchanged);
    else refusal = exchanged;
  }
  // A link that was used in this very tab leads back to its session.
  const key = storage.getItem(storageKey);
  if (key === null) throw new AppFailure(refusal);
  return sessionOf(key);
}

/** Nothing answers that proves to be the assistant of this page. */
export const notConnected = (message = 'This page is not connected to the assistant.'): AppError =>
  new AppFailure({
    code: 'not-ready',
    message,
    owner: 'okta-admin',
    next: newLinkHint,
  }).error;

/** The key of the new session, or why there is none. */
async function exchange(link: string, fetch: PageParts['fetch']): Promise<string | AppError> {
  const nonce = randomText(32);
  const proof = await hmac(link, `${proofLabels.page}${nonce}`);
  const response = await fetch(connectPath, {
    method: 'POST',
    headers: { [pageHeader]: `${await idOf(link)}.${nonce}.${proof}` },
  });
  const isServer = response.headers.get(serverHeader) === (await hmac(link, `${proofLabels.server}${nonce}`));
  if (isServer) return hmac(link, `${proofLabels.session}${nonce}`);
  return notConnected(response.status === linkUsed.status ? linkUsed.message : undefined);
}

async function sessionOf(key: string): Promise<PageSession> {
  const id = await idOf(key);
  const sealKey = await crypto.subtle.importKey(
    'raw',
    await digest(key, proofLabels.seal),
    'AES-GCM',
    false,
    ['encrypt'],
  );
  return {
    seal: async (name, text) => {
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
      const nonce = base64url(iv);
      const body = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: bytesOf(name) },
        sealKey,
        bytesOf(text),
      );
      return {
        nonce,
        init: {
          method: 'POST',
          headers: { 'content-type': sealedType, [pageHeader]: `${id}.${nonce}` },
          body,
        },
      };
    },
    events: async () => {
      const nonce = randomText(32);
      const proof = await hmac(key, `${proofLabels.page}${nonce}`);
      return { nonce, address: `${eventsPath}?${pageField}=${id}.${nonce}.${proof}` };
    },
    isServer: async (nonce, proof) => proof === (await hmac(key, `${proofLabels.server}${nonce}`)),
  };
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const randomText = (bytes: number): string => base64url(crypto.getRandomValues(new Uint8Array(bytes)));

async function digest(key: string, text: string): Promise<ArrayBuffer> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', bytesOf(key), algorithm, false, ['sign']);
  return crypto.subtle.sign('HMAC', imported, bytesOf(text));
}

const hmac = async (key: string, text: string): Promise<string> =>
  base64url(new Uint8Array(await digest(key, text)));

const idOf = async (secret: string): Promise<string> =>
  (await hmac(secret, proofLabels.id)).slice(0, idLength);

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
