import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { preparedSchema } from '../../main/testing/prepared-set-up';

/** The state in which a test starts, instead of the first screen. */
export type PreparedChoice = z.input<typeof preparedSchema>;

/** One is made in seconds; the first waits until Okta's SDK is loaded, on a busy machine behind others. */
export const preparedWithinMs = 240_000;

/**
 * Copies a prepared set-up, with its practice org's state, into an assistant's folder. It was made through the assistant's calls,
 * once per run and choice. Returns the Oktopost token of Okta's SCIM connection: browser mode stores none, so a test that needs it
 * enters it.
 */
export async function layPrepared(choice: PreparedChoice, folder: string): Promise<string> {
  const template = await templateOf(JSON.stringify(choice));
  cpSync(join(template, 'assistant'), folder, { recursive: true });
  return readFileSync(join(template, 'oktopost-token'), 'utf8');
}

/** The options of a practice org with a prepared state. */
export const practiceOptionsOf = ({ region = 'us', profile = 'likely' }: PreparedChoice): string[] => [
  '--region',
  region,
  '--profile',
  profile,
];

/** By the process that `e2e/global-setup.ts` starts. */
async function templateOf(choice: string): Promise<string> {
  const address = process.env['PREPARED_SET_UPS'];
  if (address === undefined) throw new Error('e2e/global-setup.ts did not run');
  const answer = await fetch(address, {
    method: 'POST',
    body: choice,
    signal: AbortSignal.timeout(preparedWithinMs),
  });
  const template = await answer.text();
  if (!answer.ok) throw new Error(`no set-up could be prepared for ${choice}: ${template}`);
  return template;
}
