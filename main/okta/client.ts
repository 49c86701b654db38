import { AppFailure } from '../../shared/errors';
import { readOktaAddress } from '../../shared/okta-address';
import type { Clock, Log } from '../ports';
import { createCalls } from './calls';
import { createCallScope } from './context';
import { appUsersGateway } from './gateways/app-users';
import { appsGateway } from './gateways/apps';
import { featuresGateway } from './gateways/features';
import { logsGateway } from './gateways/logs';
import { mappingsGateway } from './gateways/mappings';
import { orgGateway } from './gateways/org';
import { policiesGateway } from './gateways/policies';
import { schemasGateway } from './gateways/schemas';
import { usersGateway } from './gateways/users';
import { createSdkClient } from './sdk';
import { readUrl } from '../net/read-url';
import { createSender } from './sender';
import type { Okta } from './types';
import type { Wait } from '../../shared/plan';

export interface OktaConfig {
  /** `https://{org}.okta.com` or another Okta host; a loopback address only with `allowLoopback`. */
  orgUrl: string;
  /** Goes to `orgUrl`'s origin only, and into no message and no log line. */
  token: string;
  /** Takes known secrets out of what Okta says, before it becomes part of a message: an answer may quote a token. */
  hide: (text: string) => string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  log: Log;
  /** Practice: then *only* a loopback address is allowed. */
  allowLoopback?: boolean;
  /** What requests wait for that no `withContext` shows; null when none is left. */
  onWait?: (wait: Wait | null) => void;
  /** False: every request that writes is stopped before it leaves. */
  mayWrite?: () => boolean;
  maxParallel?: number;
  /** For one request, waits for rate limits not counted; milliseconds. */
  timeoutMs?: number | undefined;
}

/**
 * Builds the client; asks Okta nothing yet. Loads the SDK on first use.
 * @throws AppFailure `bad-address` or `bad-input` (a token that no header could carry).
 */
export async function connectOkta(config: OktaConfig): Promise<Okta> {
  const {
    token,
    hide,
    fetch,
    clock,
    log,
    mayWrite = () => true,
    maxParallel = 8,
    timeoutMs = 30_000,
  } = config;
  const orgUrl = checkedOrgUrl(config.orgUrl, config.allowLoopback ?? false);
  checkToken(token);
  const scope = createCallScope(config.onWait ?? (() => undefined));
  const send = createSender({ orgUrl, hide, fetch, clock, log, scope, mayWrite, maxParallel, timeoutMs });
  const calls = createCalls(await createSdkClient({ orgUrl, token, send }), orgUrl, hide);
  return {
    orgUrl,
    ...orgGateway(calls),
    ...appsGateway(calls),
    ...featuresGateway(calls),
    ...appUsersGateway(calls),
    ...usersGateway(calls),
    ...mappingsGateway(calls),
    ...schemasGateway(calls),
    ...logsGateway(calls),
    pause: (reason, ms) => {
      const since = clock.now();
      const until = new Date(since.getTime() + ms);
      const wait = { reason, since: since.toISOString(), until: until.toISOString() };
      return scope.waiting(wait, () => clock.sleep(ms, scope.signal()));
    },
    ...policiesGateway(calls),
    withContext: (context, work) => scope.run(context, work),
    stopWaiting: () => {
      scope.stop();
    },
  };
}

function checkedOrgUrl(orgUrl: string, practice: boolean): string {
  if (practice) {
    const url = readUrl(orgUrl);
    if (url && isLoopback(url) && url.username === '' && url.password === '') return url.origin;
    throw badAddress('A practice run reaches only the practice org on this computer.');
  }
  const read = readOktaAddress(orgUrl);
  if (read.kind === 'okta-host' && read.orgUrl === orgUrl) return orgUrl;
  throw badAddress(read.kind === 'bad' ? read.reason : 'The token is sent to an Okta host only.');
}

const isLoopback = ({ protocol, hostname }: URL): boolean =>
  ['http:', 'https:'].includes(protocol) && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);

function checkToken(token: string): void {
  if (/^[\x21-\x7e]+$/.test(token)) return;
  throw new AppFailure({
    code: 'bad-input',
    message: 'This is no API token of Okta: it is empty, or holds spaces or letters that a token never has.',
    owner: 'okta-admin',
    next: 'Copy the token again, whole and alone, and paste it.',
    field: 'okta-token',
  });
}

const badAddress = (message: string): AppFailure =>
  new AppFailure({
    code: 'bad-address',
    message,
    owner: 'okta-admin',
    next: 'Check the address of your Okta org.',
    field: 'address',
  });
