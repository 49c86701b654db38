import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { testLog } from '../net/testing';
import { startPractice, type Practice } from '../../practice/practice';
import { errorOf } from './testing';
import type { Okta } from './okta';
import { apiToken } from '../secrets/credential';
import type { Wait } from '../../shared/plan';
import { connectTo, newApp, pointsTo } from '../testing/practice-client';

const log = testLog();
let practice: Practice;
let okta: Okta;

beforeAll(async () => {
  practice = await startPractice({ provisionDelayMs: 20, logLagMs: 20 });
  okta = await connectTo(practice, { log });
});
afterAll(() => practice.stop());
afterEach(() => practice.faults.clear());

describe('the practice org, when things go wrong', () => {
  it('refuses a wrong token, and exposes it nowhere', async () => {
    const wrong = '00wrong-token';
    const stranger = await connectTo(practice, { credential: apiToken(wrong) });
    const error = await errorOf(stranger.org());
    expect(error).toMatchObject({ code: 'token-refused', okta: { errorCode: 'E0000011' } });
    expect(JSON.stringify(error)).not.toContain(wrong);
    expect(await errorOf(stranger.canRead('apps'))).toMatchObject({ code: 'token-refused' });
  });

  it('refuses users who are not active, with a message', async () => {
    const gone = Object.values(practice.world.state.users).find(({ status }) => status === 'DEPROVISIONED');
    if (gone === undefined) throw new Error('nobody is deactivated');
    const [app] = await okta.findApps(pointsTo('us'));
    expect(await errorOf(okta.assign(app?.id ?? '', gone.id))).toMatchObject({
      code: 'okta-refused',
      okta: { errorCode: 'E0000117' },
    });
  });

  it('finds an app by its note when the response of the create was lost', async () => {
    practice.faults.add([
      { target: 'okta', method: 'POST', path: '^/api/v1/apps$', times: 1, drop: 'after' },
    ]);
    expect(await errorOf(okta.createSamlApp(newApp('run-lost')))).toMatchObject({ code: 'answer-lost' });
    expect((await okta.findAppByNote('run-lost'))?.adminNote).toBe('run-lost');
    practice.faults.add([
      { target: 'okta', method: 'POST', path: '^/api/v1/apps$', times: 1, drop: 'before' },
    ]);
    expect(await errorOf(okta.createSamlApp(newApp('run-never')))).toMatchObject({ code: 'answer-lost' });
    expect(await okta.findAppByNote('run-never')).toBeNull();
    practice.faults.add([
      { target: 'okta', method: 'POST', path: '^/api/v1/apps$', times: 1, malformed: true },
    ]);
    expect(await errorOf(okta.createSamlApp(newApp('run-cut')))).toMatchObject({ code: 'answer-lost' });
    expect(await okta.findAppByNote('run-cut')).not.toBeNull();
  });

  it('retries a read after a broken connection', async () => {
    practice.faults.add([{ target: 'okta', path: '^/api/v1/org$', times: 1, drop: 'before' }]);
    expect((await okta.org()).id).not.toBe('');
  });

  it('leaves the last tenth of a small rate limit unused, and reports the wait', async () => {
    const busy = await startPractice({ rateLimit: 3, rateWindowSeconds: 1 });
    onTestFinished(() => busy.stop());
    const left: (string | null)[] = [];
    const slow = await connectTo(busy, {
      fetch: async (input, init) => {
        const answer = await fetch(input, init);
        left.push(answer.headers.get('x-rate-limit-remaining'));
        return answer;
      },
    });
    const waits: (Wait | null)[] = [];
    const asked = await slow.withContext({ onWait: (wait) => waits.push(wait) }, () =>
      Promise.all(Array.from({ length: 4 }, () => slow.org())),
    );
    expect(asked).toHaveLength(4);
    expect(waits.some((wait) => wait !== null)).toBe(true);
    expect(waits.at(-1)).toBeNull();
    expect(left).toHaveLength(4);
    expect(left).toContain('1');
    expect(left).not.toContain('0');
  });

  it('no token is logged', async () => {
    await errorOf((await connectTo(practice, { log, credential: apiToken('00wrong-token') })).org());
    await okta.createSamlApp(newApp('run-logged'));
    const lines = log.lines.join('\n');
    expect(lines).toContain('POST /api/v1/apps');
    expect(lines).not.toContain(practice.okta.apiToken);
    expect(lines).not.toContain('00wrong-token');
  });
});
