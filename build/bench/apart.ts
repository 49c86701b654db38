import type { Exchange } from '../../practice/web/server';

/** What an assistant asks and a tool that applies a configuration does not. */
const kinds: readonly (readonly [what: string, request: RegExp])[] = [
  ['duplicates and conflicts', /^GET \/api\/v1\/apps$|\/(features\/[^/]+|connections\/[^/]+)$/],
  ['rights and lock-out', /^GET \/api\/v1\/users\/[^/]+\/roles$/],
  ['who is reached', /^GET \/api\/v1\/(apps\/[^/]+\/(users|groups)|meta\/types\/user)$/],
  ['what Okta made of the assignment', /^GET \/api\/v1\/logs$/],
];

/** Whether Terraform's provider does without this request: it looks for no duplicates, rights or people, and follows nothing. */
export const isApart = ({ method, path }: Exchange): boolean =>
  kinds.some(([, request]) => request.test(`${method} ${path}`));

export const apartWords = kinds.map(([what]) => what).join(', ');
