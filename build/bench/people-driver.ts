/**
 * Measures the reading of many people in a process of its own, which bench/people.ts starts: `tsx people-driver.ts PEOPLE LATENCY
 * compare|alone`; the answer is one line of JSON.
 */
import { fork } from 'node:child_process';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { reconcile } from '../../main/people/reconciliation';
import { accountsOf } from '../../main/people/accounts';
import { classify } from '../../main/people/classify';
import { newScan, readScan } from '../../main/people/scan';
import type { Scan } from '../../main/people/scan';
import { createPeopleTable } from '../../main/people/table';
import { connectOkta } from '../../main/okta/client';
import { createSdkClient } from '../../main/okta/sdk';
import { connectOktopost } from '../../main/oktopost/scim';
import { apiToken } from '../../main/secrets/credential';
import { systemClock } from '../../main/shell/clock';
import { peopleFilterSchema } from '../../shared/people';
import type { PeopleCost } from './people';

const [, , size = '1000', latency = '100', kind = 'alone'] = process.argv;
const [people, latencyMs] = [Number(size), Number(latency)];
/** As many as Oktopost's REST SDK asks for; what its SCIM server gives is unknown. */
const accountsPerPage = 100;

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const hide = (text: string): string => text;
const megabytes = (bytes: number): number => Math.round(bytes / 104_857.6) / 10;
const collect = (): void => {
  globalThis.gc?.();
};
const heap = (): number => process.memoryUsage().heapUsed;

const server = fork(
  new URL('people-server.ts', import.meta.url),
  [people, latencyMs, accountsPerPage].map(String),
  { execArgv: ['--import', 'tsx'] },
);
const port = await new Promise<number>((resolve) => {
  server.once('message', (value: unknown) => {
    resolve(Number(value));
  });
});
const origin = `http://127.0.0.1:${String(port)}`;
const listUrl = `${origin}/api/v1/apps/0oa1/users?limit=500&expand=user`;

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const started = performance.now();
  const value = await work();
  return { ms: Math.round(performance.now() - started), value };
}

/** Nothing but page after page: what no client can be faster than. */
async function bareChain(): Promise<void> {
  for (let url: string | undefined = listUrl; url !== undefined;) {
    const response: Response = await fetch(url);
    await response.text();
    url = /<([^>]*)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
}

/** As one writes it first: the SDK's collection, then Oktopost's list page by page. */
async function plainLoop(): Promise<void> {
  const client = await createSdkClient({
    orgUrl: origin,
    send: async (request) => {
      const { url } = z.object({ url: z.string() }).parse(request);
      return fetch(url);
    },
  });
  const kept: unknown[] = [];
  const list = await client.applicationApi.listApplicationUsers({
    appId: '0oa1',
    limit: 500,
    expand: 'user',
  });
  await list.each((appUser) => {
    kept.push(appUser);
  });
  for (let start = 1; start <= people; start += accountsPerPage) {
    const url = `${origin}/scim/v2/Users?startIndex=${String(start)}&count=${String(accountsPerPage)}`;
    kept.push(await (await fetch(url)).json());
  }
  if (kept.length < people) throw new Error('the loop has not read everybody');
}

const okta = await connectOkta({
  orgUrl: origin,
  credential: apiToken('token'),
  hide,
  learn: () => undefined,
  fetch,
  clock: systemClock,
  log: quiet,
  allowLoopback: true,
});
const oktopost = connectOktopost({
  baseUrl: `${origin}/scim/v2`,
  token: 'token',
  hide,
  fetch,
  clock: systemClock,
});
const read = (scan: Scan, signal: AbortSignal, onProgress: () => void) =>
  okta.withContext({ signal }, () => readScan(scan, { okta, oktopost, signal, onProgress }));

await fetch(listUrl).then((response) => response.text());
const chain = kind === 'compare' ? await timed(bareChain) : null;
const plain = kind === 'compare' ? await timed(plainLoop) : null;

collect();
const before = heap();
const scan = newScan('reconciliation', { kind: 'assigned' }, '0oa1', true);
const { signal } = new AbortController();
const cpuBefore = process.cpuUsage();
const scanned = await timed(() => read(scan, signal, () => undefined));
const cpu = process.cpuUsage(cpuBefore);
collect();
const kept = heap();

/** What lives beyond the findings so far, at its most: garbage is collected before each look, so that only what is held counts. */
async function heldBeyond(): Promise<number> {
  const again = newScan('reconciliation', { kind: 'assigned' }, '0oa1', true);
  collect();
  const empty = heap();
  const seen: { live: number; findings: number }[] = [];
  let calls = 0;
  const findingsOf = (): number => again.assigned.items.length + (again.accounts?.accounts.size ?? 0);
  await read(again, signal, () => {
    calls += 1;
    if (calls % Math.ceil(people / 5_000) !== 0) return;
    collect();
    seen.push({ live: heap() - empty, findings: findingsOf() });
  });
  collect();
  const perFinding = (heap() - empty) / findingsOf();
  return Math.max(...seen.map(({ live, findings }) => live - findings * perFinding));
}
const held = await heldBeyond();

const gathered = scanned.value;
const reconcileBefore = process.cpuUsage();
const classified = classify(scan, gathered);
const reconciled = process.cpuUsage(reconcileBefore);
const alone = process.cpuUsage();
reconcile(gathered.assigned, accountsOf(gathered.accounts?.all ?? []), gathered.lookedUp);
const joined = process.cpuUsage(alone);

const table = createPeopleTable(classified.map(({ row }) => row));
const warmed = await timed(() => table.warm(() => setImmediate()));
const filter = peopleFilterSchema.parse({});
/** The median of three, each with another filter, since the last answer is kept. */
const median = (...changes: readonly Partial<typeof filter>[]): number => {
  const times = changes.map((change) => {
    const started = performance.now();
    table.range({ ...filter, ...change }, 0, 100);
    return Math.round((performance.now() - started) * 10) / 10;
  });
  return times.toSorted((one, other) => one - other)[1] ?? 0;
};
const cost: PeopleCost = {
  people,
  chainMs: chain?.ms ?? null,
  plainMs: plain?.ms ?? null,
  scanMs: scanned.ms,
  scanCpuMs: Math.round((cpu.user + cpu.system) / 1000),
  heldMb: megabytes(held),
  keptMb: megabytes(kept - before),
  classifyCpuMs: Math.round((reconciled.user + reconciled.system) / 1000),
  reconcileCpuMs: Math.round((joined.user + joined.system) / 1000),
  warmMs: warmed.ms,
  sortMs: median({ sort: 'familyName' }, { sort: 'email' }, { sort: 'givenName', descending: true }),
  filterMs: median({ states: ['too-early'] }, { reason: 'changed' }, { states: ['arrived', 'gone'] }),
  searchMs: median({ search: 'person99' }, { search: 'Family1' }, { search: 'nobody' }),
};
process.stdout.write(`${JSON.stringify(cost)}\n`);
server.disconnect();
