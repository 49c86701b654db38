import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Summary } from '../../shared/summary';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { heldFetch } from '../testing/held-fetch';

describe('what a drift check leads to', () => {
  const { fetch, hold } = heldFetch();
  /** The search for the app integration that names the set-up waits for this. */
  let searched: Promise<void> = Promise.resolve();
  let core: TestCore;
  let summary: Summary;
  beforeEach(async () => {
    searched = Promise.resolve();
    const searching: typeof globalThis.fetch = async (input, init) => {
      const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input);
      if (pathname === '/api/v1/apps' && searchParams.get('limit') === '200') await searched;
      return fetch(input, init);
    };
    core = await startTestCore({}, { ports: () => ({ fetch: searching }) });
    await core.begin();
  });
  afterEach(() => core.close());

  const opened = (): Promise<null> =>
    core.call('file.open', { name: 'summary.json', text: JSON.stringify(summary) });
  async function created(): Promise<void> {
    await core.run({ kind: 'app' });
    summary = await core.call('summary.get', {});
  }

  it('is the screen itself once the app integration is this set-up’s, whatever else is still to be done', async () => {
    await created();
    await opened();
    await core.call('drift.connect', { replace: true });
    await core.call('okta.usePracticeToken', {});
    await opened();
    await core.call('drift.bringBack', { screen: 'mapping' });
    const { adopt, screen } = await core.snapshot();
    expect([adopt, screen]).toEqual([summary.app.id, 'plan']);
    await core.run({ kind: 'app', adopt });
    await core.call('drift.bringBack', { screen: 'mapping' });
    const { screen: shown, rail } = await core.snapshot();
    expect(shown).toBe('mapping');
    expect(rail.find((entry) => entry.screen === 'mapping')).toMatchObject({ reachable: true });
    expect(rail.find((entry) => entry.screen === 'to-app')).toMatchObject({ reachable: false });
  });

  it('waits for the app integration of this set-up, which a new connection is searching', async () => {
    const file = join(core.folder, 'session.json');
    copyFileSync(file, `${file}.older`);
    await created();
    copyFileSync(`${file}.older`, file);
    let release = (): void => undefined;
    searched = new Promise((resolve) => {
      release = resolve;
    });
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    await opened();
    // An answer about the summary's app integration that was asked for too early comes once the set-up's own is found.
    const { release: answer } = hold(/\/api\/v1\/apps\/[^/]+$/);
    const shown = core.call('drift.bringBack', { screen: 'mapping' });
    release();
    await core.until('the app integration is found', ({ app }) => app !== null);
    answer();
    await shown;
    expect(await core.snapshot()).toMatchObject({ screen: 'mapping', app: { id: summary.app.id } });
  });
});
