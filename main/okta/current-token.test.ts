import { describe, expect, it } from 'vitest';
import { identifyToken } from './current-token';
import type { ListedToken } from './types';

const now = new Date('2026-11-24T10:00:00.000Z');
const renewed = '2026-12-24T09:58:00.000Z';
const older = '2026-12-10T08:00:00.000Z';
const token = (name: string, change: Partial<ListedToken> = {}): ListedToken => ({
  name,
  userId: '00u1',
  expiresAt: renewed,
  network: { connection: 'ANYWHERE', include: [], exclude: [] },
  ...change,
});
const ask = (...tokens: ListedToken[]) => identifyToken(tokens, '00u1', now);

describe('which token is in use', () => {
  it('is the only one of its owner, whenever it was used', () => {
    expect(ask(token('ours', { expiresAt: older }), token('other', { userId: '00u2' }))).toEqual({
      status: 'identified',
      name: 'ours',
      expiresAt: older,
      zones: { only: [], not: [] },
    });
  });

  it('is the only one that was used just now, of several', () => {
    expect(ask(token('agent', { expiresAt: older }), token('ours'))).toMatchObject({
      status: 'identified',
      name: 'ours',
    });
  });

  it.each(['never', '', '2026-13-45', '+275760-09-13T00:00:00Z'])(
    'is known without its end where that is “%s”',
    (end) => {
      expect(ask(token('ours', { expiresAt: end }))).toMatchObject({ name: 'ours', expiresAt: null });
      expect(ask(token('ours', { expiresAt: end }), token('other'))).toMatchObject({ name: 'other' });
    },
  );

  it('is ambiguous rather than guessed', () => {
    expect(ask(token('one'), token('two'), token('three', { expiresAt: older }))).toEqual({
      status: 'ambiguous',
      tokens: 2,
    });
    expect(ask(token('one', { expiresAt: older }), token('two', { expiresAt: null }))).toEqual({
      status: 'ambiguous',
      tokens: 2,
    });
  });

  it('is unavailable without the right to list, with an unknown owner, or when not listed', () => {
    expect(identifyToken(null, '00u1', now)).toEqual({ status: 'unavailable' });
    expect(identifyToken([token('ours')], null, now)).toEqual({ status: 'unavailable' });
    expect(ask(token('other', { userId: '00u2' }))).toEqual({ status: 'unavailable' });
  });

  it('has its network zones, and no expiry when Okta names none', () => {
    const zoned = { connection: 'ZONE', include: ['nzo1'], exclude: ['nzo2'] };
    expect(ask(token('ours', { network: zoned, expiresAt: null }))).toMatchObject({
      expiresAt: null,
      zones: { only: ['nzo1'], not: ['nzo2'] },
    });
    expect(ask(token('ours', { network: null }))).toMatchObject({ zones: null });
  });
});
