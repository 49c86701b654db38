import { describe, expect, it } from 'vitest';
import type { PaneFinding } from '../../shared/verification';
import { logEvent } from '../testing/log-event';
import { appUserWith, mappingWith, userWith } from '../testing/okta-objects';
import { newSession } from '../storage/session';
import { scopeFindings } from './pane-scope';
import { mappingOf, predictedFor } from './predicted';

const names = { givenName: 'user.firstName', familyName: 'user.lastName' };
const mapping = mappingWith(names);
const at = '2026-11-24T10:00:00.000Z';
type Parts = Parameters<typeof scopeFindings>[0];

const findings = (given: Partial<Parts> = {}): PaneFinding[] =>
  scopeFindings({
    app: 'custom',
    appUser: null,
    assignments: [],
    obstacle: null,
    boxes: [true, true, true],
    mapping,
    predicted: predictedFor(userWith(), [given.mapping ?? mapping], newSession()),
    ...given,
  });
const lines = (given: Partial<Parts>): string[] =>
  findings(given).map(({ level, text, next }) => `${level}: ${text} ${next ?? ''}`.trim());
const notOk = (given: Partial<Parts>): string[] => lines(given).filter((line) => !line.startsWith('ok: '));

describe('whether Okta sends a person', () => {
  it('is well of whoever is not assigned, with all boxes and names; that they are not holds until the test', () => {
    expect(notOk({})).toEqual([]);
    expect(findings().filter(({ untilAssigned }) => untilAssigned === true)).toEqual([
      expect.objectContaining({ text: 'Not assigned.' }),
    ]);
  });

  it('is well of whoever is assigned as a person and sent; it says by whom, by the newest assignment', () => {
    const assignment = (uuid: string, who: string | null) =>
      logEvent({ uuid, published: at, eventType: 'x', actor: { id: uuid, who } });
    const appUser = appUserWith();
    expect(notOk({ appUser })).toEqual([]);
    expect(findings({ appUser }).some(({ untilAssigned }) => untilAssigned === true)).toBe(false);
    expect(lines({ appUser })).toContain('ok: Assigned as a person.');
    const jo = assignment('e1', 'jo@acme.example');
    const two = [jo, assignment('e2', 'jane@acme.example')];
    expect(lines({ appUser, assignments: two })).toContain('ok: Assigned as a person, by jane@acme.example.');
    const byGroup = appUserWith({ scope: 'GROUP' });
    expect(lines({ appUser: byGroup, assignments: two })[0]).toBe(
      'ok: Assigned through a group, by jane@acme.example.',
    );
    const nameless = [jo, assignment('e2', null)];
    expect(lines({ appUser, assignments: nameless })).toContain(
      'ok: Assigned as a person, by someone Okta does not name.',
    );
  });

  it.each<[string, Partial<Parts>, RegExp[]]>([
    [
      'whoever a group assigns blocks, since nobody could unassign them alone',
      { appUser: appUserWith({ scope: 'GROUP' }) },
      [/^block: Assigned through a group\. The assistant cannot unassign/],
    ],
    [
      'whoever was assigned too early is told of, with the way out',
      { appUser: appUserWith({ externalId: null }) },
      [/^warn: Already assigned, but never provisioned.*unassigned and assigned again/],
    ],
    [
      'whoever is being sent is waited for',
      { appUser: appUserWith({ externalId: null, syncState: 'SYNCING' }) },
      [/^warn: .*is sending this person now\. Wait a minute/],
    ],
    [
      'whoever failed is explained first',
      { appUser: appUserWith({ externalId: null, syncState: 'ERROR' }) },
      [/^warn: .*failed to send this person\. Explain the failure/],
    ],
    ['Create Users off blocks', { boxes: [false, true, true] }, [/^block: Create Users is not ticked/]],
    ['and says nothing of the others', { boxes: [false, false, false] }, [/^block: Create Users is not/]],
    ['Update off', { boxes: [true, false, true] }, [/^warn: Not ticked: Update User Attributes\. Tick/]],
    ['Deactivate off', { boxes: [true, true, false] }, [/^warn: Not ticked: Deactivate Users\. Tick/]],
    [
      'both off',
      { boxes: [true, false, false] },
      [/^warn: Not ticked: Update User Attributes and Deactivate Users\./],
    ],
    ['boxes that Okta does not show are not known', { boxes: null }, [/^unknown: .*To App boxes/]],
    ['a mapping that Okta does not show is not known', { mapping: undefined }, [/^unknown: .*no mapping/]],
    [
      'a mapping without a name',
      { mapping: mappingWith({ givenName: 'user.firstName' }) },
      [/^warn: The mapping of the default user type lacks familyName\. Map it on the step/],
    ],
    [
      'one of another user type, of the pre-built app',
      { app: 'catalogue', mapping: mappingWith({}, false) },
      [/^warn: The mapping of user type contractor lacks givenName and familyName\. Map it in Okta: Prov/],
    ],
    [
      'a blank user name, which Okta keeps',
      { appUser: appUserWith({ userName: ' ' }) },
      [/^warn: .*blank user name.*fill in the user name/],
    ],
    ['and one that is not there', { appUser: appUserWith({ userName: null }) }, [/^warn: .*blank user name/]],
    [
      'a work email that would be blank, and from where',
      { mapping: mappingWith({ ...names, email: 'user.secondEmail' }) },
      [/^warn: The work email would be blank: the mapping takes it from user\.secondEmail/],
    ],
    ['a work email that is filled', { mapping: mappingWith({ ...names, email: 'user.email' }) }, []],
  ])('%s', (_what, given, expected) => {
    expect(notOk(given)).toEqual(expected.map((pattern): unknown => expect.stringMatching(pattern)));
  });
});

it('the mapping of a person is that of their user type, else the first one', () => {
  const contractors = { ...mappingWith(names, false), userType: { id: 'oty2', name: 'c', isDefault: false } };
  const both = [mapping, contractors];
  expect(mappingOf(userWith({ typeId: 'oty2' }), both)).toBe(contractors);
  expect(mappingOf(userWith({ typeId: null }), both.toReversed())).toBe(mapping);
  expect(mappingOf(userWith({ typeId: 'oty9' }), both)).toBe(mapping);
  expect(mappingOf(userWith(), [])).toBeUndefined();
});

describe('what Okta will send', () => {
  it('is made from the mapping as it is, with everything that the profile holds', () => {
    const user = userWith({ profile: { department: 'Sales' } });
    const { name } = predictedFor(user, [mappingWith({ familyName: 'user.department' })], newSession());
    expect(name).toEqual({ familyName: 'Sales' });
  });

  it('is made from what the set-up plans before there is a mapping', () => {
    const { name } = predictedFor(userWith(), [], newSession());
    expect(name).toEqual({ givenName: 'Ana', familyName: 'Silva' });
  });
});
