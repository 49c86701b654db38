import { describe, expect, it } from 'vitest';
import { errorOf, scriptedOrg } from '../testing';

const event = {
  uuid: 'e1',
  published: '2026-11-24T10:00:00.000Z',
  eventType: 'application.lifecycle.update',
  outcome: { result: 'SUCCESS' },
  target: [{ id: '0oa1', type: 'AppInstance' }],
};
const since = new Date('2026-11-24T09:00:00Z');
const until = new Date('2026-11-24T11:00:00Z');

async function eventsOf(rows: unknown[]) {
  const { okta } = await scriptedOrg(() => ({ body: rows }));
  return okta.appUpdates('0oa1', since, until);
}

describe('the System Log', () => {
  it.each([
    ['no id', { ...event, uuid: null }],
    ['no type', { ...event, eventType: null }],
    ['no time', { ...event, published: null }],
    ['a time that is none', { ...event, published: 'yesterday' }],
    ['targets that are none', { ...event, target: 'odd' }],
    ['an actor that is none', { ...event, actor: 7 }],
  ])('is read though one of its events has %s', async (_what, odd) => {
    const events = await eventsOf([odd, { ...event, uuid: 'e2' }]);
    expect(events.map(({ uuid }) => uuid)).toContain('e2');
    for (const { published } of events) expect(Date.parse(published)).not.toBeNaN();
  });

  it('is unreadable, not empty, where no event can be read', async () => {
    const work = eventsOf([{ ...event, uuid: null }]);
    expect(await errorOf(work)).toMatchObject({ code: 'unreadable-answer' });
  });

  it('is empty where Okta shows no event', async () => {
    expect(await eventsOf([])).toEqual([]);
  });
});
