import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { AppFailure } from '../../shared/errors';
import { maskInheritedDescriptors } from './inherited-descriptors';
import type { PracticeAddress, PracticeOrg, Redactor } from '../ports';
import { writePrivateFile } from '../storage/private-file';

/** Its files could name any address, and secrets are sent there. */
const loopback = z.url({ protocol: /^http$/, hostname: /^127\.0\.0\.1$/ });
const accountSchema = z.object({
  consoleUrl: loopback,
  scimBaseUrl: loopback,
  bearerToken: z.string().min(1),
});

/** The one line that the practice org prints once it is ready (`practice/cli.ts --json --control`). */
const addressSchema = z.object({
  okta: z.object({ orgUrl: loopback, adminUrl: loopback, apiToken: z.string().min(1) }),
  oktopost: accountSchema,
  platform: accountSchema,
  control: z.object({ url: loopback, secret: z.string().min(1) }),
});
type Address = z.infer<typeof addressSchema>;
/** With the id of its process, so that the admin and scripts can end it. */
const startedAddressSchema = addressSchema.extend({ pid: z.number().optional() });
type StartedAddress = z.infer<typeof startedAddressSchema>;

interface PracticeProcessOptions {
  /** `state.json`, `address.json` and `practice.log` are in `<folder>/practice`. */
  folder: string;
  /** The command line; the options of the practice org are appended to `args`. */
  command: { file: string; args: readonly string[] };
  /** Whether this process has file descriptors open that a child would inherit (Electron on Linux). */
  maskDescriptors: boolean;
  fetch: typeof globalThis.fetch;
  /** Learns every secret of the practice org before it can be logged. */
  redactor: Pick<Redactor, 'learn'>;
  startWithinMs?: number;
  /** Runs work again and again until the returned function is called; must not keep the process alive. */
  repeat?: (work: () => void, everyMs: number) => () => void;
}

/** The port, and what a shell says about the process when it ends. */
export interface PracticeProcess extends PracticeOrg {
  /** The id of its process while it runs; null when it does not, or the id is not known. */
  runningPid(): Promise<number | null>;
}

/** How long a practice org goes on without an assistant, in minutes. */
export const idleExitMinutes = 60;
/** An open assistant keeps its practice org, however long nobody does anything in it. */
const keepAliveMs = 10 * 60_000;
const answerWithinMs = 2_000;

/**
 * The practice org as a separate process that outlives the assistant: `start` finds the running one, or starts one on the
 * same state file; `discard` ends it and deletes its state. @throws AppFailure `unreachable` when it does not get ready in time.
 */
