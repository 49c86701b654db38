import type { TextResponse } from '../net/fetch-text';

/**
 * A response whose text is here already: a long one is neither encoded nor decoded once more. Okta's SDK and the gateways read
 * it by `text` or `json`.
 */
export const heldResponse = ({ status, headers, text }: TextResponse): Response =>
  Object.assign(new Response(null, { status, headers }), {
    text: () => Promise.resolve(text),
    json: () => Promise.resolve(text).then((json): unknown => JSON.parse(json)),
  });
