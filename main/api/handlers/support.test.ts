import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { steppedClock } from '../../testing/hurried-clock';
import { readyToTest } from '../../testing/ready-to-test';

describe('what support gets', () => {
  let core: TestCore;
  beforeEach(async () => {
    const clock = steppedClock(() => core.org.world.idle());
    core = await startTestCore({ now: clock.now }, { ports: () => ({ clock }) });
  });
  afterEach(() => core.close());

  const bundle = async (format: 'html' | 'markdown' = 'markdown') =>
    (await core.call('support.export', { format })).download;
  const explain = (text: string) => core.call('explain.read', { source: { kind: 'text', text } });

  it('is there before any set-up: explanations, versions and time zone', async () => {
    await explain('Conflict\nUnauthorized. Errors reported by remote server: Bearer abcdef0123456789abcdef');
    const file = await bundle();
    expect(file?.name).toMatch(/^oktopost-okta-support-\d{4}-\d\d-\d\d\.md$/);
    const text = file?.text ?? '';
    expect(text).toContain('Time zone of this computer');
    expect(text).toContain('0.0.0-test');
    expect(text).toContain('Failures, explained');
    expect(text).toContain('There is no app integration of this set-up yet');
    expect(text).not.toContain('abcdef0123456789');
  });

  it('has settings, timeline and verdict of the set-up, also when Okta cannot be asked any more', async () => {
    const userId = await readyToTest(core);
    core.org.faults.add([
      {
        target: 'oktopost',
        times: 1,
        method: 'POST',
        path: '/Users',
        answer: { status: 409, headers: {}, body: 'User exists' },
      },
    ]);
    await core.run({ kind: 'assign', userId });
    const { test } = await core.until('a verdict', (state) => state.test.verdict !== null);
    const html = (await bundle('html'))?.text ?? '';
    expect(html).toContain('PRACTICE RUN');
    expect(html).toContain('Timeline of the test user');
    for (const { eventId } of test.timeline) expect(html).toContain(eventId ?? '');
    expect(html).toContain('https://board.oktopost.com/scim/v2');
    expect(html).toContain('Left to do');

    const answer = { status: 403, headers: { 'content-type': 'application/json' }, body: '{}' };
    core.org.faults.add([{ target: 'okta', times: 100, path: '^/api/v1/apps', answer }]);
    const offline = (await bundle())?.text ?? '';
    expect(offline).toContain('They could not be read');
    expect(offline).toContain('Timeline of the test user');
    core.org.faults.clear();

    expect((await bundle())?.name).toMatch(/^practice-oktopost-okta-support-/);
    const { to, subject, text } = await core.call('support.message', {});
    expect(to).toBe('your Oktopost account manager');
    expect(subject).not.toBe('');
    expect(text).toContain('SCIM base URL: https://board.oktopost.com/scim/v2');
    expect(text).toContain(test.user?.login);
    expect(text).toContain(test.explanation?.what);
  });

  it('names in the message what is Oktopost’s part first', async () => {
    await explain('Unauthorized\nError while creating user: Internal Server Error');
    const { text } = await core.call('support.message', {});
    expect(text).toContain('Internal Server Error');
    expect(text).not.toContain('Unauthorized');
    expect(text).toContain('look at your side');
  });

  it('claims in the message only what is so: no bundle yet, Okta said nothing, the cause is not Oktopost’s', async () => {
    await explain('something odd happened');
    const odd = (await core.call('support.message', {})).text;
    expect(odd).toContain('The assistant does not know this message.');
    expect(odd).toContain('The message: something odd happened');
    expect(odd).not.toMatch(/Okta says|Okta reports|attached/);
    await explain('Unauthorized');
    const { groups } = (await core.call('explain.last', {})) ?? { groups: [] };
    expect(groups.map(({ owner }) => owner)).toEqual(['okta-admin']);
    expect((await core.call('support.message', {})).text).not.toContain('look at your side');
  });
});
