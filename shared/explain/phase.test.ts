import { expect, it } from 'vitest';
import { phaseOfEvent, phaseOfSentence, phaseOfTitle } from './phase';

it.each([
  ['Push new user to external application', 'create'],
  ['Create user in external application', 'create'],
  ['Push user’s profile update to external application', 'update'],
  ['Update user in external application', 'update'],
  ['Push user deactivation to external application', 'deactivate'],
  ['Deactivate user in external application', 'deactivate'],
  ['Deprovision user from external application', 'deactivate'],
  ['Push user reactivation in external application', 'reactivate'],
  ['Reactivate user in external application', 'reactivate'],
  ['Verify user exists in external application', 'verify'],
  ['Import user from external application', 'import'],
  ['Update group in external application', 'group'],
  ['Sync user in external application', null],
])('the title “%s” tells of: %s', (title, phase) => {
  expect(phaseOfTitle(title)).toBe(phase);
});

it('a word inside another tells nothing', () => {
  for (const title of ['Groupware sync', 'Unverified sync', 'Renewed users', 'Outdated profiles'])
    expect(phaseOfTitle(title)).toBeNull();
});

it.each([
  ['Create new user returned empty user.', 'create'],
  ['Error in reactivating the remote user', 'reactivate'],
  ['Cannot deactivate the user', 'deactivate'],
  ['Failed to deprovision', 'deactivate'],
  ['The user cannot deactivate', null],
])('the sentence “%s” tells of: %s', (sentence, phase) => {
  expect(phaseOfSentence(sentence)).toBe(phase);
});

it.each([
  ['application.provision.user.push', 'create'],
  ['application.provision.user.delete.schedule', 'deactivate'],
  ['application.provision.group_push.push', 'group'],
  ['app.user_management.push_profile_failure', 'update'],
  ['app.user_management.group_import', 'group'],
  ['application.integration.authentication_failure', 'authenticate'],
  ['application.provision.user.constructor', null],
  ['user.session.start', null],
])('the event %s tells of: %s', (type, phase) => {
  expect(phaseOfEvent(type)).toBe(phase);
});
