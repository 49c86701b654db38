import { describe, expect, it } from 'vitest';
import type { LogEvent, LoggedValue } from '../okta/types';
import { logEvent } from '../testing/log-event';
import { failureWith } from '../testing/okta-objects';
import { changeWords, changesIn, readLoggedChanges } from './logged-changes';

const appId = '0oa1';
const event = (changes: LoggedValue[], more: Partial<LogEvent> = {}): LogEvent =>
  logEvent({
    uuid: 'e1',
    published: '2026-11-24T10:00:00.000Z',
    eventType: 'application.lifecycle.update',
    legacyEventType: 'app.generic.config.app_updated',
    displayMessage: 'Update application',
    outcome: { result: 'SUCCESS', reason: null },
    actor: { id: '00u1', who: 'jo@acme.com' },
    targets: [{ id: appId, type: 'AppInstance', alternateId: 'App', displayName: 'App', changes }],
    ...more,
  });
const value = (name: string, from: string | null, to: string | null): LoggedValue => ({ name, from, to });
const now = new Date('2026-11-24T12:00:00Z');
const read = (events: LogEvent[] | Error) =>
  readLoggedChanges(
    { appUpdates: () => (events instanceof Error ? Promise.reject(events) : Promise.resolve(events)) },
    appId,
    now,
  );

describe('what the System Log tells of changed settings', () => {
  it.each([
    ['create_users', 'false', 'true', 'to-app.create', 'off', 'on'],
    ['update_user_attributes', 'ENABLED', 'DISABLED', 'to-app.update', 'on', 'off'],
    ['deactivate_users', null, 'on', 'to-app.deactivate', null, 'on'],
    ['username_format', '${source.login}', '${source.email}', 'user-name-format', 'Okta username', 'Email'],
    ['username_format', 'OKTA_USERNAME', 'EMAIL', 'user-name-format', 'Okta username', 'Email'],
    ['sso_acs_url_override', null, 'https://x.example/acs', 'sign-on.acs-url', null, 'https://x.example/acs'],
    ['audience_override', 'urn:a', null, 'sign-on.audience', 'urn:a', '(none)'],
    ['recipient_override', 'a', 'b', 'sign-on.recipient', 'a', 'b'],
    ['destination_override', 'a', 'b', 'sign-on.destination', 'a', 'b'],
    ['custom_user_management_support', 'false', 'true', 'scim', 'None', 'SCIM'],
    ['label', 'A', 'B', 'app.name', 'A', 'B'],
  ])('%s from %s to %s is %s', (name, from, to, setting, before, after) => {
    expect(changesIn(event([value(name, from, to)]), appId)).toEqual([{ setting, from: before, to: after }]);
  });

  it('is one sentence where there are no details, and a reason makes it no failure', () => {
    const said = 'Stop deprovisioning unassigned users';
    const told = event([], { customMessage: said, outcome: { result: 'SUCCESS', reason: said } });
    expect(changesIn(told, appId)).toEqual([{ setting: 'to-app.deactivate', from: null, to: 'off' }]);
    expect(changeWords(told, appId)).toBe('Deactivate Users: now off');
    const unknown = event([], { customMessage: 'Importing new users' });
    expect([changesIn(unknown, appId), changeWords(unknown, appId)]).toEqual([[], 'Importing new users']);
  });

  it('goes by event type and outcome, never by title, and by the app integration itself', () => {
    const changes = [value('create_users', 'true', 'false')];
    expect(changesIn(event(changes, { displayMessage: null, outcome: null }), appId)).toHaveLength(1);
    expect(changesIn(event(changes, { outcome: { result: 'FAILURE', reason: null } }), appId)).toEqual([]);
    expect(changesIn(event(changes, { eventType: 'application.configuration.update' }), appId)).toEqual([]);
    expect(changesIn(event(changes), '0oa2')).toEqual([]);
  });

  it('leaves out values and names that it does not know', () => {
    const odd = [
      value('create_users', 'true', 'maybe'),
      value('constructor', 'a', 'b'),
      value('x', 'a', 'b'),
    ];
    expect(changesIn(event(odd), appId)).toEqual([]);
    expect(changeWords(event(odd), appId)).toBeNull();
  });

  it('is the newest change of each setting, whatever order Okta lists them in', async () => {
    const changes = await read([
      event([value('create_users', 'true', 'false')], { published: '2026-11-24T11:00:00.000Z', uuid: 'e2' }),
      event([value('create_users', 'false', 'true'), value('deactivate_users', 'false', 'true')]),
    ]);
    expect(changes?.get('to-app.create')).toEqual({
      at: '2026-11-24T11:00:00.000Z',
      who: 'jo@acme.com',
      from: 'on',
      to: 'off',
      eventId: 'e2',
    });
    expect(changes?.get('to-app.deactivate')?.to).toBe('on');
    expect(changes?.get('to-app.update')).toBeUndefined();
  });

  it('is nothing where the log cannot be read, and no failure', async () => {
    expect(await read(failureWith('missing-right'))).toBeNull();
  });
});
