import { describe, expect, it } from 'vitest';
import { off, seen, there } from '../testing/evidence';
import { advice, causes, nextOf } from './advice';
import type { Cause } from './advice';

/** What cannot be done, or waited for, of somebody who is not assigned. */
const stale =
  /unassign|retry the user|follow again|beside the user|Okta (?:tries|repeats|may still)|Look again/i;

/** A group assigns them, and the assistant cannot unassign them; or it is about the deactivation itself. */
const notOfUnassigned: readonly Cause[] = [
  'assigned-too-early-by-group',
  'deactivation-failed',
  'deactivation-needless',
  'account-protected',
  'reactivation-refused',
];

describe('once the test’s user is unassigned', () => {
  it.each(causes.filter((cause) => !notOfUnassigned.includes(cause)))(
    '%s says only what is still to be done',
    (cause) => {
      expect(nextOf(cause, 'create', 'test-unassigned')).not.toMatch(stale);
    },
  );

  it('a cause is mended as before, and the user assigned again in place of another try', () => {
    expect(nextOf('create-off', null, 'test-unassigned')).toBe(
      `${advice['create-off'].next} Then assign the user again.`,
    );
    expect(nextOf('no-answer', null, 'test-unassigned')).toMatch(/Then assign the user again\.$/);
  });

  it('an account that was made elsewhere is not left before the address is mended; after it, that is all', () => {
    const elsewhere = { region: 'Europe', scimBaseUrl: 'https://eu-board.oktopost.com/scim/v2' };
    const { id, what, next, nextOnceUnassigned } = seen({ appUser: there, atOktopost: 'no', elsewhere });
    expect(id).toBe('sent-elsewhere');
    expect(what).toContain(there.externalId);
    expect(next).toMatch(/^First have the user unassigned.* Then test again\. The base URL of your region/);
    expect(nextOnceUnassigned).toMatch(/^Open Provisioning > Integration.* Then test again\. The base URL/);
    for (const text of [next, nextOnceUnassigned]) expect(text).toContain(elsewhere.scimBaseUrl);
  });

  it.each([
    ['where nothing was sent', { appUser: off, assignedBeforeScim: true }],
    ['where Okta said nothing', { waitedMs: 1_000 }],
  ])('%s, nobody is looked for where they are not any more', (_what, given) => {
    const { next, nextOnceUnassigned } = seen(given);
    expect(nextOnceUnassigned).toMatch(/Assign the user again|assign the user again/);
    expect(nextOnceUnassigned).not.toBe(next);
    expect(nextOnceUnassigned).not.toMatch(stale);
  });
});
