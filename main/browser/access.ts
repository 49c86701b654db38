import { createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { idLength, proofLabels, tagBytes } from '../../shared/browser-session';

/** Access control: a one-time link makes one page the holder of the session. Secrets are proven, never sent. */
export interface Access {
  /** The secret of a new one-time link. It replaces the link and ends the session of before. */
  newLink(): string;
  /** Exchanges the link for the session of this page. `used`: it was exchanged or replaced before; `unknown`: any other. */
  connect(claim: Claim): { proof: string } | 'used' | 'unknown';
  /** The session of this id; null when it has ended or never was. */
  session(id: string): PageSession | null;
  /** Called when a new link ends the session. */
  onEnd(listener: () => void): void;
  /** Called when a page has used the link. */
  onConnect(listener: () => void): void;
}

/** What a page sends to prove that it knows a secret: `<id>.<nonce>.<proof>`. */
export interface Claim {
  id: string;
  nonce: string;
  proof: string;
}

export interface PageSession {
  /** Whether the page proves that it knows the session's key. Each nonce counts once. */
  isPage(nonce: string, proof: string): boolean;
  /** The text of a sealed body for the call `name`; null when it is not this page's, or came before. */
  unseal(nonce: string, name: string, sealed: Buffer): string | null;
  /** Proves that this server knows the session's key. */
  prove(nonce: string): string;
}

/** 256 random bits each, found by an id that is derived from them; a proof is compared in constant time. */
export function createAccess(makeSecret: () => string = () => randomBytes(32).toString('base64url')): Access {
  let link: string | null = null;
  let session: { id: string; page: PageSession } | null = null;
  const usedIds = new Set<string>();
  const endListeners: (() => void)[] = [];
  const connectListeners: (() => void)[] = [];
  return {
    newLink: () => {
      if (link !== null) usedIds.add(idOf(link));
      link = makeSecret();
      session = null;
      for (const listener of endListeners) listener();
      return link;
    },
    connect: ({ id, nonce, proof }) => {
      if (usedIds.has(id)) return 'used';
      if (link === null || id !== idOf(link)) return 'unknown';
      if (!isEqual(proof, hmac(link, `${proofLabels.page}${nonce}`))) return 'unknown';
      const key = hmac(link, `${proofLabels.session}${nonce}`);
      const proofOfServer = hmac(link, `${proofLabels.server}${nonce}`);
      usedIds.add(id);
      link = null;
      session = { id: idOf(key), page: pageSession(key) };
      for (const listener of connectListeners) listener();
      return { proof: proofOfServer };
    },
    session: (id) => (session?.id === id ? session.page : null),
    onEnd: (listener) => {
      endListeners.push(listener);
    },
    onConnect: (listener) => {
      connectListeners.push(listener);
    },
  };
}

function pageSession(key: string): PageSession {
  const sealKey = createHmac('sha256', key).update(proofLabels.seal).digest();
  const seen = new Set<string>();
  const isFresh = (nonce: string): boolean => {
    if (seen.has(nonce)) return false;
    seen.add(nonce);
    return true;
  };
  return {
    isPage: (nonce, proof) => isEqual(proof, hmac(key, `${proofLabels.page}${nonce}`)) && isFresh(nonce),
    unseal: (nonce, name, sealed) => {
      try {
        const decipher = createDecipheriv('aes-256-gcm', sealKey, Buffer.from(nonce, 'base64url'), {
          authTagLength: tagBytes,
        });
        decipher.setAAD(Buffer.from(name));
        decipher.setAuthTag(sealed.subarray(-tagBytes));
        const text = Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
        return isFresh(nonce) ? text.toString('utf8') : null;
      } catch {
        return null;
      }
    },
    prove: (nonce) => hmac(key, `${proofLabels.server}${nonce}`),
  };
}

const hmac = (key: string, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url');

const idOf = (secret: string): string => hmac(secret, proofLabels.id).slice(0, idLength);

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
