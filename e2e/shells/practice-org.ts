import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { endProcess, isRunning, root } from './processes';

/** The fields of `address.json` in the practice org's folder that tests use (main/shell/practice-process.ts has all). */
const addressSchema = z.looseObject({
  okta: z.object({ orgUrl: z.string(), adminUrl: z.string(), apiToken: z.string() }),
  oktopost: z.object({ consoleUrl: z.string(), scimBaseUrl: z.string(), bearerToken: z.string() }),
  control: z.object({ url: z.string(), secret: z.string() }),
  pid: z.number(),
});
type PracticeOrgAddress = z.infer<typeof addressSchema>;

const files = (folder: string) => ({
  address: join(folder, 'practice', 'address.json'),
  state: join(folder, 'practice', 'state.json'),
});

/** The practice org of an assistant's folder; null before one was started. */
export function practiceOrgOf(folder: string): PracticeOrgAddress | null {
  const { address } = files(folder);
  return existsSync(address) ? addressSchema.parse(JSON.parse(readFileSync(address, 'utf8'))) : null;
}

/** Starts a practice org with these options in the folder in which the assistant will find it. */
export async function startPracticeOrg(folder: string, options: readonly string[]): Promise<void> {
  const { address, state } = files(folder);
  mkdirSync(join(folder, 'practice'), { recursive: true, mode: 0o700 });
  const args = [join(root, 'out/main/practice.cjs'), '--json', '--control', `--state=${state}`, ...options];
  const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const told: unknown = JSON.parse(line);
    const started = addressSchema.parse({ ...z.looseObject({}).parse(told), pid: child.pid });
    writeFileSync(address, JSON.stringify(started), { mode: 0o600 });
    break;
  }
  child.stdout.destroy();
  child.unref();
}

/** A request to the control endpoint: faults, exchanges, and the state for final checks. */
export async function askControl(
  folder: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const org = practiceOrgOf(folder);
  if (org === null) throw new Error('no practice org was started');
  const answer = await fetch(new URL(path, org.control.url), {
    method,
    headers: { 'x-practice-secret': org.control.secret, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  const text = await answer.text();
  return text === '' ? null : JSON.parse(text);
}

/** Stops the practice org of a test, by force if needed. */
export async function reapPracticeOrg(folder: string): Promise<void> {
  const org = practiceOrgOf(folder);
  if (org === null || !isRunning(org.pid)) return;
  await askControl(folder, 'POST', '/stop').catch(() => undefined);
  await endProcess(org.pid);
}
