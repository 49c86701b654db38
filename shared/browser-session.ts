/**
 * What page and server of browser mode prove to each other. Both know a secret that never crosses the connection: at first that
 * of the one-time link, which stands in its fragment, afterwards the key of the session. A proof is HMAC-SHA-256 of a label and a
 * fresh nonce, in base64url; the body of a call is sealed with AES-256-GCM.
 *
 * | request             | from the page                            | from the server            |
 * | ------------------- | ---------------------------------------- | -------------------------- |
 * | `connectPath`       | id of the link, nonce, `page` proof       | `server` proof             |
 * | `eventsPath`        | id of the session, nonce, `page` proof    | `server` proof, then events |
 * | `/api/<call>`       | id of the session, nonce, sealed body     | `server` proof             |
 */
export const proofLabels = {
  /** Names a secret without giving it away. */
  id: 'id',
  /** Derives the session's key from the link's secret and the page's nonce. */
  session: 'session:',
  /** Derives the key that seals bodies. */
  seal: 'seal',
  page: 'page:',
  server: 'server:',
} as const;

/** Path of the one-time link; its secret follows as the fragment, which browsers do not send. */
export const linkPath = '/open';
export const connectPath = '/api/connect';
export const eventsPath = '/api/events';

/** The page's side of a request: `<id>.<nonce>`, with `.<proof>` where there is no sealed body. */
export const pageHeader = 'x-assistant-page';
/** The server's proof in an answer. */
export const serverHeader = 'x-assistant-server';
/** Query field of `eventsPath` with the text of `pageHeader`: an event stream has no headers of its own. */
export const pageField = 'page';
/** The first event of a stream; its data is the server's proof. */
export const proofEvent = 'proof';

export const sealedType = 'application/octet-stream';
/** Bytes of the initialisation vector of AES-GCM. Its base64url form is the nonce of a call. */
export const ivBytes = 12;
/** Bytes of the authentication tag at the end of a sealed body. */
export const tagBytes = 16;
/** Characters of an id. */
export const idLength = 16;

/** What the page says where it has no session, or where nothing that answers proves to be its assistant. */
export const newLinkHint =
  'For a new link press Enter in the terminal where the assistant runs, or start it again with npm start.';

/** The refusal of a link that was exchanged or replaced: its HTTP status and its sentence. */
export const linkUsed = { status: 410, message: 'This link was used already.' } as const;
