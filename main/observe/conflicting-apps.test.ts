import { describe, expect, it } from 'vitest';
import { audience, targetOf } from '../../shared/oktopost';
import type { App } from '../okta/types';
import { appWith, oktaWith } from '../testing/okta-objects';
import { conflictWarnings, mayBeOktoposts, mayConflict } from './conflicting-apps';

const board = targetOf('board', 'us');
const platform = targetOf('admin-application', 'us');
const custom = appWith({ id: 'custom', name: 'acme_oktopost_1', label: 'Board' });
const prebuilt = appWith({ id: 'prebuilt', name: 'oktopost', label: 'Platform' });
const unrelated = appWith({ id: 'other', name: 'acme_other_1', label: 'Another service' });
const signOn = (value: string): App['signOn'] => ({
  ...{ ssoAcsUrl: null, recipient: null, destination: null, audience: value, defaultRelayState: null },
  ...{ subjectNameIdTemplate: null, subjectNameIdFormat: null, responseSigned: null, assertionSigned: null },
  ...{ signatureAlgorithm: null, digestAlgorithm: null },
});

describe('an app integration of Oktopost', () => {
  it('is an active one by its audience, or by its name or label in any case', () => {
    expect([custom, prebuilt].map(mayBeOktoposts)).toEqual([true, true]);
    expect(mayBeOktoposts({ ...unrelated, label: 'Our OKTOPOST' })).toBe(true);
    expect(mayBeOktoposts({ ...unrelated, signOn: signOn(audience) })).toBe(true);
    expect(mayBeOktoposts(unrelated)).toBe(false);
    expect(mayBeOktoposts({ ...unrelated, signOn: signOn('urn:other') })).toBe(false);
    expect(mayBeOktoposts({ ...custom, status: 'INACTIVE' })).toBe(false);
  });

  it('may conflict with a set-up of the other kind only, and never with itself', () => {
    const scope = { target: board, subdomain: 'acme', except: null };
    expect([custom, prebuilt, unrelated].map((app) => mayConflict(app, scope))).toEqual([false, true, false]);
    const other = { ...scope, target: platform };
    expect([custom, prebuilt, unrelated].map((app) => mayConflict(app, other))).toEqual([true, false, false]);
    expect(mayConflict(prebuilt, { ...scope, except: 'prebuilt' })).toBe(false);
  });
});

describe('the warning of another app integration that provisions', () => {
  const warned = (
    apps: App[],
    target = board,
    on: boolean | null = null,
    connection: 'DISABLED' | 'ENABLED' | null = null,
  ) =>
    conflictWarnings(
      oktaWith({
        findApps: (wanted) => Promise.resolve(apps.filter(wanted)),
        provisioningOn: () => Promise.resolve(on),
        connectionStatus: () => Promise.resolve(connection),
      }),
      { target, subdomain: 'acme', except: null },
    );

  it('is of the pre-built app where its features, its feature or its connection say that it provisions', async () => {
    const said = [expect.stringMatching(/^“Platform” is active.*pre-built app integration/)];
    expect(await warned([{ ...prebuilt, features: ['PUSH_NEW_USERS'] }, custom, unrelated])).toEqual(said);
    expect(await warned([prebuilt], board, true)).toEqual(said);
    expect(await warned([prebuilt], board, null, 'ENABLED')).toEqual(said);
    expect(await warned([prebuilt], board, false, 'ENABLED')).toEqual([]);
    expect(await warned([prebuilt], board, null, 'DISABLED')).toEqual([]);
  });

  it('is of a custom one where SCIM is on', async () => {
    const on = { ...custom, features: ['SCIM_PROVISIONING'] };
    expect(await warned([on, prebuilt], platform)).toEqual([
      expect.stringMatching(/^“Board” is active.*custom app integration, as the advocacy board needs/),
    ]);
    expect(await warned([custom], platform, true, 'ENABLED')).toEqual([]);
  });
});
