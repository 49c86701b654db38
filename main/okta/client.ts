import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import { readOktaAddress } from '../../shared/okta-address';
import type { Clock, Log } from '../ports';
import type { Credential } from '../secrets/credential';
import { clientIdSchema } from '../../shared/service-app';
import { accessTokenAuthorization, apiTokenAuthorization, holderOf } from './authorization';
import type { Authorization } from './authorization';
import { createCalls } from './calls';
import type { Calls } from './calls';
import { createCallScope } from './context';
import { createFreshApps } from './fresh-apps';
import { appUsersGateway } from './gateways/app-users';
import { appsGateway } from './gateways/apps';
import { featuresGateway } from './gateways/features';
import { groupAssignmentsGateway } from './gateways/group-assignments';
import { logsGateway } from './gateways/logs';
import { mappingsGateway } from './gateways/mappings';
import { clientRoles, orgGateway } from './gateways/org';
import { policiesGateway } from './gateways/policies';
import { schemasGateway } from './gateways/schemas';
import { usersGateway } from './gateways/users';
import { createAccess } from './oauth/access';
import type { Access } from './oauth/access';
import { createProver } from './oauth/proofs';
import { createSdkClient } from './sdk';
import { isLoopback } from '../net/loopback';
import { readUrl } from '../net/read-url';
import { createRateGate } from './rate-gate';
import { reserveOf } from './rate-limit';
import { createSender } from './sender';
import type { Okta } from './okta';
import type { Wait } from '../../shared/plan';

export interface OktaConfig {
  /** `https://{org}.okta.com` or another Okta host; a loopback address only with `allowLoopback`. */
  orgUrl: string;
  /** Sent to `orgUrl`'s origin only; never part of a message or a log line. */
  credential: Credential;
  /** What a service app asks for; an API token has no scopes. */
  scopes?: readonly string[];
  /** Redacts known secrets in Okta's texts before they are used in a message: a response may quote a token. */
  hide: (text: string) => string;
  /** Makes an access token known to the redactor. */
  learn: (secret: string) => void;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  log: Log;
  /** Practice mode: then *only* a loopback address is allowed. */
  allowLoopback?: boolean;
  /** Called with the wait of requests outside any `withContext`, and with null when none is left. */
  onWait?: (wait: Wait | null) => void;
  /** Called when Okta does not take the credential, before the request fails with that error. */
  onRefused?: (error: AppError) => void;
  /** When false, writes are refused before they are sent. */
  mayWrite?: () => boolean;
  maxParallel?: number;
  /** Per request, in milliseconds, without the waits for rate limits. */
  timeoutMs?: number | undefined;
}

/**
 * Creates the client and loads the SDK; sends no request.
 * @throws AppFailure `bad-address`, or `bad-input` for a token that is not a valid header value.
 */
export async function connectOkta(config: OktaConfig): Promise<Okta> {
  const {
    credential,
    hide,
    fetch,
    clock,
    log,
    mayWrite = () => true,
    maxParallel = 8,
    timeoutMs = 30_000,
    onRefused = () => undefined,
  } = config;
  const orgUrl = checkedOrgUrl(config.orgUrl, config.allowLoopback ?? false);
  checkCredential(credential);
  const scope = createCallScope(config.onWait ?? (() => undefined));
  const freshApps = createFreshApps(() => clock.now());
  const gate = createRateGate(() => clock.now());
  const { authorization, access } = authorizationOf(config, orgUrl, timeoutMs);
  const send = createSender({
    orgUrl,
    authorization,
    holder: holderOf(credential),
    hide,
    fetch,
    clock,
    log,
    scope,
    mayWrite,
    freshApps,
    gate,
    maxParallel,
    timeoutMs,
    onRefused,
  });
  const calls = createCalls(await createSdkClient({ orgUrl, send }), orgUrl, hide);
  return {
    orgUrl,
    ...orgGateway(calls, () => clock.now()),
    ...appsGateway(calls, freshApps),
    ...featuresGateway(calls),
    ...appUsersGateway(calls),
    ...groupAssignmentsGateway(calls),
    ...usersGateway(calls),
    ...holderGateway(calls, credential, access),
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
    allowance: (path) => {
      const window = gate.windowOf(path);
      if (window === null) return null;
      const { limit, remaining, until } = window;
      const reserve = reserveOf(limit);
      return {
        perWindow: limit - reserve,
        remaining: Math.max(0, remaining - reserve),
        until: new Date(until),
      };
    },
    withContext: (context, work) => scope.run(context, work),
    recently: (reads, work) => scope.recently(reads, work),
    stopWaiting: () => {
      scope.stop();
    },
  };
}

/** A service app is no user: it has neither a profile nor API tokens, and its roles have an address of their own. */
function holderGateway(
  calls: Calls,
  credential: Credential,
  access: Access | null,
): Pick<Okta, 'serviceApp'> & Partial<Pick<Okta, 'me' | 'apiTokens'>> {
  if (credential.kind === 'api-token' || access === null) return { serviceApp: null };
  const { clientId } = credential;
  return {
    me: () => Promise.resolve(null),
    apiTokens: () => Promise.resolve(null),
    serviceApp: { clientId, granted: access.token, roles: () => clientRoles(calls, clientId) },
  };
}

function authorizationOf(
  { credential, scopes = [], fetch, clock, log, learn, hide }: OktaConfig,
  orgUrl: string,
  timeoutMs: number,
): { authorization: Authorization; access: Access | null } {
  switch (credential.kind) {
    case 'api-token':
      return { authorization: apiTokenAuthorization(credential.token), access: null };
    case 'service-app': {
      const prove = createProver();
      const app = credential;
      const access = createAccess({ orgUrl, app, scopes, prove, fetch, clock, log, learn, hide, timeoutMs });
      return { authorization: accessTokenAuthorization(access, prove, clock), access };
    }
  }
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

function checkCredential(credential: Credential): void {
  switch (credential.kind) {
    case 'api-token':
      if (!/^[\x21-\x7e]+$/.test(credential.token)) throw badToken();
      return;
    case 'service-app':
      if (!clientIdSchema.safeParse(credential.clientId).success) throw badClientId();
  }
}

const badToken = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: 'This is no API token of Okta: it is empty, or holds spaces or letters that a token never has.',
    owner: 'okta-admin',
    next: 'Copy the token again, whole and alone, and paste it.',
    field: 'okta-token',
  });

const badClientId = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: 'This is no client ID of Okta.',
    owner: 'okta-admin',
    next: 'Copy it from the app’s General tab, Client Credentials.',
    field: 'client-id',
  });

const badAddress = (message: string): AppFailure =>
  new AppFailure({
    code: 'bad-address',
    message,
    owner: 'okta-admin',
    next: 'Check the address of your Okta org.',
    field: 'address',
  });
