import { createReadStream } from 'node:fs';
import { text as textIn } from 'node:stream/consumers';
import { AppFailure } from '../../shared/errors';
import { readPrivateKey } from '../okta/oauth/keys';
import { apiToken, serviceApp } from '../secrets/credential';
import type { Credential } from '../secrets/credential';

const maxTokenLength = 4096;
const maxKeyLength = 16_384;

interface Given {
  env: Record<string, string | undefined>;
  /** Null where nothing is piped in. */
  stdin: AsyncIterable<unknown> | null;
}

/**
 * A service app where OKTA_CLIENT_ID names one, else an API token: from the environment, else from standard input.
 * @throws AppFailure `token-needed` or `bad-input`; neither quotes a secret.
 */
export async function readCredential({ env, stdin }: Given): Promise<Credential> {
  const clientId = env['OKTA_CLIENT_ID']?.trim() ?? '';
  const token = env['OKTA_API_TOKEN']?.trim() ?? '';
  if (clientId !== '' && token !== '') throw both();
  if (clientId !== '') return serviceApp(clientId, await readPrivateKey(await keyText(env)));
  return apiToken(token === '' ? await tokenOf(stdin) : token);
}

async function keyText(env: Given['env']): Promise<string> {
  const text = env['OKTA_PRIVATE_KEY']?.trim() ?? '';
  if (text !== '') return text;
  const file = env['OKTA_PRIVATE_KEY_FILE']?.trim() ?? '';
  if (file === '') throw noKey('OKTA_CLIENT_ID names a service app, and there is no private key.');
  try {
    // A pipe will do, and of what is no key file no more than this is read.
    const read = await textIn(createReadStream(file, { end: maxKeyLength }));
    if (read.length <= maxKeyLength) return read;
  } catch {
    throw noKey('The file of OKTA_PRIVATE_KEY_FILE cannot be read.');
  }
  throw noKey('The file of OKTA_PRIVATE_KEY_FILE holds more than a key.');
}

async function tokenOf(stdin: Given['stdin']): Promise<string> {
  let text = '';
  for await (const chunk of stdin ?? []) {
    text += String(chunk);
    if (text.length > maxTokenLength) throw noToken('Standard input holds more than an API token.');
  }
  if (text.trim() === '') throw noToken('There is no Okta API token.');
  return text.trim();
}

const noToken = (message: string): AppFailure =>
  new AppFailure({
    code: 'token-needed',
    message,
    owner: 'okta-admin',
    next: 'Give it in the environment variable OKTA_API_TOKEN or on standard input.',
  });

const noKey = (message: string): AppFailure =>
  new AppFailure({
    code: 'token-needed',
    message,
    owner: 'okta-admin',
    next: 'Give it in OKTA_PRIVATE_KEY_FILE or OKTA_PRIVATE_KEY; see --help.',
  });

const both = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: 'There are both an API token and a service app: it is not clear which one is to be used.',
    owner: 'okta-admin',
    next: 'Take OKTA_API_TOKEN or OKTA_CLIENT_ID out of the environment.',
  });
