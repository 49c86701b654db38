import type { Region } from '../shared/oktopost';
import { accountIds, platformAccount, provisioningPathOf, scimPathOf } from './world/accounts';
import type { AccountId } from './world/accounts';
import { consoleHandler } from './console';
import { createControl } from './control';
import { createWorld } from './world/create-world';
import { createFaults } from './web/faults';
import type { Faults } from './web/faults';
import type { Handler } from './web/http';
import { newId } from './world/ids';
import { managementApi } from './okta';
import { oktopostHandler } from './oktopost';
import { readState, writeState, writeStateInSlices } from './world/persist';
import { likelyProfile } from './profile';
import type { Profile } from './profile';
import { createProvisioning } from './provisioning/provisioning';
import { usualLimits, withRateLimits } from './rate-limits';
import { withRequestIds } from './request-ids';
import { resolveScimBaseUrl } from './scim-client/resolve';
import { createScimClient } from './scim-client';
import { seedState } from './world/seed';
import type { CatalogueAppChoice } from './world/seed';
import { serve } from './web/server';
import { isSignOnPath, signOnHandler } from './sign-on';
import type { Exchange } from './web/server';
import { usersOf } from './world/directory';
import { addUserType } from './world/user-types';
import { generateSigningKeyPair } from './world/signing-keys';
import { createApiToken, createOktopostToken } from './world/world';
import type { GenerateKeyPair, World } from './world/world';

export interface PracticeOptions {
  users: number;
  licences: number;
  latencyMs: number;
  rateLimit: number;
  rateWindowSeconds: number;
  profile: Profile;
  stateFile: string | null;
  ports: { okta: number; oktopost: number; control: number };
  region: Region;
  /** Used for a new state only. */
  catalogueApp: CatalogueAppChoice;
  provisionDelayMs: number;
  logLagMs: number;
  /** Okta's clock: tests may run it faster. */
  now: () => Date;
  /** Of an app's new signing key. */
  generateKeyPair: GenerateKeyPair;
  onExchange: (exchange: Exchange) => void;
  /** At each request, those to the control address included. */
  onUse: () => void;
  onStop: () => void;
}

export const usualOptions: PracticeOptions = {
  users: 60,
  licences: 50,
  latencyMs: 0,
  rateLimit: usualLimits.perWindow,
  rateWindowSeconds: usualLimits.windowSeconds,
  profile: likelyProfile,
  stateFile: null,
  ports: { okta: 0, oktopost: 0, control: 0 },
  region: 'us',
  catalogueApp: 'active',
  provisionDelayMs: 400,
  logLagMs: 300,
  now: () => new Date(),
  generateKeyPair: generateSigningKeyPair,
  onExchange: () => undefined,
  onUse: () => undefined,
  onStop: () => undefined,
};

interface AccountAddress {
  consoleUrl: string;
  scimBaseUrl: string;
  bearerToken: string;
}

/** The addresses of a running practice org. The secrets are new at every start. */
export interface Practice {
  okta: { orgUrl: string; adminUrl: string; apiToken: string };
  /** The account that provisions advocates, and the one of the same region that provisions platform users. */
  oktopost: AccountAddress;
  platform: AccountAddress;
  control: { url: string; secret: string };
  world: World;
  faults: Faults;
  stop(): Promise<void>;
}

const maxExchanges = 5_000;
const startToken = 'Made at start';

