import { setImmediate } from 'node:timers/promises';
import { AppFailure } from '../../shared/errors';
import { readOpened } from '../../main/files/read';
import { connectOkta } from '../../main/okta/client';
import { connectOktopost } from '../../main/oktopost/scim';
import { apiToken } from '../../main/secrets/credential';
import { parseLine } from '../../main/storage/journal-entry';
import { shapes, sources } from './hostile-inputs';
import type { SourceName } from './hostile-inputs';

/** Decodes one input as the product does, in a process of its own; prints CPU time, memory and outcome as JSON. */
const [, , source = '', shape = ''] = process.argv;

const clock = { now: () => new Date(), sleep: () => Promise.resolve() };
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const hide = (text: string): string => text;
let body: Uint8Array = new Uint8Array();
const answering: typeof fetch = () =>
  Promise.resolve(
    new Response(body.slice(), { status: 200, headers: { 'Content-Type': 'application/json' } }),
  );
const okta = await connectOkta({
  orgUrl: 'https://acme.okta.com',
  credential: apiToken('token'),
  hide,
  learn: () => undefined,
  fetch: answering,
  clock,
  log,
});
const oktopost = connectOktopost({
  baseUrl: 'https://board.oktopost.com/scim/v2',
  token: 'token',
  hide,
  fetch: answering,
  clock,
});

const now = new Date();
const readers: Record<SourceName, (text: string) => unknown> = {
  'opened file': (text) => readOpened('file.json', text),
  'line of the journal': (text) => parseLine(text),
  'Okta: app integrations': () => okta.findApps(() => false),
  'Okta: System Log': () => okta.logEvents('0oa1', now, now),
  'Okta: attribute mapping': () => okta.userTypes(),
  'Oktopost: search': () => oktopost.findByUserName('ann@example.com'),
};

const isSource = (name: string): name is SourceName => Object.hasOwn(sources, name);
if (!isSource(source)) throw new Error(`no such source: ${source}`);
const read = async (text: string): Promise<string> => {
  try {
    await readers[source](text);
    return 'read';
  } catch (thrown) {
    if (thrown instanceof AppFailure) return thrown.error.message.slice(0, 160);
    throw thrown;
  }
};

const text = shapes[shape]?.(source, sources[source]) ?? null;
if (text !== null) {
  // What is loaded on first use is not the input's cost.
  body = new TextEncoder().encode('[{}]');
  await read('[{}]');
  body = new TextEncoder().encode(text);
  await setImmediate();
  const before = process.resourceUsage().maxRSS;
  const started = process.cpuUsage();
  const outcome = await read(text);
  const { user, system } = process.cpuUsage(started);
  const ms = (user + system) / 1000;
  const mb = (process.resourceUsage().maxRSS - before) / 1024;
  process.stdout.write(`${JSON.stringify({ bytes: body.length, ms, mb, outcome })}\n`);
}
process.exit(0);
