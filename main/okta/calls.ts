import type { Client } from '@okta/okta-sdk-nodejs';
import { z } from 'zod';
import { AppFailure } from '../../shared/errors';
import { answerLost, unreadable } from './failures';
import { editJson } from './json-edit';

/** What is asked, for messages: path without query. */
export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
}

/** A page by page list of the SDK. */
interface SdkList {
  next(): Promise<{ done: boolean; value: unknown }>;
}

/** How gateways reach Okta: through the SDK's methods, or raw where those lose or break something. */
export interface Calls {
  readonly sdk: Client;
  /** Takes known secrets out of free text that Okta passes on. */
  hide(text: string): string;
  /** Runs SDK code and decodes what it gives. */
  decode<T>(call: Call, schema: z.ZodType<T>, work: () => Promise<unknown>): Promise<T>;
  /** Every item of a list, page by page. */
  items<T>(path: string, schema: z.ZodType<T>, open: () => Promise<SdkList>): AsyncGenerator<T>;
  raw<T>(call: Call, schema: z.ZodType<T>, options?: RawOptions): Promise<T>;
  rawItems<T>(path: string, schema: z.ZodType<T>, query: Record<string, string>): AsyncGenerator<T>;
  text(path: string, accept: string): Promise<string>;
  /** Reads an object, changes it and PUTs it; all that `change` leaves alone goes back byte for byte. */
  edit<T>(path: string, schema: z.ZodType<T>, change: (value: Record<string, unknown>) => void): Promise<T>;
}

interface RawOptions {
  query?: Record<string, string>;
  body?: unknown;
  /** JSON text that goes out as it is, in place of `body`. */
  json?: string;
}

const maxEmptyPages = 50;

export function createCalls(sdk: Client, orgUrl: string, hide: (text: string) => string): Calls {
  async function fetchRaw(
    { method, path }: Call,
    { query, body, json }: RawOptions,
    accept: string,
  ): Promise<Response> {
    const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
    return follow(
      method,
      `${orgUrl}${path}${search}`,
      json ?? (body === undefined ? null : JSON.stringify(body)),
      accept,
    );
  }

  async function follow(method: string, url: string, json: string | null, accept: string): Promise<Response> {
    const sent =
      json === null
        ? { headers: { Accept: accept } }
        : { headers: { Accept: accept, 'Content-Type': 'application/json' }, body: json };
    // Widened: the SDK types its options by node-fetch's types, which it does not install.
    const options: object = { method, ...sent };
    const response: unknown = await sdk.http.http(url, options);
    if (!(response instanceof Response)) throw new TypeError('the SDK returned no response');
    return response;
  }

  function read<T>(call: Call, schema: z.ZodType<T>, value: unknown): T {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw misread(
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

  const text = async (path: string, accept: string): Promise<string> =>
    (await fetchRaw({ method: 'GET', path }, {}, accept)).text();

  return {
    sdk,
    hide,
    decode,
    raw,
    text,
    edit: async (path, schema, change) => {
      const json = await translate({ method: 'GET', path }, async () =>
        editJson(await text(path, 'application/json'), change),
      );
      return raw({ method: 'PUT', path }, schema, { json });
    },

    async *items(path, schema, open) {
      const call: Call = { method: 'GET', path };
      const list = await open();
      let empty = 0;
      for (;;) {
        const { done, value } = await translate(call, () => list.next());
        if (done) return;
        // 4.7: an empty page that has a next one comes as null.
        empty = value === null ? empty + 1 : 0;
        if (empty > maxEmptyPages) throw unreadable(`GET ${path}`, 'a list without end');
        if (value !== null) yield read(call, schema, plain(value));
      }
    },

    async *rawItems(path, schema, query) {
      const call: Call = { method: 'GET', path };
      const seen = new Set<string>();
      let url: string | null = `${orgUrl}${path}?${new URLSearchParams(query).toString()}`;
      while (url !== null) {
        if (seen.has(url)) throw unreadable(`GET ${path}`, 'a list without end');
        seen.add(url);
        const response: Response = await follow('GET', url, null, 'application/json');
        yield* read(call, z.array(schema), await translate(call, () => response.json()));
        url = nextLink(response.headers);
      }
    },
  };
}

/** The address under `rel="next"` of Okta's `Link` header; null on the last page. */
function nextLink(headers: Headers): string | null {
  return /<([^>]*)>;\s*rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? null;
}

/** The SDK's model objects as the JSON they came from: its Dates as text, its undefined fields left out. */
function plain(model: unknown): unknown {
  return model === undefined ? null : JSON.parse(JSON.stringify(model));
}

/** The SDK and `json()` throw these two on an answer that is no JSON or not of the documented shape. */
async function translate<T>(call: Call, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof SyntaxError || thrown instanceof TypeError)
      throw misread(call, 'it is not as documented');
    throw thrown;
  }
}

/** A write that Okta took but whose answer makes no sense has still had its effect. */
function misread({ method, path }: Call, detail: string): AppFailure {
  if (method === 'GET') return unreadable(`GET ${path}`, detail);
  return answerLost({ method, path, write: true }, null, detail);
}

/** An id as Okta makes them. Anything else never becomes part of a path or a filter. */
export function oktaId(id: string): string {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(id)) return id;
  throw new AppFailure({
    code: 'bad-input',
    message: 'This is no id of Okta.',
    owner: 'assistant',
    next: 'Go back and choose again.',
  });
}

/** `work`'s value, or null when Okta answers with one of these codes. */
export async function nullOn<T>(
  codes: readonly AppFailure['error']['code'][],
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof AppFailure && codes.includes(thrown.error.code)) return null;
    throw thrown;
  }
}