/** Starts the practice org on loopback: Okta (API and console), Oktopost, and the control endpoint. */
export async function startPractice(given: Partial<PracticeOptions> = {}): Promise<Practice> {
  const options = { ...usualOptions, ...given };
  const { stateFile, region, ports } = options;
  const known = stateFile === null ? null : readState(stateFile);
  const state =
    known ?? seedState(options.users, options.licences, options.now(), newId, options.catalogueApp);
  if (known === null && options.profile.userTypes === 'two') {
    const people = usersOf(state).filter(({ status }) => status === 'ACTIVE');
    addUserType(
      state,
      newId,
      'contractor',
      people.filter((_, index) => index % 5 === 4),
    );
  }
  const world = createWorld({
    state,
    options: {
      profile: options.profile,
      provisionDelayMs: options.provisionDelayMs,
      logLagMs: options.logLagMs,
    },
    now: options.now,
    generateKeyPair: options.generateKeyPair,
    makeScimClient: (self) =>
      createScimClient({ resolve: (baseUrl) => resolveScimBaseUrl(baseUrl, self().origins.oktopost) }),
    persist: (next) => {
      if (stateFile !== null) writeState(stateFile, next);
    },
    ...(stateFile === null
      ? {}
      : {
          persistInSlices: (next, stale) => writeStateInSlices(stateFile, next, stale),
        }),
  });

  const provisioning = createProvisioning(world);
  const faults = createFaults();
  const exchanges: Exchange[] = [];
  const onExchange = (exchange: Exchange): void => {
    exchanges.push(exchange);
    if (exchanges.length > maxExchanges) exchanges.shift();
    options.onExchange(exchange);
    options.onUse();
  };
  const common = { latencyMs: options.latencyMs, faults, onExchange };
  const { rateLimit: perWindow, rateWindowSeconds: windowSeconds } = options;
  const limits = { ...usualLimits, perWindow, windowSeconds, kind: options.profile.rateLimits };
  const okta = await serve({
    ...common,
    target: 'okta',
    port: ports.okta || (state.ports?.okta ?? 0),
    handler: oktaHandler(
      withRequestIds(withRateLimits(managementApi(world, provisioning), limits, world.now)),
      consoleHandler(world, provisioning),
      signOnHandler(world),
    ),
  });
  const oktopost = await serve({
    ...common,
    target: 'oktopost',
    port: ports.oktopost || (state.ports?.oktopost ?? 0),
    handler: oktopostHandler(world),
  });
  world.origins = { okta: okta.origin, oktopost: oktopost.origin };
  state.ports = { okta: okta.port, oktopost: oktopost.port };
  provisioning.resume();

  dropStartTokens(world);
  const apiToken = createApiToken(world, startToken, 'SUPER_ADMIN').text;
  const addressOf = (account: AccountId): AccountAddress => ({
    consoleUrl: `${oktopost.origin}${provisioningPathOf(account)}`,
    scimBaseUrl: `${oktopost.origin}${scimPathOf(account)}`,
    bearerToken: createOktopostToken(world, account, startToken).text,
  });

  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopping ??= (async () => {
      world.close();
      await Promise.all([okta.close(), oktopost.close(), control.close()]);
    })();
    return stopping;
  };
  const { secret, handler } = createControl({
    world,
    faults,
    exchanges: () => exchanges,
    stop: () => {
      // After the response was sent.
      setImmediate(() => {
        void stop().then(options.onStop);
      });
    },
  });
  const control = await serve({
    target: 'okta',
    handler,
    port: ports.control,
    latencyMs: 0,
    faults: createFaults(),
    onExchange: options.onUse,
  });
  return {
    okta: { orgUrl: okta.origin, adminUrl: okta.origin, apiToken },
    oktopost: addressOf(region),
    platform: addressOf(platformAccount[region]),
    control: { url: control.origin, secret },
    world,
    faults,
    stop,
  };
}

/** The console pages, the sign-in pages and the API share Okta's origin. */
function oktaHandler(api: Handler, pages: Handler, signOn: Handler): Handler {
  return (request) => {
    if (request.path === '/' || request.path.startsWith('/admin/')) return pages(request);
    return isSignOnPath(request.path) ? signOn(request) : api(request);
  };
}

/** Removes the tokens printed by an earlier start; those created in the consoles are kept. */
function dropStartTokens({ state }: World): void {
  const tables: Record<string, { name: string }>[] = [
    state.apiTokens,
    ...accountIds.map((account) => state.oktopost[account].tokens),
  ];
  for (const table of tables) {
    for (const [id, { name }] of Object.entries(table)) if (name === startToken) delete table[id];
  }
}
