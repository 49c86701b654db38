import { describe, expect, it } from 'vitest';
import type { AppliedChange } from '../../storage/applied-changes';
import type { SendingDoubt } from '../../storage/proving-test';
import { appUserWith } from '../../testing/okta-objects';
import type { Deactivation } from './deactivation';
import {
  accountDetails,
  assignedOf,
  assignmentHistories,
  keptByRepair,
  saysStaysActive,
  unassignedAccounts,
  unassignmentWarnings,
} from './history';

const at = '2026-11-24T10:00:00.000Z';
const applied = (changeId: string, details: object, confirmed = true): AppliedChange => ({
  ...{ changeId, at, details: { ...details }, confirmed },
});
const history = (...changes: AppliedChange[]) => Object.fromEntries(assignmentHistories(changes));

describe('whom this set-up assigned', () => {
  it('is by what it wrote first and last of each person', () => {
    expect(
      history(
        applied('assign', { userId: '1' }),
        applied('unassign-2', { userId: '2' }),
        applied('assign-3', { userId: '3' }),
        applied('unassign', { userId: '3' }),
      ),
    ).toEqual({
      1: { original: null, lastWritten: ['assigned'] },
      2: { original: 'assigned', lastWritten: [null] },
      3: { original: null, lastWritten: [null] },
    });
  });

  it('may be or not where the answer was lost, and is nobody of other changes', () => {
    expect(history(applied('assign', { userId: '1' }, false))).toEqual({
      1: { original: null, lastWritten: [null, 'assigned'] },
    });
    expect(history(applied('group-assign-9', { groupId: '9' }), applied('app', { userId: '1' }))).toEqual({});
    expect(history(applied('assign', {}), applied('assign', { userId: 7 }))).toEqual({});
  });

  it('has with it what a repair kept, until it is assigned again', () => {
    const kept = { userName: 'KIM', profile: { nickName: 'Kim' } };
    const left = applied('unassign-1', { userId: '1', kept });
    const of = (...changes: AppliedChange[]) => Object.fromEntries(keptByRepair(changes));
    expect(of(left)).toEqual({ 1: kept });
    expect(of(left, applied('assign-1', { userId: '1' }))).toEqual({});
    // Whether that assignment came about is not known.
    expect(of(left, applied('assign-1', { userId: '1' }, false))).toEqual({ 1: kept });
    const nothing = { userName: null, profile: {} };
    expect(of(applied('unassign-1', { userId: '1', kept: nothing }))).toEqual({});
    expect(of(applied('unassign-1', { userId: '1' }), applied('app', { kept }))).toEqual({});
  });

  it('is never whoever a group assigns', () => {
    expect(assignedOf(null)).toBeNull();
    expect(assignedOf(appUserWith())).toBe('assigned');
    expect(assignedOf(appUserWith({ scope: 'GROUP' }))).toBe('assigned through a group');
  });
});

