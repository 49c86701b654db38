import { AppFailure } from '../../shared/errors';
import { loopbackHosts } from './loopback';
import { readUrl } from './read-url';

type Environment = Readonly<Record<string, string | undefined>>;

/** In either spelling, as other programs read it. */
const read = (env: Environment, name: string): string | undefined =>
  env[name.toLowerCase()] || env[name] || undefined;

/**
 * `fetch` by the proxy that the environment names (HTTPS_PROXY, HTTP_PROXY, NO_PROXY), which Node 20 does not do by itself; `fetch`
 * unchanged where it names none. `learn` gets the proxy's password, which is printed nowhere then.
 * @throws AppFailure `bad-input` when a proxy is no address of http or https, or its account cannot be read.
 */
export async function fetchByEnvironment(
  fetch: typeof globalThis.fetch,
  env: Environment,
  learn: (secret: string) => void,
): Promise<typeof globalThis.fetch> {
  const proxies = { httpProxy: read(env, 'HTTP_PROXY'), httpsProxy: read(env, 'HTTPS_PROXY') };
  const named = Object.values(proxies).filter((proxy) => proxy !== undefined);
  if (named.length === 0) return fetch;
  for (const proxy of named) learnPassword(proxy, learn);
  const { EnvHttpProxyAgent } = await import('undici');
  // Of what is left out here the agent reads the variables itself.
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: proxies.httpProxy ?? '',
    httpsProxy: proxies.httpsProxy ?? '',
    noProxy: [read(env, 'NO_PROXY') ?? [], loopbackHosts].flat().join(','),
  });
  return (input, init) => fetch(input, Object.assign({ ...init }, { dispatcher }));
}

function learnPassword(proxy: string, learn: (secret: string) => void): void {
  const url = readUrl(proxy);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw badProxy(
      'is no address of http or https',
      'Write it as http://proxy.example:8080, or take the variable away.',
    );
  }
  let password = '';
  try {
    decodeURIComponent(url.username);
    password = decodeURIComponent(url.password);
  } catch {
    // The agent could not read it either.
    throw badProxy(
      'has a % in its user name or password that stands for nothing',
      'Write each % of them as %25, @ as %40 and : as %3A.',
    );
  }
  if (password !== '') learn(password);
}

const badProxy = (what: string, next: string): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: `The environment names a proxy (HTTPS_PROXY or HTTP_PROXY) that ${what}.`,
    owner: 'okta-admin',
    next,
  });
