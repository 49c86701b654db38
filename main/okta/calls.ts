import { setImmediate } from 'node:timers/promises';
import type { Client } from '@okta/okta-sdk-nodejs';
import type { z } from 'zod';
import { listOf } from '../../shared/bounded-json';
import { AppFailure } from '../../shared/errors';
import { answerLost, unreadable } from './failures';
import type { OnHead } from '../net/fetch-text';
import { readUrl } from '../net/read-url';

/** The request, for error messages: path without query. */
export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
}

/** How gateways call Okta: by the SDK's methods, or raw where those drop fields or throw. */
export interface Calls {
  readonly sdk: Client;
  /** Redacts known secrets in free text from Okta. */
  hide(text: string): string;
  /** Runs an SDK method and decodes its result. */
  decode<T>(call: Call, schema: z.ZodType<T>, work: () => Promise<unknown>): Promise<T>;
  raw<T>(call: Call, schema: z.ZodType<T>, options?: RawOptions): Promise<T>;
  /** A write whose response says no more than that it was done: 200 with or without a body, or 204. */
  done(call: Call, options?: RawOptions): Promise<void>;
  /** Every item of a paginated list. Not by the SDK: its lists have no end where a server leads back, and take six times as long. */
  rawItems<T>(path: string, schema: z.ZodType<T>, query?: Record<string, string>): AsyncGenerator<T>;
  /**
   * The pages of a long list, from `from` on (null: the first). The next page is asked for as soon as the headers of this one
   * tell its address, so that a scan takes no longer than Okta does.
   */
  pages<T>(
    path: string,
    schema: z.ZodType<T>,
    query: Record<string, string>,
    from: string | null,
  ): AsyncGenerator<ListPage<T>>;
  text(path: string, accept: string): Promise<string>;
  /** GET, edit, PUT. Whatever `change` does not touch is sent back byte for byte. */
  edit<T>(path: string, schema: z.ZodType<T>, change: (value: Record<string, unknown>) => void): Promise<T>;
}

/** `next`: where the list goes on, to be given back as `from`; null on the last page. */
export interface ListPage<T> {
  items: readonly T[];
  next: string | null;
}

interface RawOptions {
  query?: Record<string, string>;
  body?: unknown;
  /** JSON text to send verbatim instead of `body`. */
  json?: string;
}

const maxEmptyPages = 50;

/** A page on its way: its headers are there first. */
interface AskedPage {
  headers: Promise<Headers>;
  whole: Promise<Response>;
}

function askedPage(send: (onHead: OnHead) => Promise<Response>): AskedPage {
  let tell = (_headers: Headers): void => undefined;
  const told = new Promise<Headers>((resolve) => {
    tell = resolve;
  });
  const whole = send(({ status, headers }) => {
    if (status === 200) tell(headers);
  });
  const headers = Promise.race([told, whole.then((response) => response.headers)]);
  // Whoever stops reading leaves both unanswered.
  headers.catch(() => undefined);
  whole.catch(() => undefined);
  return { headers, whole };
}

