import { AppFailure, assertNever } from '../../shared/errors';

export type FaultKind =
  | 'name-not-found'
  | 'refused'
  | 'no-route'
  | 'connect-timed-out'
  | 'tls'
  | 'proxy'
  /** The proxy wants a user name and a password; nothing was sent on. */
  | 'proxy-sign-in'
  /** The same, and the admin was asked: none were given, or the proxy did not take them. */
  | 'proxy-declined'
  | 'proxy-refused'
  /** The connection broke after the request may have been sent. */
  | 'broken'
  /** No complete response within the timeout; the request may have been sent. */
  | 'timed-out'
  | 'redirected'
  | 'too-large'
  | 'cancelled';

/** A request without a readable response. `code` is Node's or Chromium's error code; never contains a header. */
export class NetworkFault extends Error {
  override readonly name = 'NetworkFault';

  constructor(
    readonly kind: FaultKind,
    readonly code: string,
  ) {
    super(`${kind} (${code})`);
  }

  /** Whether the server may have received the request and acted on it. */
  get mayHaveArrived(): boolean {
    return ['broken', 'timed-out', 'too-large'].includes(this.kind);
  }
}

/** Error codes of Node (undici, net, tls) and Chromium (`net::ERR_…`, in Electron), by meaning. */
const patterns: readonly (readonly [FaultKind, RegExp])[] = [
  ['redirected', /redirect/i],
  ['name-not-found', /^(ENOTFOUND|EAI_\w+|ERR_NAME_\w+)$/],
  ['refused', /^(ECONNREFUSED|ERR_CONNECTION_REFUSED)$/],
  ['no-route', /^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE)$/],
  ['no-route', /^(ERR_NETWORK_ACCESS_DENIED|ERR_BLOCKED_BY_\w+)$/],
  ['connect-timed-out', /^(UND_ERR_CONNECT_TIMEOUT|ERR_CONNECTION_TIMED_OUT)$/],
  ['proxy-sign-in', /^(PROXY_407|ERR_PROXY_AUTH_\w+|ERR_UNEXPECTED_PROXY_AUTH)$/],
  ['proxy', /^(PROXY_\d{3}|ERR_PROXY_\w+|ERR_TUNNEL_\w+|ERR_MANDATORY_PROXY_\w+)$/],
  ['tls', /^(ERR_CERT_\w+|ERR_SSL_\w+|ERR_TLS_\w+|CERT_\w+|EPROTO|ERR_BAD_SSL_CLIENT_AUTH_CERT)$/],
  ['tls', /^(UNABLE_TO_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|HOSTNAME_MISMATCH)$/],
];

/** Classifies what `fetch` threw. An unknown error counts as broken: the request may have been sent. */
export function readFault(thrown: unknown): NetworkFault {
  for (const { code, connecting } of chain(thrown)) {
    const found = patterns.find(([, pattern]) => pattern.test(code));
    if (found) return new NetworkFault(found[0], code);
    if (code === 'ETIMEDOUT') return new NetworkFault(connecting ? 'connect-timed-out' : 'broken', code);
    if (/^[A-Z][A-Z0-9_]{3,}$/.test(code)) return new NetworkFault('broken', code);
  }
  return new NetworkFault('broken', 'no code');
}

/** The codes of an error, its causes and its aggregated errors (one per address tried), outermost first. */
function* chain(thrown: unknown, depth = 0): Generator<{ code: string; connecting: boolean }> {
  if (!(thrown instanceof Error) || depth > 5) return;
  const chromium = /net::(ERR_\w+)/.exec(thrown.message)?.[1];
  // undici has no code for it.
  const refusedByProxy = /^Proxy response \((\d{3})\)/.exec(thrown.message)?.[1];
  if (chromium !== undefined) yield { code: chromium, connecting: false };
  else if (refusedByProxy !== undefined) yield { code: `PROXY_${refusedByProxy}`, connecting: true };
  else if (/redirect/i.test(thrown.message)) yield { code: 'redirect', connecting: false };
  else if ('code' in thrown && typeof thrown.code === 'string') {
    yield { code: thrown.code, connecting: 'syscall' in thrown && thrown.syscall === 'connect' };
  }
  if (thrown instanceof AggregateError) for (const one of thrown.errors) yield* chain(one, depth + 1);
  yield* chain(thrown.cause, depth + 1);
}

