import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { regionSchema } from '../shared/oktopost';
import { createIdleExit } from './idle-exit';
import { startPractice, usualOptions } from './practice';
import type { PracticeOptions } from './practice';
import { catalogueAppChoices } from './world/seed';
import { likelyProfile, parseProfile, profileNames, profileSwitches } from './profile';

const options = {
  json: { type: 'boolean', default: false },
  users: { type: 'string' },
  licences: { type: 'string' },
  latency: { type: 'string' },
  'rate-limit': { type: 'string' },
  'rate-window': { type: 'string' },
  profile: { type: 'string', multiple: true },
  state: { type: 'string' },
  port: { type: 'string' },
  'oktopost-port': { type: 'string' },
  control: { type: 'boolean', default: false },
  'control-port': { type: 'string' },
  region: { type: 'string' },
  'catalogue-app': { type: 'string' },
  'provision-delay': { type: 'string' },
  'log-lag': { type: 'string' },
  'idle-exit': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const satisfies ParseArgsConfig['options'];

const help = `The practice org: a whole small Okta and Oktopost on this computer. Runs until it is stopped.

  npm run practice -- [options]

  --json               print one line of JSON with addresses and secrets, nothing else
  --users N            people in the directory, 1 to 100,000 (${String(usualOptions.users)})
  --licences N         Oktopost licences of each account (${String(usualOptions.licences)})
  --latency MS         added to every request (0)
  --rate-limit N       Okta requests of a bucket in one window (${String(usualOptions.rateLimit)})
  --rate-window S      length of that window in seconds (${String(usualOptions.rateWindowSeconds)})
  --profile P          how Okta behaves where that is not known, switch=value; repeat or join by commas:
                       ${Object.entries(profileSwitches)
                         .map(([name, values]) => `${name}=${values.join('|')}`)
                         .join('\n                       ')}
                       the first value is the usual one
  --state FILE         keep the state in FILE and go on from it
  --port N             fixed port of Okta (API and admin console)
  --oktopost-port N    fixed port of Oktopost (SCIM and settings page)
  --control            print a control address too, with its secret: faults, state, exchanges, stop
  --control-port N     fixed port of the control address
  --region us|eu       which Oktopost accounts are printed (us)
  --catalogue-app C    Oktopost’s pre-built app in a new org: ${catalogueAppChoices.join('|')} (${usualOptions.catalogueApp})
  --provision-delay MS from assignment to the SCIM request (${String(usualOptions.provisionDelayMs)})
  --log-lag MS         until a System Log entry can be read (${String(usualOptions.logLagMs)})
  --idle-exit MINUTES  end after this time without a request (never)
  --help               this text
`;

/** Runs the practice org from a command line. Resolves when it has stopped, with the exit code. */
export async function runPractice(argv: readonly string[]): Promise<number> {
  let settings: Settings;
  try {
    settings = readSettings(argv);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nSee --help.\n`);
    return 2;
  }
  if (settings.help) {
    process.stdout.write(help);
    return 0;
  }
  // The assistant reads one line and closes the pipe: later writes fail and are ignored.
  process.stdout.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    let idle: ReturnType<typeof createIdleExit> | null = null;
    const begin = async (): Promise<void> => {
      const practice = await startPractice({
        ...settings.practice,
        onUse: () => {
          idle?.used();
        },
        onStop: () => {
          resolve(0);
        },
      });
      const stop = (): void => {
        void practice.stop().then(() => {
          // Below the ^C that a terminal shows.
          if (!settings.json) process.stdout.write(`\n${goodbye(settings.practice.stateFile ?? null)}\n`);
          resolve(0);
        });
      };
      process.once('SIGTERM', stop);
      process.once('SIGINT', stop);
      if (settings.idleExitMinutes !== null) idle = createIdleExit(settings.idleExitMinutes, stop);
      const { okta, oktopost, platform, control } = practice;
      const answer = { okta, oktopost, platform, ...(settings.control ? { control } : {}) };
      process.stdout.write(settings.json ? `${JSON.stringify(answer)}\n` : welcome(practice, settings));
    };
    begin().catch(reject);
  });
}

interface Settings {
  help: boolean;
  json: boolean;
  control: boolean;
  idleExitMinutes: number | null;
  practice: Partial<PracticeOptions>;
}

function readSettings(argv: readonly string[]): Settings {
  const { values } = parseArgs({ args: [...argv], options });
  const number = (
    name:
      | 'users'
      | 'licences'
      | 'latency'
      | 'rate-limit'
      | 'rate-window'
      | 'port'
      | 'oktopost-port'
      | 'control-port'
      | 'provision-delay'
      | 'log-lag'
      | 'idle-exit',
    least: number,
    most: number,
    usual: number,
  ): number => {
    const text = values[name];
    if (text === undefined) return usual;
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new Error(`--${name} takes a whole number from ${String(least)} to ${String(most)}`);
    }
    return value;
  };
  const region = regionSchema.safeParse(values.region ?? 'us');
  if (!region.success) throw new Error('--region takes us or eu');
  const { 'catalogue-app': chosen = usualOptions.catalogueApp } = values;
  const catalogueApp = catalogueAppChoices.find((choice) => choice === chosen);
  if (catalogueApp === undefined) throw new Error(`--catalogue-app takes ${catalogueAppChoices.join(', ')}`);
  const idle = number('idle-exit', 0, 100_000, 0);
  return {
    help: values.help,
    json: values.json,
    control: values.control,
    idleExitMinutes: idle === 0 ? null : idle,
    practice: {
      users: number('users', 1, 100_000, usualOptions.users),
      licences: number('licences', 0, 1_000_000, usualOptions.licences),
      latencyMs: number('latency', 0, 600_000, 0),
      rateLimit: number('rate-limit', 1, 1_000_000, usualOptions.rateLimit),
      rateWindowSeconds: number('rate-window', 1, 3_600, usualOptions.rateWindowSeconds),
      profile: values.profile === undefined ? likelyProfile : parseProfile(values.profile.join(',')),
      stateFile: values.state ?? null,
      ports: {
        okta: number('port', 0, 65_535, 0),
        oktopost: number('oktopost-port', 0, 65_535, 0),
        control: number('control-port', 0, 65_535, 0),
      },
      region: region.data,
      catalogueApp,
      provisionDelayMs: number('provision-delay', 0, 600_000, usualOptions.provisionDelayMs),
      logLagMs: number('log-lag', 0, 600_000, usualOptions.logLagMs),
    },
  };
}

const goodbye = (stateFile: string | null): string =>
  stateFile === null
    ? 'The practice org has ended. Nothing of it is kept.'
    : `The practice org has ended. It goes on from ${stateFile}.`;

function welcome(
  { okta, oktopost, platform, control }: Awaited<ReturnType<typeof startPractice>>,
  settings: Settings,
): string {
  return `The practice org is ready. Stop it with Ctrl+C.

  Okta address         ${okta.orgUrl}
  Okta admin console   ${okta.adminUrl}/admin/apps/active
  Okta API token       ${okta.apiToken}

  Oktopost, advocates of the board
  Settings             ${oktopost.consoleUrl}
  SCIM base URL        ${oktopost.scimBaseUrl}
  SCIM bearer token    ${oktopost.bearerToken}

  Oktopost, users of the platform
  Settings             ${platform.consoleUrl}
  SCIM base URL        ${platform.scimBaseUrl}
  SCIM bearer token    ${platform.bearerToken}
${settings.control ? `  Control              ${control.url} (x-practice-secret: ${control.secret})\n` : ''}
Profiles: ${profileNames.join(', ')}
`;
}
