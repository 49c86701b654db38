import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { z } from 'zod';
import type { preparedSchema } from '../../main/testing/prepared-set-up';
import { root } from '../shells/processes';

/** The state in which a test starts, instead of the first screen. */
export type PreparedChoice = z.input<typeof preparedSchema>;

const tokenFile = 'oktopost-token';

/** It takes 7 s of a processor, which a busy machine does not give at once. */
export const preparedWithinMs = 240_000;

/**
 * Copies a prepared set-up, with its practice org's state, into an assistant's folder. It was made through the assistant's calls,
 * once per run and choice. Returns the Oktopost token of Okta's SCIM connection: browser mode stores none, so a test that needs it
 * enters it.
 */
export async function layPrepared(choice: PreparedChoice, folder: string): Promise<string> {
  const template = await templateOf(JSON.stringify(choice));
  cpSync(join(template, 'assistant'), folder, { recursive: true });
  return readFileSync(join(template, tokenFile), 'utf8');
}

/** The options of a practice org with a prepared state. */
export const practiceOptionsOf = ({ region = 'us', profile = 'likely' }: PreparedChoice): string[] => [
  '--region',
  region,
  '--profile',
  profile,
];

/** In a child process: Playwright's loader cannot load Okta's SDK. */
async function templateOf(choice: string): Promise<string> {
  const parent = process.env['PREPARED_SET_UPS'];
  if (parent === undefined) throw new Error('e2e/global-setup.ts did not run');
  const template = join(parent, createHash('sha256').update(choice).digest('hex').slice(0, 16));
  if (existsSync(template)) return template;
  const draft = mkdtempSync(join(parent, 'draft-'));
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const args = [tsx, join(root, 'main/testing/prepare.ts'), join(draft, 'assistant'), choice];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env: { PATH: process.env['PATH'] },
    timeout: preparedWithinMs,
  });
  writeFileSync(join(draft, tokenFile), stdout);
  try {
    renameSync(draft, template);
  } catch {
    // The other worker was faster.
    rmSync(draft, { recursive: true });
  }
  return template;
}
