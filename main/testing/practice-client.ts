import type { Practice } from '../../practice/practice';
import { audience, regions } from '../../shared/oktopost';
import type { Region } from '../../shared/oktopost';
import { testLog } from '../net/testing';
import { connectOkta } from '../okta/client';
import type { OktaConfig } from '../okta/client';
import type { Okta } from '../okta/okta';
import { hide } from '../okta/testing';
import type { App } from '../okta/types';
import { apiToken } from '../secrets/credential';
import { systemClock } from '../shell/clock';

/** The client, connected to a practice org. */
export const connectTo = (org: Practice, more: Partial<OktaConfig> = {}): Promise<Okta> =>
  connectOkta({
    orgUrl: org.okta.orgUrl,
    credential: apiToken(org.okta.apiToken),
    hide,
    learn: () => undefined,
    fetch,
    clock: systemClock,
    log: testLog(),
    allowLoopback: true,
    ...more,
  });

export const newApp = (adminNote: string) => ({
  label: 'Oktopost Social Advocacy',
  acsUrl: regions.us.acsUrl,
  audience,
  defaultRelayState: null,
  adminNote,
});

export const pointsTo =
  (region: Region) =>
  ({ signOn }: App): boolean =>
    signOn?.audience === audience && signOn.ssoAcsUrl === regions[region].acsUrl;