describe('the account of somebody who is unassigned', () => {
  const person = { name: 'Ana', login: 'ana@acme.example' };

  it('is none where Okta has no link to one', () => {
    expect(accountDetails(appUserWith({ externalId: null }), person, 'sent')).toBeNull();
    expect(
      unassignmentWarnings(appUserWith({ externalId: null }), {
        deactivation: 'unticked',
        doubt: 'refused',
      }),
    ).toEqual([]);
  });

  it.each<[string, Deactivation, boolean, RegExp]>([
    ['SYNCHRONIZED', 'sent', true, /^Okta deactivates the account at Oktopost\. It is not/],
    [
      'SYNCHRONIZED',
      'sent-if-ticked',
      true,
      /^Okta deactivates the account at Oktopost if Deactivate Users is on/,
    ],
    ['SYNCHRONIZED', 'unticked', false, /^Deactivate Users is off: the account at Oktopost stays active/],
    ['ERROR', 'sent', false, /^Okta’s last push failed\. After that Okta sends no deactivation/],
    ['ERROR', 'unticked', false, /^Okta’s last push failed/],
  ])('after %s, a deactivation being %s, is sent one: %j', (syncState, deactivation, isSent, warning) => {
    const appUser = appUserWith({ syncState });
    expect(accountDetails(appUser, person, deactivation)).toMatchObject({ externalId: '7', isSent });
    const said = unassignmentWarnings(appUser, { deactivation, doubt: null });
    expect(said).toEqual([expect.stringMatching(warning)]);
    expect(saysStaysActive(said[0] ?? '')).toBe(!isSent);
  });

  it.each<[SendingDoubt, string, Deactivation, RegExp[], boolean]>([
    ['refused', 'SYNCHRONIZED', 'sent', [/^Oktopost refused .* stays active\.$/], true],
    ['refused', 'SYNCHRONIZED', 'sent-if-ticked', [/^Oktopost refused/], true],
    ['refused', 'SYNCHRONIZED', 'unticked', [/^Deactivate Users is off/], true],
    ['refused', 'ERROR', 'sent', [/^Okta’s last push failed/], true],
    ['unproven', 'SYNCHRONIZED', 'sent', [/^Okta deactivates/, /^Nothing shows yet/], false],
    ['unproven', 'SYNCHRONIZED', 'sent-if-ticked', [/^Okta deactivates .* if/, /^Nothing shows yet/], false],
    ['unproven', 'SYNCHRONIZED', 'unticked', [/^Deactivate Users is off/], true],
  ])(
    'of a connection that is %s, after %s and a deactivation being %s, may stay active',
    (doubt, syncState, deactivation, said, stays) => {
      const warnings = unassignmentWarnings(appUserWith({ syncState }), {
        deactivation,
        doubt,
      });
      expect(warnings).toEqual(said.map((text): unknown => expect.stringMatching(text)));
      expect(warnings.some(saysStaysActive)).toBe(stays);
    },
  );

  it.each<[string, Deactivation, RegExp]>([
    ['SYNCHRONIZED', 'inactive', /^The app integration is inactive .* stays active\. Activate it first/],
    ['SYNCHRONIZED', 'off', /^Provisioning is off in Okta: .* stays active\. Turn it on first/],
    ['ERROR', 'inactive', /^Okta’s last push failed/],
  ])('after %s, of an app integration that is %s, stays active', (syncState, deactivation, said) => {
    const appUser = appUserWith({ syncState });
    expect(accountDetails(appUser, person, deactivation)?.isSent).toBe(false);
    const warnings = unassignmentWarnings(appUser, { deactivation, doubt: 'refused' });
    expect(warnings).toEqual([expect.stringMatching(said)]);
    expect(warnings.every(saysStaysActive)).toBe(true);
  });

  it('is found by the user name at Oktopost, else by the login', () => {
    expect(accountDetails(appUserWith({ userName: 'u' }), person, 'sent')?.userName).toBe('u');
    expect(accountDetails(appUserWith({ userName: null }), person, 'sent')?.userName).toBe(
      'ana@acme.example',
    );
  });

  it('is looked after by its newest unassignment, of whoever is not assigned now; older journals count too', () => {
    const account = { name: 'Ana', userName: 'ana', externalId: '7', isSent: false };
    const changes = [
      applied('unassign-1', { userId: '1', account: { ...account, externalId: '5' } }),
      applied('unassign-1', { userId: '1', account }),
      applied('unassign', { userId: '2', account }),
      applied('unassign', { userId: '3', deactivates: 'bob' }),
      applied('unassign', { userId: '4' }),
      applied('unassign', { userId: '5', account: { name: 'x' } }),
    ];
    expect(unassignedAccounts(changes, new Set(['2']))).toEqual([
      { ...account, userId: '1', since: new Date(at) },
      { userId: '3', name: 'bob', userName: 'bob', externalId: null, isSent: true, since: new Date(at) },
    ]);
  });
});