/**
 * The failure for a request that changed nothing. `host` is the server that was addressed. The code is told where somebody else has
 * to find the cause. `isTyped`: the admin has just entered this host, so a name that does not exist may be mistyped.
 */
export function networkFailure(fault: NetworkFault, host: string, isTyped = false): AppFailure {
  const toIt = /^[A-Z][A-Z0-9_]+$/.test(fault.code) ? ` Tell them the code ${fault.code}.` : '';
  const failure = (what: string, next: string): AppFailure =>
    new AppFailure({
      code: 'unreachable',
      message: `${host} cannot be reached: ${what}.`,
      owner: 'network',
      next,
      retry: true,
    });
  switch (fault.kind) {
    case 'name-not-found':
      if (isTyped && isNoName(fault.code)) return mistyped(host);
      return failure('its name was not found', 'Check the address, your internet connection and your VPN.');
    case 'refused':
      // The assistant addresses nothing else on this computer.
      return host.startsWith('127.0.0.1')
        ? failure(
            'the practice org on this computer has ended',
            'Close the assistant and start it again: it starts the practice org too, as it was.',
          )
        : failure('the connection was refused', 'Check the address and whether a firewall blocks it.');
    case 'no-route':
      return failure('this computer has no way to it', 'Check your internet connection, VPN and firewall.');
    case 'connect-timed-out':
      return failure(
        'nothing answered in time',
        'Check your VPN, and ask whether a firewall or proxy blocks this host.',
      );
    case 'tls':
      return failure(
        'its certificate is not trusted here, or the secure connection failed',
        `If your company inspects TLS traffic, ask IT to add the proxy’s certificate to this computer or to exempt this host.${toIt}`,
      );
    case 'proxy':
      return failure(
        'the proxy did not let it through',
        `Check the proxy settings of this computer with IT.${toIt}`,
      );
    case 'proxy-sign-in':
      return failure(
        'the proxy asks for a user name and a password',
        'Ask IT for them, or to let this host through without. In browser mode and for commands both are part of HTTPS_PROXY: http://user:password@proxy.example:8080.',
      );
    case 'proxy-declined':
      return failure(
        'the proxy asks for a user name and a password, and was given none',
        'Choose “Sign in to the proxy” and try again, or ask IT to let this host through without.',
      );
    case 'proxy-refused':
      return failure(
        'the proxy did not take the user name and the password',
        'Ask IT which account it takes; then choose “Sign in to the proxy” and try again.',
      );
    case 'broken':
      return failure(
        'the connection broke',
        `Try again; if it stays, ask IT whether a proxy cuts the connection.${toIt}`,
      );
    case 'timed-out':
      return new AppFailure({
        code: 'timed-out',
        message: `${host} did not answer in time.`,
        owner: 'network',
        next: 'Try again; if it stays, check your connection and the status page of the service.',
        retry: true,
      });
    case 'redirected':
      return new AppFailure({
        code: 'unreachable',
        message: `${host} answered with a redirect, which is not followed with a token.`,
        owner: 'network',
        next: 'Check the address; a captive portal, a proxy or a moved org can cause this.',
      });
    case 'too-large':
      return tooMuch(host, fault.code);
    case 'cancelled':
      return cancelled();
    default:
      return assertNever(fault.kind);
  }
}

/** There is no such name; the other codes say that nobody could be asked. */
const isNoName = (code: string): boolean => code === 'ENOTFOUND' || code === 'ERR_NAME_NOT_RESOLVED';

const mistyped = (host: string): AppFailure =>
  new AppFailure({
    code: 'unreachable',
    message: `${host} cannot be reached: its name was not found.`,
    owner: 'okta-admin',
    next: 'Look for a typing mistake in the address first; if it is right, check your internet connection and your VPN.',
    retry: true,
    field: 'address',
  });

/** An answer beyond the limits on what is read. `what`: which limit, in words. */
export const tooMuch = (host: string, what: string): AppFailure =>
  new AppFailure({
    code: 'unreadable-answer',
    message: `${host} answered with more data than it should (${what}).`,
    owner: 'network',
    next: 'Check the address.',
  });

export function cancelled(): AppFailure {
  return new AppFailure({
    code: 'cancelled',
    message: 'Cancelled before it was finished.',
    owner: 'assistant',
    next: 'Start it again when you are ready.',
    retry: true,
  });
}
