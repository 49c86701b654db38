import { describe, expect, it } from 'vitest';
import type { ApiToken } from '../../../shared/connection';
import { stepNames } from '../../../shared/step-names';
import { connected, snapshotAt } from '../../../shared/testing/snapshots';
import { renderPart, wordsOf } from '../../testing/render';
import { refused } from '../../testing/dom';
import { Banners } from '../../shell/banners';
import { ChangeLater, Revoke } from './revoke';
import { SummaryScreen } from './summary-screen';

if (connected.state !== 'connected') throw new Error('the fixture is not connected');
const signedIn = connected;
const links = {
  ...snapshotAt('summary').links,
  oktaTokens: 'https://acme-admin.okta.com/admin/access/api/tokens',
  oktaServiceApps: 'https://acme-admin.okta.com/admin/apps/active',
};
const serviceApp: ApiToken = { status: 'service-app', clientId: '0oaClient', bound: true, missing: null };
const shown = (token: ApiToken): string =>
  renderPart(<Revoke />, snapshotAt('summary', { links, okta: { ...signedIn, token } }));

describe('what is revoked at the end', () => {
  it('is the API token, by its name', () => {
    const page = shown(signedIn.token);
    expect(page).toContain(links.oktaTokens);
    expect(wordsOf(page)).toContain('choose Revoke');
  });

  it('is the service app, by its client ID, and no token', () => {
    const page = shown(serviceApp);
    expect(page).toContain(links.oktaServiceApps);
    expect(wordsOf(page)).toContain('the client ID 0oaClient');
    expect(wordsOf(page)).not.toContain('API token');
  });

  it('is read as revoked once Okta refuses it, and not where Okta only gives no answer', () => {
    const failed = (code: 'token-refused' | 'unreachable') =>
      wordsOf(
        renderPart(
          <SummaryScreen />,
          snapshotAt('summary', { okta: { state: 'failed', error: { ...refused().error, code } } }),
        ),
      );
    expect(wordsOf(shown(signedIn.token))).toContain('Look whether it is revoked');
    expect(failed('token-refused')).toContain('it is revoked');
    expect(failed('unreachable')).not.toContain('it is revoked');
  });

  it('is said in one place', () => {
    const snapshot = snapshotAt('summary', {
      okta: { state: 'failed', error: { ...refused().error, code: 'token-refused' } },
    });
    const page = renderPart(
      <>
        <Banners />
        <SummaryScreen />
      </>,
      snapshot,
    );
    expect(page.split('class="note"').length - 1).toBe(1);
    expect(wordsOf(page)).toContain('Go to Connect Okta');
  });

  it('leads to a new SCIM token only where one was pasted into Okta', () => {
    const later = (token: ApiToken): string =>
      wordsOf(renderPart(<ChangeLater />, snapshotAt('summary', { links, okta: { ...signedIn, token } })));
    expect(later(signedIn.token)).toContain(stepNames['change-token']);
    expect(later(serviceApp)).toContain(stepNames['change-token']);
    const admin = snapshotAt('summary', { links, destination: 'admin-application', region: 'us' });
    expect(wordsOf(renderPart(<ChangeLater />, admin))).not.toContain(stepNames['change-token']);
  });
});
