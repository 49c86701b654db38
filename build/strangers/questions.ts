import { startTestCore } from '../../main/testing/core';
import { addressOf } from '../../main/testing/by-hand';
import { connectOktopost } from '../../main/oktopost/scim';
import { systemClock } from '../../main/shell/clock';
import { AppFailure } from '../../shared/errors';
import { paneIds } from '../../shared/verification';
import type { PaneFinding, PaneId } from '../../shared/verification';
import { strangerToken } from './servers';
import type { Stranger } from './servers';

const longestSleepMs = 500;

/** One step of the road: what the product asked of the server, what came, and what the product said of it. */
export interface Row {
  step: string;
  asked: readonly string[];
  said: string;
}

/**
 * The product's whole road of one user with the server in Oktopost's place: token, pre-check, assignment (by the practice org's
 * SCIM client), the test's verdict, unassignment, and the whole life of the assistant's own user. In the practice org nothing else changes.
 */
export async function askStranger({ baseUrl }: Stranger): Promise<Row[]> {
  const asked = new Map<string, string>();
  const { host } = new URL(baseUrl);
  const recording: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    const url = input instanceof Request ? input.url : String(input);
    if (url.startsWith(baseUrl)) asked.set(url, await lineOf(url.slice(baseUrl.length), response.clone()));
    return response;
  };
  const core = await startTestCore(
    {},
    {
      ports: () => ({
        fetch: recording,
        // The second look of a whole life need not be waited for here.
        clock: {
          ...systemClock,
          sleep: (ms, signal) => systemClock.sleep(Math.min(ms, longestSleepMs), signal),
        },
        practice: {
          start: () => {
            const address = addressOf(core.org);
            const { board } = address.oktopost;
            const us = { ...board.us, scimBaseUrl: baseUrl };
            return Promise.resolve({
              ...address,
              oktopost: { ...address.oktopost, board: { ...board, us } },
            });
          },
          discard: () => Promise.resolve(),
        },
      }),
    },
  );
  const rows: Row[] = [];
  const step = async (name: string, work: () => Promise<string>): Promise<void> => {
    // Of a look that is repeated, the last one counts: how many come before it is a matter of time.
    asked.clear();
    const said = await work();
    rows.push({
      step: name,
      // Some are asked at the same time: which answer comes first is a matter of time.
      asked: [...asked.values()].sort(),
      said: said.replaceAll(host, 'HOST'),
    });
  };
  const submit = async (value: string): Promise<string> => {
    await core.call('secrets.submit', { kind: 'oktopost-token', value });
    const { oktopost } = await core.until('an answer', (state) => state.oktopost.state !== 'checking');
    const hasError = oktopost.state === 'refused' || oktopost.state === 'unchecked';
    if (hasError) return `${oktopost.state}: ${oktopost.error.code}`;
    return oktopost.state === 'accepted' ? `accepted, ${String(oktopost.users)} users` : oktopost.state;
  };
  try {
    await core.begin();
    await core.run({ kind: 'app', adopt: null, createAnyway: false });
    await core.provisioningOn();
    core.byHand.connect(baseUrl, strangerToken);
    const { users } = await core.call('users.search', { query: 'Bruno' });
    const [bruno] = users;
    if (bruno === undefined) throw new Error('there is no Bruno');
    const userId = bruno.id;
    const preCheck = async (): Promise<string> => {
      const { findings } = await core.call('test.preCheck', { userId });
      const said = findings
        .filter(({ pane, text }) => pane !== 'connection' && /Oktopost/.test(text))
        .map(({ level, text }) => `${level}: ${text}`);
      return [...said, `(${panesOf(findings)})`].join(' ');
    };

    await step('a wrong token', () => submit('wrong'));
    await step('the right token', () => submit(strangerToken));
    await step('a person who is not there', preCheck);
    await step('assigned', async () => {
      await core.run({ kind: 'assign', userId });
      const { test } = await core.until('a verdict', (state) => state.test.verdict !== null);
      // The later look would fall into another step.
      await core.call('test.stop', {});
      return `${test.state}: ${test.verdict ?? ''}`;
    });
    await step('a person who is there', preCheck);
    await step('the same in other letters', async () => {
      const { profile } = core.org.world.state.users[userId] ?? {};
      Object.assign(profile ?? {}, { email: bruno.email.toUpperCase() });
      const said = await preCheck();
      Object.assign(profile ?? {}, { email: bruno.email });
      return said;
    });
    await step('unassigned', async () => {
      await core.run({ kind: 'unassign', userId });
      const { test } = await core.until(
        'a verdict',
        (state) => (state.test.unassignment?.verdict ?? null) !== null,
      );
      return `${test.unassignment?.state ?? ''}: ${test.unassignment?.verdict ?? ''}`;
    });
    await step('a whole life', async () => {
      await core.call('mapping.choose', { keepWorkEmail: true, deleteSchemaAttributes: false });
      await core.run({ kind: 'mapping' });
      core.byHand.updateUserNames();
      const plan = await core.call('lifeCycle.plan', {});
      await core.call('lifeCycle.start', { planId: plan.id });
      const { lifeCycle } = await core.until('it ends', (state) => state.lifeCycle.state !== 'running');
      asked.clear();
      const phases = lifeCycle.phases.map(
        ({ phase, state, explanation }) =>
          `${phase} ${state}${explanation === null ? '' : ` (${explanation.id})`}`,
      );
      return `${lifeCycle.state}: ${phases.join(', ')}`;
    });
    await step('an account that does not exist', async () =>
      (await client(baseUrl).user('no-such-id')) === null ? 'nobody' : 'somebody',
    );
    await step('a wrong path', () => outcome(client(`${baseUrl}/wrong`).countUsers()));
    return rows;
  } finally {
    await core.close();
  }

  function client(url: string) {
    const hide = (text: string): string => text;
    return connectOktopost({
      baseUrl: url,
      token: strangerToken,
      hide,
      fetch: recording,
      clock: systemClock,
    });
  }
}

/** The worst of each pane. */
function panesOf(findings: readonly PaneFinding[]): string {
  const worst = (pane: PaneId): string =>
    (['block', 'warn', 'unknown', 'ok'] as const).find((level) =>
      findings.some((finding) => finding.pane === pane && finding.level === level),
    ) ?? 'not looked at';
  return paneIds
    .filter((pane) => pane !== 'result')
    .map((pane) => `${pane} ${worst(pane)}`)
    .join(', ');
}

async function outcome(work: Promise<unknown>): Promise<string> {
  try {
    return String(await work);
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
    return error.error.code;
  }
}

/** Without ids, which differ from run to run. */
async function lineOf(path: string, response: Response): Promise<string> {
  const text = await response.text();
  const [, total] = /"totalResults":\s*(\d+)/.exec(text) ?? [];
  const [, active] = /"active":\s*("?\w+"?)/.exec(text) ?? [];
  const came = [
    String(response.status),
    ...(total === undefined ? [] : [`totalResults ${total}`]),
    ...(active === undefined ? [] : [`active ${active}`]),
  ].join(', ');
  const where = decodeURIComponent(path).replace(/\/Users\/(?!no-such-id)[^/?]+/, '/Users/ID');
  return `GET ${where} -> ${came}`;
}
