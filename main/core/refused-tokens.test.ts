import { afterEach, describe, expect, it } from 'vitest';
import type { Region } from '../../shared/oktopost';
import { createApiToken, createOktopostToken } from '../../practice/world/world';
import { startTestCore } from '../testing/core';
import { heldFetch } from '../testing/held-fetch';
import { readyToTest } from '../testing/ready-to-test';
import type { TestCore } from '../testing/core';

let core: TestCore;
/** The paths that the practice Oktopost was asked for. */
let asked: string[];
afterEach(() => core.close());

const oktopost = async () => (await core.snapshot()).oktopost;
const submit = (value: string) => core.call('secrets.submit', { kind: 'oktopost-token', value });
const tokenOf = (region: Region): string => createOktopostToken(core.org.world, region, 'Made here').text;

// Shows: a token is used on after it was refused
describe('a token that is refused in the middle of the work', () => {
  const refuse = (target: 'okta' | 'oktopost', path: string, method?: string): void => {
    const body =
      target === 'okta' ? '{"errorCode":"E0000011","errorSummary":"Invalid token provided"}' : '{}';
    const answer = { status: 401, headers: { 'content-type': 'application/json' }, body };
    core.org.faults.add([{ target, path, times: 1, answer, ...(method === undefined ? {} : { method }) }]);
  };
  /** How often Okta was asked. */
  let toOkta: number;
  const startCounted = async (): Promise<void> => {
    toOkta = 0;
    asked = [];
    core = await startTestCore({
      region: 'us',
      onExchange: ({ target, path }) => {
        if (target === 'okta') toOkta += 1;
        else asked.push(path);
      },
    });
  };

  it('of Okta ends the run, is forgotten and asked for; the same plan goes on with another one', async () => {
    await startCounted();
    await core.begin();
    const plan = await core.preview({ kind: 'app' });
    const apps = Object.keys(core.org.world.state.apps).length;
    refuse('okta', '^/api/v1/apps$', 'POST');
    const run = await core.apply(plan);
    expect(run).toMatchObject({ state: 'failed', error: { code: 'token-refused', owner: 'okta-admin' } });
    const { okta, app, problem } = await core.snapshot();
    expect(okta).toMatchObject({ state: 'failed', error: { code: 'token-refused' } });
    expect([app, problem]).toEqual([null, null]);

    const before = toOkta;
    expect((await core.refusal('plan.preview', { scope: { kind: 'app' } })).code).toBe('token-needed');
    await core.call('guided.lookAgain', {});
    await core.call('okta.reconnect', {});
    expect((await core.snapshot()).okta.state).not.toBe('connected');
    expect(toOkta).toBe(before);

    await core.call('okta.usePracticeToken', {});
    expect(await core.run({ kind: 'app' })).toMatchObject({ state: 'done' });
    expect(Object.keys(core.org.world.state.apps)).toHaveLength(apps + 1);
  });

  it('of Okta is none where it was entered in place of one that works: that one stays, and goes on', async () => {
    await startCounted();
    await core.begin();
    const before = (await core.snapshot()).okta;
    const wrong = { kind: 'okta-token', value: `00${'w'.repeat(40)}` } as const;
    expect(await core.refusal('secrets.submit', wrong)).toMatchObject({
      code: 'token-refused',
      field: 'okta-token',
      message: expect.stringContaining('before stays'),
    });
    expect((await core.snapshot()).okta).toEqual(before);
    expect(await core.run({ kind: 'app' })).toMatchObject({ state: 'done' });
    // Also what is at hand for the next connection.
    await core.call('okta.reconnect', {});
    expect((await core.snapshot()).okta.state).toBe('connected');
  });

  it('of Okta that cannot be tried in place of one that works leaves that one, at hand too', async () => {
    await startCounted();
    await core.begin();
    const before = (await core.snapshot()).okta;
    const answer = { status: 503, headers: {}, body: '' };
    core.org.faults.add([{ target: 'okta', times: 10_000, answer }]);
    const other = { kind: 'okta-token', value: `00${'w'.repeat(40)}` } as const;
    expect(await core.refusal('secrets.submit', other)).toMatchObject({
      field: 'okta-token',
      message: expect.stringContaining('before stays'),
    });
    core.org.faults.clear();
    expect((await core.snapshot()).okta).toEqual(before);
    await core.call('okta.reconnect', {});
    expect((await core.snapshot()).okta.state).toBe('connected');
  });

  it('of Okta, once replaced, takes nothing from the new one', async () => {
    const { fetch: held, hold } = heldFetch();
    core = await startTestCore({ region: 'us' }, { ports: () => ({ fetch: held }) });
    await core.begin();
    const headers = { 'content-type': 'application/json' };
    const { sent, release } = hold(/./, () =>
      Promise.resolve(new Response('{"errorCode":"E0000011"}', { status: 401, headers })),
    );
    const late = core.refusal('plan.preview', { scope: { kind: 'app' } });
    await sent;
    await core.call('okta.usePracticeToken', {});
    release();
    expect((await late).code).toBe('token-refused');
    expect((await core.snapshot()).okta.state).toBe('connected');
    await core.call('okta.reconnect', {});
    expect((await core.snapshot()).okta.state).toBe('connected');
  });

  it('of Oktopost is forgotten and asked for', async () => {
    await startCounted();
    const userId = await readyToTest(core);
    expect(await oktopost()).toMatchObject({ state: 'accepted' });
    refuse('oktopost', '/scim/v2/Users');
    await core.call('test.preCheck', { userId }).catch(() => undefined);
    expect(await oktopost()).toMatchObject({ state: 'refused', error: { field: 'oktopost-token' } });
    const before = asked.length;
    await core.call('test.preCheck', { userId });
    expect(asked).toHaveLength(before);
    await submit(tokenOf('us'));
    expect(await oktopost()).toMatchObject({ state: 'accepted' });
  });

  it('of Oktopost is none where it was entered in place of one that works: that one stays, and goes on', async () => {
    await startCounted();
    const userId = await readyToTest(core);
    const before = await oktopost();
    await submit(tokenOf('eu'));
    expect(await oktopost()).toEqual({
      ...before,
      another: {
        elsewhere: 'not-asked',
        error: expect.objectContaining({
          code: 'token-refused',
          field: 'oktopost-token',
          message: expect.stringMatching(/other region.*The connection from before stays\.$/),
        }),
      },
    });
    asked.length = 0;
    await core.call('test.preCheck', { userId });
    expect(asked).not.toEqual([]);
    // Also what is at hand for the next connection.
    await core.call('oktopost.reconnect', {});
    expect(await oktopost()).toMatchObject({ state: 'accepted' });
    expect(await oktopost()).not.toHaveProperty('another');
  });

  it('of Oktopost is asked about in the other region beside the one that works, and the region stays', async () => {
    await startCounted();
    await readyToTest(core);
    await submit(tokenOf('eu'));
    await core.call('oktopost.askOtherRegion', {});
    expect(await oktopost()).toMatchObject({ state: 'accepted', another: { elsewhere: 'works' } });
    expect((await core.refusal('oktopost.changeRegion', {})).code).toBe('conflict');
    expect(await oktopost()).toMatchObject({ state: 'accepted' });
  });

  it('of Oktopost, entered once more, is the one in use: nothing stays', async () => {
    await startCounted();
    await readyToTest(core);
    const value = tokenOf('us');
    await submit(value);
    core.org.world.state.oktopost.us.tokens = {};
    await submit(value);
    expect(await oktopost()).toMatchObject({ state: 'refused', elsewhere: 'not-asked' });
    asked.length = 0;
    await core.call('oktopost.reconnect', {});
    expect([asked, (await oktopost()).state]).toEqual([[], 'token-needed']);
  });

  it('of Okta, entered once more, is the one in use: nothing stays', async () => {
    await startCounted();
    await core.begin();
    const { text } = createApiToken(core.org.world, 'Made here', 'SUPER_ADMIN');
    await core.call('secrets.submit', { kind: 'okta-token', value: text });
    core.org.world.state.apiTokens = {};
    await core.call('secrets.submit', { kind: 'okta-token', value: text });
    expect((await core.snapshot()).okta).toMatchObject({
      state: 'failed',
      error: { code: 'token-refused', message: expect.not.stringContaining('before stays') },
    });
    const before = toOkta;
    await core.call('okta.reconnect', {});
    expect(toOkta).toBe(before);
  });

  it('of Oktopost is lost while another is checked: where that one is refused too, nothing stays', async () => {
    const { fetch: held, hold } = heldFetch();
    core = await startTestCore({ region: 'us' }, { ports: () => ({ fetch: held }) });
    const userId = await readyToTest(core);
    const { sent, release } = hold(/scim\/v2\/Users/);
    const checked = submit(tokenOf('eu'));
    await sent;
    // The one from before goes on being used until then.
    core.org.world.state.oktopost.us.tokens = {};
    await core.call('test.preCheck', { userId }).catch(() => undefined);
    release();
    await checked;
    expect(await oktopost()).toMatchObject({ state: 'refused', elsewhere: 'not-asked' });
  });

  it('of Oktopost takes its region with it on demand, and the one that works there is kept aside', async () => {
    await startCounted();
    await core.begin();
    await submit(tokenOf('us'));
    await submit(tokenOf('eu'));
    await core.call('oktopost.askOtherRegion', {});
    refuse('oktopost', '^/eu/scim/v2/Users');
    await core.call('oktopost.changeRegion', {});
    // Nothing of the other region stays in use here.
    expect(await core.snapshot()).toMatchObject({
      region: 'eu',
      oktopost: { state: 'refused', elsewhere: 'not-asked' },
    });
    await core.call('destination.choose', { destination: 'board', region: 'us', label: 'Oktopost' });
    expect(await oktopost()).toMatchObject({ state: 'accepted' });
  });
});
