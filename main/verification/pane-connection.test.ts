import { describe, expect, it } from 'vitest';
import { targetOf } from '../../shared/oktopost';
import type { ConnectorTest, OktopostScim } from '../oktopost/types';
import { NetworkFault, networkFailure } from '../net/fault';
import { failureWith } from '../testing/okta-objects';
import { connectionFindings } from './pane-connection';

const well: ConnectorTest = {
  latencyMs: 300,
  mediaType: 'application/scim+json',
  notIntegers: [],
  clockAheadMs: 0,
  encrypted: true,
};
const notAsked = (): Promise<never> => Promise.reject(new Error('only its test request is sent'));

/** `level: text` of each finding. */
async function said(testConnector: OktopostScim['testConnector']): Promise<string[]> {
  const oktopost: OktopostScim = {
    baseUrl: 'https://board.oktopost.com/scim/v2',
    testConnector,
    countUsers: notAsked,
    firstUsers: notAsked,
    page: notAsked,
    findByUserName: notAsked,
    user: notAsked,
  };
  const findings = await connectionFindings(oktopost, targetOf('board', 'us'));
  return findings.map(({ level, text, next }) => `${level}: ${text} ${next ?? ''}`.trim());
}
const answered = (change: Partial<ConnectorTest>) => said(() => Promise.resolve({ ...well, ...change }));

// What no practice org can show: TLS, a wait of ten seconds, a server without a date.
describe('the pane Connection', () => {
  it('says that the certificate is trusted and the address has no slash at its end', async () => {
    const lines = await answered({});
    expect(lines.filter((line) => !line.startsWith('ok: '))).toEqual([]);
    expect(lines.join('\n')).toMatch(/TLS: this computer trusts its certificate/);
    expect(lines.join('\n')).toMatch(/no slash at the end/);
  });

  it.each<[string, Partial<ConnectorTest>, RegExp]>([
    ['an answer that took long', { latencyMs: 12_300 }, /^warn: It took 12\.3 s to answer.*Ask Oktopost/],
    ['one that took just not long', { latencyMs: 10_000 }, /^ok: It took 10\.0 s/],
    ['a connection without TLS', { encrypted: false }, /^ok: No TLS: the practice org/],
    ['an answer without a media type', { mediaType: null }, /^warn: Media type: none/],
    ['what Okta’s own samples send', { mediaType: 'text/json' }, /^ok: Media type: text\/json/],
    ['a server without a date', { clockAheadMs: null }, /^ok: Clock: the server does not say/],
    ['a clock that is behind', { clockAheadMs: -121_000 }, /^warn: The clocks.*differ by 121 s.*time server/],
    ['a clock that is a little off', { clockAheadMs: 119_000 }, /^ok: Clock/],
    ['one number that is none', { notIntegers: ['startIndex'] }, /^block: startIndex: no integer/],
  ])('says of %s what it means', async (_what, change, expected) => {
    expect(await answered(change)).toContainEqual(expect.stringMatching(expected));
  });

  it('says of a certificate that nobody vouches for what it is, and the way on', async () => {
    const fault = new NetworkFault('tls', 'DEPTH_ZERO_SELF_SIGNED_CERT');
    const lines = await said(() => Promise.reject(networkFailure(fault, 'board.oktopost.com')));
    expect(lines[0]).toMatch(/^warn: Okta’s own test request fails from this computer: .*certificate/);
    expect(lines[1]).toMatch(/^ok: Base URL that belongs in Okta: .*without a slash at the end/);
  });

  it('is not known without a token, where the address is said all the same, nor for the pre-built app', async () => {
    const custom = await connectionFindings(null, targetOf('board', 'us'));
    expect(custom.map(({ level }) => level)).toEqual(['unknown', 'ok']);
    expect(custom[1]?.text).toContain(targetOf('board', 'us').scimBaseUrl);
    const prebuilt = await connectionFindings(null, targetOf('admin-application', 'us'));
    expect(prebuilt).toMatchObject([{ level: 'unknown', text: expect.stringContaining('nothing is tried') }]);
  });

  it('takes neither a defect nor a stop for a fault of the connection', async () => {
    await expect(said(() => Promise.reject(new Error('a defect')))).rejects.toThrow('a defect');
    const stopped = failureWith('cancelled', 'Stopped.');
    await expect(said(() => Promise.reject(stopped))).rejects.toThrow('Stopped.');
  });
});
