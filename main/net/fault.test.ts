import { describe, expect, it } from 'vitest';
import { NetworkFault, networkFailure, readFault, type FaultKind } from './fault';

const withCode = (code: string, more: object = {}): Error => Object.assign(new Error('x'), { code, ...more });
const fetchFailed = (cause: unknown): Error => new TypeError('fetch failed', { cause });

describe('classifying what fetch threw', () => {
  const cases: [FaultKind, boolean, unknown][] = [
    ['name-not-found', false, fetchFailed(withCode('ENOTFOUND'))],
    ['name-not-found', false, new Error('net::ERR_NAME_NOT_RESOLVED')],
    ['refused', false, fetchFailed(new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]))],
    ['refused', false, new Error('net::ERR_CONNECTION_REFUSED')],
    ['no-route', false, new Error('net::ERR_INTERNET_DISCONNECTED')],
    ['connect-timed-out', false, fetchFailed(withCode('UND_ERR_CONNECT_TIMEOUT'))],
    ['connect-timed-out', false, fetchFailed(withCode('ETIMEDOUT', { syscall: 'connect' }))],
    ['tls', false, fetchFailed(withCode('SELF_SIGNED_CERT_IN_CHAIN'))],
    ['tls', false, fetchFailed(withCode('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'))],
    ['tls', false, fetchFailed(withCode('CERT_HAS_EXPIRED'))],
    ['tls', false, new Error('net::ERR_CERT_AUTHORITY_INVALID')],
    ['proxy', false, new Error('net::ERR_TUNNEL_CONNECTION_FAILED')],
    ['redirected', false, new Error('Redirect was cancelled')],
    ['broken', true, fetchFailed(withCode('ECONNRESET'))],
    ['broken', true, fetchFailed(withCode('ETIMEDOUT', { syscall: 'read' }))],
    ['broken', true, fetchFailed(withCode('UND_ERR_SOCKET'))],
    ['broken', true, new Error('net::ERR_CONNECTION_RESET')],
    ['broken', true, new TypeError('terminated')],
    ['broken', true, 'a string'],
  ];
  it.each(cases)('%s (may have arrived: %s)', (kind, mayHaveArrived, thrown) => {
    const fault = readFault(thrown);
    expect([fault.kind, fault.mayHaveArrived]).toEqual([kind, mayHaveArrived]);
  });

  it('terminates for an error that is its own cause', () => {
    const round = new Error('round');
    round.cause = round;
    expect(readFault(round).kind).toBe('broken');
  });
});

describe('a network fault as a failure', () => {
  it('names the host, the owner, and the code for IT', () => {
    const { error } = networkFailure(new NetworkFault('tls', 'SELF_SIGNED_CERT_IN_CHAIN'), 'acme.okta.com');
    expect(error).toMatchObject({ code: 'unreachable', owner: 'network', retry: true });
    expect(error.message).toContain('acme.okta.com');
    expect(error.next).toMatch(/inspects TLS.* code SELF_SIGNED_CERT_IN_CHAIN\.$/);
  });

  it.each([
    ['broken', 'UND_ERR_SOCKET'],
    ['refused', 'ECONNREFUSED'],
    ['timed-out', '60000 ms'],
    ['broken', 'no code'],
  ] as const)('says in words what happened: %s (%s)', (kind, code) => {
    const { message, next } = networkFailure(new NetworkFault(kind, code), 'acme.okta.com').error;
    expect(message).not.toContain(code);
    expect(next.includes(code), 'a code for IT only').toBe(code === 'UND_ERR_SOCKET');
  });

  it('says of the practice org, which alone is on this computer, how it is started again', () => {
    const refused = new NetworkFault('refused', 'ECONNREFUSED');
    const { message, next } = networkFailure(refused, '127.0.0.1:4100').error;
    expect(message).toContain('practice org on this computer has ended');
    expect(next).toMatch(/^Close the assistant and start it again/);
    expect(networkFailure(refused, 'acme.okta.com').error.next).toContain('firewall');
  });

  it.each([
    ['timed-out', 'timed-out'],
    ['cancelled', 'cancelled'],
    ['too-large', 'unreadable-answer'],
    ['redirected', 'unreachable'],
    ['broken', 'unreachable'],
  ] as const)('%s becomes %s', (kind, code) => {
    expect(networkFailure(new NetworkFault(kind, 'x'), 'h').error.code).toBe(code);
  });
});
