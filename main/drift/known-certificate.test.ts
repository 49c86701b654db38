import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/errors';
import type { SignInCheck } from '../../shared/single-sign-on';
import type { Okta } from '../okta/okta';
import type { App, SigningKey } from '../okta/types';
import { newSession, noSignIn } from '../storage/session';
import type { Session } from '../storage/session';
import { selfSigned } from '../testing/self-signed';
import { smallApp } from '../testing/small-app';
import { smallOkta } from '../testing/small-okta';
import { knownCertificate } from './known-certificate';

const written = '2026-11-02T00:00:00.000Z';
const later = '2026-11-03T00:00:00.000Z';
const keyOf = (kid: string, x5c: string): SigningKey => ({ kid, expiresAt: null, created: null, x5c: [x5c] });

let before = '';
let now = '';
let app: App;
let okta: Okta;
beforeAll(async () => {
  before = await selfSigned('CN=before', '2024-01-01', '2034-01-01');
  now = await selfSigned('CN=now', '2026-01-01', '2036-01-01');
  const { okta: org } = smallOkta([
    smallApp('0oa1', { label: 'Oktopost', acsUrl: '', audience: '', adminNote: null }),
  ]);
  const found = await org.app('0oa1');
  if (found === null) throw new Error('no app');
  app = { ...found, lastUpdated: written, signingKid: 'kid-now' };
  okta = { ...org, keys: () => Promise.resolve([keyOf('kid-before', before), keyOf('kid-now', now)]) };
});

/** A sign-in at that moment by Okta's clock; null: Okta shows none. */
const signIns = (result: SignInCheck['result'], at: string | null) => {
  const { signIns: none } = newSession();
  const event = at === null ? null : { id: 'e1', at, who: 'jo@acme.example' };
  const checks = { ...none.checks, 'from-okta': { ...noSignIn, result, event } };
  return { ...newSession(), signIns: { ...none, checks } };
};
const fingerprintOf = (text: string): string =>
  new X509Certificate(Buffer.from(text, 'base64')).fingerprint256;

describe('the certificate that Oktopost knows', () => {
  it('is the one that was kept, where no sign-in has worked since the app integration was written', async () => {
    const kept = {
      subject: 'CN=before',
      fingerprint: fingerprintOf(before),
      until: '2034-01-01T00:00:00.000Z',
    };
    for (const none of [
      newSession(),
      signIns('worked', null),
      signIns('worked', written),
      signIns('did-not-work', later),
    ])
      expect(await knownCertificate(okta, app, none, 'kid-before')).toEqual(kept);
    const undated = { ...app, lastUpdated: 'no date' };
    expect(await knownCertificate(okta, undated, signIns('worked', later), 'kid-before')).toEqual(kept);
  });

  it('is the one of the key that Okta signs with, where a sign-in worked since: as it was first read, else by its key', async () => {
    const session = signIns('worked', later);
    const knownIn = async (seen: Partial<Session>): Promise<string | undefined> =>
      (await knownCertificate(okta, app, { ...session, ...seen }, 'kid-before'))?.fingerprint;
    expect(await knownIn({ signingKid: 'kid-now', signingFingerprint: 'AA:BB' })).toBe('AA:BB');
    expect(await knownIn({ signingKid: 'kid-now' })).toBe('key kid-now');
    expect(await knownIn({ signingKid: 'kid-before', signingFingerprint: 'AA:BB' })).toBe('key kid-now');
  });

  it('is none where none was kept', async () => {
    expect(await knownCertificate(okta, app, newSession(), null)).toBeNull();
    expect(
      await knownCertificate(okta, { ...app, signingKid: null }, signIns('worked', later), null),
    ).toBeNull();
  });

  it('is named by its key where Okta shows that no more, so that it fits no other one', async () => {
    const gone = await knownCertificate(okta, app, newSession(), 'kid-gone');
    expect(gone).toEqual({ subject: '', fingerprint: 'key kid-gone', until: written });
    const failing = (thrown: Error): Okta => ({
      ...okta,
      keys: async () => {
        await Promise.resolve();
        throw thrown;
      },
    });
    const unread = new AppFailure({ code: 'missing-right', message: '', owner: 'okta-admin', next: '' });
    expect((await knownCertificate(failing(unread), app, newSession(), 'kid-before'))?.fingerprint).toBe(
      'key kid-before',
    );
    await expect(
      knownCertificate(failing(new TypeError('broken')), app, newSession(), 'kid-before'),
    ).rejects.toThrow('broken');
  });
});
