import { describe, expect, it } from 'vitest';
import type { Okta } from '../okta/okta';
import type { LogEvent } from '../okta/types';
import { logEvent } from '../testing/log-event';
import { eventsSince } from './changed-by';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 24, 10, minute)).toISOString();
const event = (uuid: string, minute: number): LogEvent =>
  logEvent({ uuid, published: at(minute), eventType: 'application.lifecycle.update' });
const now = new Date(at(59));

describe('the events since a summary', () => {
  const asked: string[] = [];
  function log(isWhole: boolean): Pick<Okta, 'newestEvents' | 'appUpdates'> {
    asked.length = 0;
    return {
      newestEvents: (_appId, _since, _until, most) => {
        asked.push(`newest ${String(most)}`);
        return Promise.resolve({ events: [event('new', 30), event('newer', 40)], isWhole });
      },
      appUpdates: () => {
        asked.push('updates');
        return Promise.resolve([event('old', 10), event('new', 30)]);
      },
    };
  }

  it('are read once where they are few', async () => {
    const { events, readFrom } = await eventsSince(log(true), '0oa1', new Date(at(0)), now);
    expect(events.map(({ uuid }) => uuid)).toEqual(['new', 'newer']);
    expect([readFrom, asked]).toEqual([null, ['newest 10000']]);
  });

  it('are the newest where they are many, with every change of the settings, each once', async () => {
    const { events, readFrom } = await eventsSince(log(false), '0oa1', new Date(at(0)), now);
    expect(events.map(({ uuid }) => uuid)).toEqual(['old', 'new', 'newer']);
    expect([readFrom, asked]).toEqual([at(30), ['newest 10000', 'updates']]);
  });
});
