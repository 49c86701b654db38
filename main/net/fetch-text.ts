import { NetworkFault, readFault } from './fault';

export interface TextResponse {
  status: number;
  headers: Headers;
  text: string;
}

export interface TextRequest {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | null;
  /** Timeout of the whole exchange, the body included, in milliseconds. */
  timeoutMs: number;
  /** Maximum size of the response body, in bytes. */
  maxBytes: number;
  signal?: AbortSignal | undefined;
  /** Called when status and headers are there, before the body is read. */
  onHead?: OnHead | undefined;
}

export type OnHead = (head: Pick<TextResponse, 'status' | 'headers'>) => void;

/**
 * One HTTP exchange: no cookies, no redirects, no cache; reads the whole body within both limits. Resolves whatever the status.
 * @throws NetworkFault, and nothing else.
 */
export async function fetchText(fetch: typeof globalThis.fetch, request: TextRequest): Promise<TextResponse> {
  const deadline = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
  try {
    signal.throwIfAborted();
    const response = await fetch(request.url, {
      method: request.method ?? 'GET',
      headers: request.headers ?? {},
      body: request.body ?? null,
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal,
    });
    // In browsers a refused redirect has status 0.
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      await response.body?.cancel();
      throw new NetworkFault('redirected', String(response.status));
    }
    // Only a proxy answers so.
    if (response.status === 407) {
      await response.body?.cancel();
      throw new NetworkFault('proxy-sign-in', '407');
    }
    request.onHead?.(response);
    const text = await readText(response, request.maxBytes);
    return { status: response.status, headers: response.headers, text };
  } catch (thrown) {
    if (thrown instanceof NetworkFault) throw thrown;
    if (request.signal?.aborted) throw new NetworkFault('cancelled', 'cancelled');
    if (deadline.aborted) throw new NetworkFault('timed-out', `${request.timeoutMs} ms`);
    throw readFault(thrown);
  }
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const chunk: { done: boolean; value?: unknown } = await reader.read();
    if (chunk.done) return text + decoder.decode();
    const { value } = chunk;
    if (!(value instanceof Uint8Array)) throw new TypeError('a body of something other than bytes');
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw new NetworkFault('too-large', `over ${maxBytes} bytes`);
    }
    text += decoder.decode(value, { stream: true });
  }
}