export function createCalls(sdk: Client, orgUrl: string, hide: (text: string) => string): Calls {
  const addressOf = (path: string, query: Record<string, string>): string => {
    const search = new URLSearchParams(query).toString();
    return `${orgUrl}${path}${search === '' ? '' : `?${search}`}`;
  };

  async function fetchRaw(
    { method, path }: Call,
    { query = {}, body, json }: RawOptions,
    accept: string,
  ): Promise<Response> {
    return send(
      method,
      addressOf(path, query),
      json ?? (body === undefined ? null : JSON.stringify(body)),
      accept,
    );
  }

  async function send(
    method: string,
    url: string,
    json: string | null,
    accept: string,
    onHead?: OnHead,
  ): Promise<Response> {
    const init =
      json === null
        ? { headers: { Accept: accept } }
        : { headers: { Accept: accept, 'Content-Type': 'application/json' }, body: json };
    // Widened: the SDK types its options by node-fetch's types, which it does not install.
    const options: object = { method, ...init, ...(onHead === undefined ? {} : { onHead }) };
    const response: unknown = await sdk.http.http(url, options);
    if (!(response instanceof Response)) throw new TypeError('the SDK returned no response');
    return response;
  }

  function read<T>(call: Call, schema: z.ZodType<T>, value: unknown): T {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw unreadableResponse(
      call,
      hide(`${issue?.path.join('.') || 'the answer'}: ${issue?.message ?? 'not as documented'}`),
    );
  }

  async function decode<T>(call: Call, schema: z.ZodType<T>, work: () => Promise<unknown>): Promise<T> {
    return read(call, schema, plain(await translate(call, work)));
  }

  async function raw<T>(call: Call, schema: z.ZodType<T>, options: RawOptions = {}): Promise<T> {
    const answer = await translate(call, async () =>
      (await fetchRaw(call, options, 'application/json')).json(),
    );
    return read(call, schema, answer);
  }

  async function* listPages<T>(
    path: string,
    schema: z.ZodType<T>,
    query: Record<string, string>,
    { from, ahead }: { from: string | null; ahead: boolean },
  ): AsyncGenerator<ListPage<T>> {
    const call: Call = { method: 'GET', path };
    const pageSchema = listOf(schema);
    const seen = new Set<string>();
    let empty = 0;
    const ask = (url: string): AskedPage => {
      if (seen.has(url)) throw unreadable(`GET ${path}`, 'a list without end');
      seen.add(url);
      return askedPage((onHead) => send('GET', url, null, 'application/json', onHead));
    };
    let asked: AskedPage | null = ask(from ?? addressOf(path, query));
    while (asked !== null) {
      const early: string | null = ahead ? nextPage(await asked.headers, query, orgUrl) : null;
      const following: AskedPage | null = early === null || seen.has(early) ? null : ask(early);
      // Decoding holds the process: the request of the next page has to be on its way by then.
      if (following !== null) await setImmediate();
      const response: Response = await asked.whole;
      const url: string | null = nextPage(response.headers, query, orgUrl);
      const items = read(call, pageSchema, await translate(call, () => response.json()));
      empty = items.length === 0 ? empty + 1 : 0;
      if (empty > maxEmptyPages) throw unreadable(`GET ${path}`, 'a list without end');
      yield { items, next: url };
      // A page that broke off and was sent again may go on elsewhere.
      asked = following !== null && url === early ? following : url === null ? null : ask(url);
    }
  }

  const done = async (call: Call, options: RawOptions = {}): Promise<void> => {
    await (await fetchRaw(call, options, 'application/json')).body?.cancel();
  };

  const text = async (path: string, accept: string): Promise<string> =>
    (await fetchRaw({ method: 'GET', path }, {}, accept)).text();

  return {
    sdk,
    hide,
    decode,
    raw,
    done,
    text,
    edit: async (path, schema, change) => {
      const { editJson } = await import('./json-edit');
      const json = await translate({ method: 'GET', path }, async () =>
        editJson(await text(path, 'application/json'), change),
      );
      return raw({ method: 'PUT', path }, schema, { json });
    },

    async *rawItems(path, schema, query = {}) {
      for await (const { items } of listPages(path, schema, query, { from: null, ahead: false }))
        yield* items;
    },

    pages: (path, schema, query, from) => listPages(path, schema, query, { from, ahead: true }),
  };
}

/**
 * The URL of `rel="next"` in the `Link` header; null on the last page. What the first page was asked for and the link has lost,
 * such as `expand`, is put back. Source: docs/facts/okta-recorded.md, section 3.
 */
function nextPage(headers: Headers, query: Record<string, string>, orgUrl: string): string | null {
  const link = /<([^>]*)>;\s*rel="next"/.exec(headers.get('link') ?? '')?.[1];
  if (link === undefined) return null;
  // A link may be relative (RFC 8288, 3.1); where it leads is checked before anything is sent.
  const url = readUrl(link, orgUrl);
  if (url === null) throw unreadable('GET the next page', 'its address is none');
  const lost = Object.entries(query).filter(([name]) => !url.searchParams.has(name));
  for (const [name, value] of lost) url.searchParams.set(name, value);
  return lost.length === 0 && link.startsWith('http') ? link : url.href;
}

/** An SDK model object as plain JSON: dates as text, no undefined fields. */
function plain(model: unknown): unknown {
  return model === undefined ? null : JSON.parse(JSON.stringify(model));
}

/** The SDK and `json()` throw SyntaxError or TypeError when a response is not JSON or not of the documented shape. */
async function translate<T>(call: Call, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof SyntaxError || thrown instanceof TypeError)
      throw unreadableResponse(call, 'it is not as documented');
    throw thrown;
  }
}

/** An unreadable response to a write: Okta has applied it all the same. */
function unreadableResponse({ method, path }: Call, detail: string): AppFailure {
  if (method === 'GET') return unreadable(`GET ${path}`, detail);
  return answerLost({ method, path, write: true }, null, detail);
}

/** @throws AppFailure `bad-input` unless the text has the form of an Okta id, so that nothing else gets into a path or filter. */
export function oktaId(id: string): string {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(id)) return id;
  throw new AppFailure({
    code: 'bad-input',
    message: 'This is no id of Okta.',
    owner: 'assistant',
    next: 'Go back and choose again.',
  });
}

/** The result of `work`, or null when it fails with one of these codes. */
export const nullOn = <T>(
  codes: readonly AppFailure['error']['code'][],
  work: () => Promise<T>,
): Promise<T | null> => nullWhere(({ error }) => codes.includes(error.code), work);

/** The result of `work`, or null when it fails in a way that is told; a defect is thrown on. */
export const nullOnFailure = <T>(work: () => Promise<T>): Promise<T | null> => nullWhere(() => true, work);

async function nullWhere<T>(
  isNothing: (failure: AppFailure) => boolean,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof AppFailure && isNothing(thrown)) return null;
    throw thrown;
  }
}
