import { describe, expect, it } from 'vitest';
import { scimUserWith } from '../testing/okta-objects';
import { accountsOf } from './accounts';
import { emailCounts, emailTaken } from './doubles';
import { secondsLeft } from './estimate';

describe('the accounts at Oktopost', () => {
  const ana = scimUserWith({
    id: '1',
    userName: 'Ana@acme.example',
    email: 'ana@acme.example',
    externalId: 'o1',
  });
  const bob = scimUserWith({ id: '2', userName: 'bob', email: 'Bob@acme.example', externalId: null });
  const { byId, byUserName, byEmail, byOktaId, countOf } = accountsOf([ana, bob]);

  it('are found by id, by user name in any case, and by what Okta calls them', () => {
    expect([byId('2'), byId('3')]).toEqual([bob, null]);
    expect([byUserName(' ana@ACME.example'), byUserName('bob@acme.example')]).toEqual([ana, null]);
    expect([byOktaId('o1'), byOktaId('o2')]).toEqual([ana, null]);
    expect([countOf('ANA@acme.example'), countOf('nobody')]).toEqual([1, 0]);
  });

  it('are found by email only where that is another than the user name', () => {
    expect([byEmail('bob@acme.example'), byEmail('ana@acme.example'), byEmail('')]).toEqual([
      bob,
      null,
      null,
    ]);
    expect(accountsOf([scimUserWith({ email: null })]).byEmail('')).toBeNull();
  });

  it('of one user name are counted, and the one in use is found', () => {
    const off = scimUserWith({ id: '3', userName: 'ana@acme.example', active: false });
    for (const all of [
      [off, ana],
      [ana, off],
    ]) {
      const found = accountsOf(all);
      expect([found.byUserName('ana@acme.example'), found.countOf('ana@acme.example')]).toEqual([ana, 2]);
    }
    expect(accountsOf([ana, off, off]).countOf('ana@acme.example')).toBe(3);
  });
});

describe('an email that Oktopost takes once', () => {
  const found = (email: string, status = 'ACTIVE') => ({
    ...{ email, assignment: null },
    person: {
      ...{
        userId: email,
        login: email,
        email,
        givenName: '',
        familyName: '',
        status,
        source: null,
        typeId: null,
      },
    },
  });

  it('is counted in any case, without those who are deactivated or have none', () => {
    const people = [found('a@x'), found('A@x'), found('a@x', 'DEPROVISIONED'), found(''), found(' ')];
    const count = emailCounts(people);
    expect([count('a@x'), count('b@x'), count('')]).toEqual([2, 0, 0]);
    expect(emailTaken({ person: null, email: 'A@x' })).toBe('a@x');
    expect(emailTaken(found('a@x', 'SUSPENDED'))).toBe('a@x');
  });
});

describe('how long a reading still takes, in seconds', () => {
  const now = new Date('2026-11-24T10:00:00.000Z');
  const pace = { left: 10, done: 5, ms: 2_000 };
  const allowance = (remaining: number, perWindow: number, inSeconds = 30) => ({
    ...{ perWindow, remaining, until: new Date(now.getTime() + inSeconds * 1_000) },
  });

  it('is by the pace of the answers, rounded up', () => {
    expect(secondsLeft(pace, null, now)).toBe(4);
    expect(secondsLeft({ ...pace, ms: 2_001 }, null, now)).toBe(5);
    expect(secondsLeft(pace, allowance(10, 100), now)).toBe(4);
  });

  it('is by the rate limit where that is slower: this window, then whole ones', () => {
    expect(secondsLeft(pace, allowance(9, 100), now)).toBe(30);
    expect(secondsLeft(pace, allowance(0, 5), now)).toBe(30 + 60);
    expect(secondsLeft(pace, allowance(0, 4), now)).toBe(30 + 120);
    // Nothing is left to others’ clients, or the window is over by this clock.
    expect(secondsLeft({ ...pace, left: 2 }, allowance(0, 0), now)).toBe(30 + 60);
    expect(secondsLeft(pace, allowance(0, 100, -5), now)).toBe(4);
  });

  it('is not known before an answer, or where nobody knows what is left', () => {
    expect(secondsLeft({ ...pace, left: null }, null, now)).toBeNull();
    expect(secondsLeft({ ...pace, done: 0 }, null, now)).toBeNull();
    expect(secondsLeft({ ...pace, left: 0 }, null, now)).toBe(0);
  });
});
