import { afterEach, describe, expect, it } from 'vitest';
import type { Summary } from '../../shared/summary';
import { logAppChange } from '../../practice/provisioning/app-log';
import { parseProfile } from '../../practice/profile';
import { toAppSettings } from '../../shared/settings';
import { setUpWithSummary } from '../testing/drift';
import type { TestCore } from '../testing/core';
import { weighed } from './second-witness';

const at = '2026-11-24T10:00:00.000Z';
const later = '2026-11-24T11:00:00.000Z';
const stated = { how: 'stated', by: 'al@acme.com', at } as const;
const proven = { how: 'proven-by-test', user: 'bo@acme.com', at } as const;
const logged = (to: string, when: string) => ({
  at: when,
  who: 'jo@acme.com',
  from: null,
  to,
  eventId: 'e1',
});
const inLog = (when: string) => ({ how: 'read-in-log', by: 'jo@acme.com', at: when });

describe('the System Log beside a word or a test', () => {
  it('confirms a word, whenever it was logged, and adds nothing to a test', () => {
    expect(weighed(stated, 'on', logged('on', later))).toEqual({ known: inLog(later), value: null });
    expect(weighed(stated, 'on', logged('on', '2026-11-23T10:00:00.000Z')).known.how).toBe('read-in-log');
    expect(weighed(proven, 'on', logged('on', later))).toEqual({ known: proven, value: null });
  });

  it('overrules both only with what happened later', () => {
    for (const known of [stated, proven]) {
      expect(weighed(known, 'on', logged('off', later))).toEqual({ known: inLog(later), value: 'off' });
      expect(weighed(known, 'on', logged('off', at))).toEqual({ known, value: null });
    }
  });

  it('is never the only witness, and none is normal', () => {
    const unknown = { how: 'unknown' } as const;
    expect(weighed(unknown, 'on', logged('on', later))).toEqual({ known: unknown, value: null });
    expect(weighed(stated, 'on', null)).toEqual({ known: stated, value: null });
  });
});

describe('the summary of an org that does not show the To App boxes', () => {
  let core: TestCore;
  afterEach(() => core.close());

  async function setUp(logDetails: string): Promise<Summary> {
    const profile = parseProfile(`featuresRead=never,featuresPut=refused,logDetails=${logDetails}`);
    const made = await setUpWithSummary({ profile });
    core = made.core;
    await core.call('guided.state', { step: 'to-app', done: true });
    return core.call('summary.get', {});
  }
  const boxesOf = ({ settings }: Summary) =>
    toAppSettings.map((id) => settings.find(({ setting }) => setting === id));
  const howOf = (summary: Summary) => boxesOf(summary).map((row) => row?.known.how);
  const untick = (): void => {
    const app = Object.values(core.org.world.state.apps).find(({ toApp }) => toApp.deactivate);
    if (app === undefined) throw new Error('no app of ours');
    app.toApp = { ...app.toApp, deactivate: false };
    logAppChange(core.org.world, app, 'update');
  };

  it('names who ticked which box when, from what to what, in every export', async () => {
    const summary = await setUp('changes');
    expect(howOf(summary)).toEqual(['proven-by-test', 'read-in-log', 'read-in-log']);
    for (const row of boxesOf(summary)) {
      expect(row).toMatchObject({
        value: 'on',
        change: { who: 'admin@bellwether.example', from: 'off', to: 'on' },
      });
    }
    const { download } = await core.call('summary.export', { format: 'markdown' });
    expect(download?.text).toMatch(
      /\| Deactivate Users \| on \| on \| read in Okta’s System Log, set by admin@bellwether\.example at .* UTC; changed by admin@bellwether\.example at .* UTC: off → on, event /,
    );
  });

  it('says who unticked a box afterwards, and lists it as left to do', async () => {
    await setUp('changes');
    untick();
    const summary = await core.call('summary.get', {});
    expect(boxesOf(summary)[2]).toMatchObject({
      value: 'off',
      expected: 'on',
      known: { how: 'read-in-log' },
    });
    expect(summary.left.find(({ text }) => text.startsWith('Deactivate Users'))?.text).toMatch(
      /^Deactivate Users: It is “off”\. admin@bellwether\.example changed it at .* UTC \(on → off\), by Okta’s System Log\. It should be “on”\./,
    );
  });

  it('takes Okta’s sentence where it gives no values', async () => {
    const summary = await setUp('messages');
    expect(howOf(summary)).toEqual(['proven-by-test', 'read-in-log', 'read-in-log']);
    expect(boxesOf(summary)[1]?.change).toMatchObject({ from: null, to: 'on' });
    untick();
    expect(boxesOf(await core.call('summary.get', {}))[2]).toMatchObject({ value: 'off' });
  });

  it('loses nothing where the log tells nothing, or cannot be read', async () => {
    const summary = await setUp('none');
    expect(howOf(summary)).toEqual(['proven-by-test', 'stated', 'stated']);
    expect(summary.settings.flatMap(({ change }) => change ?? [])).toEqual([]);
    const answer = { status: 403, headers: {}, body: '{"errorCode":"E0000006"}' };
    core.org.faults.add([{ target: 'okta', path: '/api/v1/logs', times: 9, answer }]);
    const unread = await core.call('summary.get', {});
    expect(unread.systemLog).toBe('cannot-be-read');
    expect(unread.settings.map(({ value }) => value)).toEqual(summary.settings.map(({ value }) => value));
    expect(howOf(unread)).toEqual(howOf(summary));
  });
});
