import { expect, it } from 'vitest';
import { AppFailure, defect } from '../../shared/errors';
import type { Okta } from '../okta/okta';
import type { App, LogEvent } from '../okta/types';
import { logEvent } from '../testing/log-event';
import { smallApp } from '../testing/small-app';
import { smallOkta } from '../testing/small-okta';
import { withOneLog } from './one-log';

const now = new Date('2026-11-29T12:00:00.000Z');
const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

const event = (uuid: string, eventType: string, minutesAgo: number): LogEvent =>
  logEvent({ uuid, published: ago(minutesAgo).toISOString(), eventType });

const update = 'application.lifecycle.update';
const events = [event('a', 'application.lifecycle.create', 10), event('b', update, 8), event('c', update, 1)];

/** An Okta whose log has these events of the app integration `0oa1`, which is so old; it counts what is asked. */
async function oktaWith(createdMinutesAgo: number, answer: () => Promise<LogEvent[]>) {
  const made = { label: 'Ours', acsUrl: 'https://a.example', audience: 'a', adminNote: null };
  const { okta } = smallOkta([smallApp('0oa1', made)]);
  const asked: string[] = [];
  const logging: Okta = {
    ...okta,
    logEvents: (appId) => {
      asked.push(`events of ${appId}`);
      return answer();
    },
    appUpdates: (appId) => {
      asked.push(`updates of ${appId}`);
      return answer();
    },
  };
  const found = await okta.app('0oa1');
  if (found === null) throw new Error('there is no app');
  const app: App = { ...found, created: ago(createdMinutesAgo).toISOString() };
  return { asked, log: withOneLog(logging, app, now) };
}

const idsOf = async (read: Promise<LogEvent[]>): Promise<string[]> => (await read).map(({ uuid }) => uuid);

it('asks once for both, of an app integration of today, and answers each for its time', async () => {
  const { asked, log } = await oktaWith(11, () => Promise.resolve(events));
  const both = [log.logEvents('0oa1', ago(9), ago(5)), log.appUpdates('0oa1', ago(90 * 24 * 60), now)];
  expect(await Promise.all(both.map(idsOf))).toEqual([['b'], ['b', 'c']]);
  expect(asked).toEqual(['events of 0oa1']);
});

it('sends each question of an older one, and of another', async () => {
  const old = await oktaWith(2 * 24 * 60, () => Promise.resolve(events));
  await old.log.logEvents('0oa1', ago(9), ago(5));
  await old.log.appUpdates('0oa1', ago(9), now);
  expect(old.asked).toEqual(['events of 0oa1', 'updates of 0oa1']);
  const young = await oktaWith(11, () => Promise.resolve(events));
  await young.log.appUpdates('0oa2', ago(9), now);
  expect(young.asked).toEqual(['updates of 0oa2']);
});

it('tells both of a log that cannot be read', async () => {
  const { log } = await oktaWith(11, () => Promise.reject(new AppFailure(defect)));
  const both = [log.logEvents('0oa1', ago(9), now), log.appUpdates('0oa1', ago(9), now)];
  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
