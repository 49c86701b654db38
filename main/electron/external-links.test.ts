import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newSnapshot } from '../../shared/testing/snapshots';
import { coreLinksOf, mayOpen, noCoreLinks } from './external-links';

const none = noCoreLinks;
const practice = { ...none, practiceOrigins: new Set(['http://127.0.0.1:4001']) };

// Shows: the window navigates elsewhere or gains rights
describe('links that may leave the window', () => {
  it.each([
    'https://acme.okta.com/',
    'https://acme-admin.okta.com/admin/app/acme_x_1/instance/0oa1/#tab-general',
    'https://acme-admin.oktapreview.com/admin/access/api/tokens',
    'https://acme.okta-emea.com/',
    'https://acme.okta-gov.com/',
    'https://acme.okta.mil/',
    'https://help.okta.com/en-us/content/topics/apps/apps_app_integration_wizard_scim.htm',
    'https://app.oktopost.com/settings/security/provisioning',
    'https://eu-app.oktopost.com/',
    'https://board.oktopost.com/',
    'https://eu-board.oktopost.com/',
  ])('%s', (link) => {
    expect(mayOpen(link, none)).toBe(true);
  });

  it.each([
    'http://acme.okta.com/',
    'https://acme.okta.com.evil.example/',
    'https://evil.example/?https://acme.okta.com/',
    'https://acme.okta.com@evil.example/',
    'https://user:pass@acme.okta.com/',
    'https://acme.okta.com:8443/',
    'https://okta.com/',
    'https://intranet/',
    'https://acme-admin/admin/',
    'https://a.b.okta.com/',
    'https://evilokta.com/',
    'https://oktopost.com.evil.example/',
    'https://evil-app.oktopost.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'app://assistant/index.html',
    'ms-settings:privacy',
    'smb://acme.okta.com/share',
    'mailto:a@okta.com',
    'http://127.0.0.1:4001/admin/',
    'http://localhost:4001/',
    '//acme.okta.com',
    '',
    'not a link',
  ])('but not %s', (link) => {
    expect(mayOpen(link, none)).toBe(false);
  });

  it('the practice org only at the origin that the core named', () => {
    expect(mayOpen('http://127.0.0.1:4001/admin/app/x/instance/y/#tab-general', practice)).toBe(true);
    for (const link of [
      'http://127.0.0.1:4002/',
      'http://localhost:4001/',
      'https://127.0.0.1:4001/',
      'http://127.0.0.1:4001@evil.example/',
      'http://a:b@127.0.0.1:4001/',
    ]) {
      expect(mayOpen(link, practice)).toBe(false);
    }
  });

  it('the page of released versions only where this build names it, and no other page of its host', () => {
    const releases = 'https://releases.example/setup-for-okta';
    const { assistant } = newSnapshot(1);
    const links = coreLinksOf(newSnapshot(1, { assistant: { ...assistant, releases } }));
    expect(mayOpen(releases, links)).toBe(true);
    expect(mayOpen(releases, none)).toBe(false);
    for (const link of [
      'https://releases.example/',
      `${releases}/more`,
      `${releases}?x`,
      'http://releases.example/setup-for-okta',
    ]) {
      expect(mayOpen(link, links)).toBe(false);
    }
  });

  it('never another scheme, whatever follows it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9+.-]{0,10}$/), fc.webPath(), (scheme, path) => {
        fc.pre(scheme !== 'https');
        expect(mayOpen(`${scheme}://acme.okta.com${path}`, practice)).toBe(false);
      }),
    );
  });
});

// Shows: an answer or a file names where links and secrets go
describe('the origins of the practice org', () => {
  const links = { ...newSnapshot(1).links, oktopostProvisioning: 'http://127.0.0.1:5001/settings' };
  const address = {
    input: 'x',
    kind: 'practice',
    orgUrl: 'http://127.0.0.1:4001',
    adminUrl: 'http://127.0.0.1:4001/admin',
    needsConfirmation: false,
  } as const;

  it('are those that the snapshot links to', () => {
    expect(coreLinksOf(newSnapshot(1, { mode: 'practice', address, links })).practiceOrigins).toEqual(
      new Set(['http://127.0.0.1:4001', 'http://127.0.0.1:5001']),
    );
  });

  it('are none in a real set-up, and never another host', () => {
    expect(coreLinksOf(newSnapshot(1, { mode: 'real', address, links })).practiceOrigins.size).toBe(0);
    const elsewhere = {
      ...links,
      oktaApp: 'http://192.168.0.1:80/',
      oktopostProvisioning: 'https://127.0.0.1:1/',
    };
    expect(coreLinksOf(newSnapshot(1, { mode: 'practice', links: elsewhere })).practiceOrigins.size).toBe(0);
  });
});