export function practiceOrg(options: PracticeProcessOptions): PracticeProcess {
  const folder = join(options.folder, 'practice');
  const addressFile = join(folder, 'address.json');
  const { repeat = repeatUnreferenced } = options;
  let starting: Promise<PracticeAddress> | null = null;
  let stopKeepingAlive: (() => void) | null = null;

  async function findOrStart(): Promise<PracticeAddress> {
    const known = readAddress(addressFile);
    if (known !== null && (await isAlive(known))) return kept(known);
    const address = await startProcess(folder, options);
    writePrivateFile(addressFile, JSON.stringify(address));
    return kept(address);
  }

  function kept(address: Address): PracticeAddress {
    stopKeepingAlive?.();
    stopKeepingAlive = repeat(() => void isAlive(address), keepAliveMs);
    return learned(address);
  }

  function learned(address: Address): PracticeAddress {
    const { okta, oktopost, platform, control } = address;
    for (const secret of [okta.apiToken, oktopost.bearerToken, platform.bearerToken, control.secret]) {
      options.redactor.learn(secret);
    }
    return publicAddress(address);
  }

  const ask = (address: Address, method: string, path: string): Promise<Response> =>
    options.fetch(new URL(path, address.control.url).href, {
      method,
      headers: { 'x-practice-secret': address.control.secret },
      signal: AbortSignal.timeout(answerWithinMs),
    });

  async function isAlive(address: Address): Promise<boolean> {
    try {
      const answer = await ask(address, 'GET', '/health');
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  }

  return {
    start: () => {
      starting ??= findOrStart().finally(() => {
        starting = null;
      });
      return starting;
    },
    runningPid: async () => {
      const address = readAddress(addressFile);
      return address !== null && (await isAlive(address)) ? (address.pid ?? null) : null;
    },
    discard: async () => {
      stopKeepingAlive?.();
      stopKeepingAlive = null;
      const address = readAddress(addressFile);
      if (address !== null && (await isAlive(address))) {
        await ask(address, 'POST', '/stop').catch(() => undefined);
        // Only once it is gone: until then it may still write its state.
        const deadline = Date.now() + 5_000;
        while (Date.now() < deadline && (await isAlive(address))) await delay(50);
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The accounts' addresses, as the practice org lays them out (`practice/world/accounts.ts`). */
function publicAddress({ okta, oktopost }: Address): PracticeAddress {
  const { origin } = new URL(oktopost.scimBaseUrl);
  const account = (prefix: string): { consoleUrl: string; scimBaseUrl: string } => ({
    consoleUrl: `${origin}${prefix}/settings/security/provisioning`,
    scimBaseUrl: `${origin}${prefix}/scim/v2`,
  });
  const { orgUrl, adminUrl, apiToken } = okta;
  return {
    okta: { orgUrl, adminUrl, apiToken },
    oktopost: {
      board: { us: account(''), eu: account('/eu') },
      'admin-application': { us: account('/platform'), eu: account('/eu/platform') },
    },
  };
}

function repeatUnreferenced(work: () => void, everyMs: number): () => void {
  const timer = setInterval(work, everyMs).unref();
  return () => {
    clearInterval(timer);
  };
}

function readAddress(file: string): StartedAddress | null {
  try {
    const parsed = startedAddressSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

async function startProcess(
  folder: string,
  { command, maskDescriptors, startWithinMs = 20_000 }: PracticeProcessOptions,
): Promise<StartedAddress> {
  const { spawn } = await import('node:child_process');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const errors = openSync(join(folder, 'practice.log'), 'w', 0o600);
  const inherited = maskDescriptors ? maskInheritedDescriptors() : { files: [], release: () => undefined };
  const child = spawn(
    command.file,
    [
      ...command.args,
      '--json',
      '--control',
      `--state=${join(folder, 'state.json')}`,
      `--idle-exit=${idleExitMinutes}`,
    ],
    { detached: true, windowsHide: true, cwd: folder, stdio: ['ignore', 'pipe', errors, ...inherited.files] },
  );
  closeSync(errors);
  inherited.release();
  const { stdout } = child;
  const timer = new AbortController();
  try {
    const address = await Promise.race([
      firstLine(stdout),
      new Promise<never>((_, reject) => {
        child.once('error', (error) => reject(notStarted('it could not be run', error)));
        child.once('exit', (code) => reject(notStarted(`it ended at once (${String(code)})`)));
      }),
      delay(startWithinMs, undefined, { signal: timer.signal }).then(() => {
        throw notStarted(`it was not ready after ${startWithinMs / 1000} s`);
      }),
    ]);
    return { ...address, pid: child.pid };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    timer.abort();
    stdout?.destroy();
    child.unref();
  }
}

async function firstLine(output: Readable | null): Promise<Address> {
  if (output === null) throw notStarted('nothing can be read from it');
  for await (const line of createInterface({ input: output })) {
    if (!line.startsWith('{')) continue;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (error) {
      throw notStarted('its address could not be read', error);
    }
    const parsed = addressSchema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw notStarted('its address is not complete');
  }
  throw notStarted('it said nothing');
}

function notStarted(why: string, cause?: unknown): AppFailure {
  return new AppFailure(
    {
      code: 'unreachable',
      message: `The practice org did not start: ${why}.`,
      owner: 'assistant',
      next: 'Try again. If it happens again, send us practice.log from the folder of the assistant.',
      retry: true,
    },
    { cause },
  );
}
