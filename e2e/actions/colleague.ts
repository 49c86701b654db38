import { expect } from 'playwright/test';
import { samlApp } from '../../practice/testing/test-org';
import type { assistant } from './assistant';
import { oktaConsole, oktopostConsole } from './console';

type Screen = ReturnType<typeof assistant>;

/** From the welcome screen to the plan, in an org that already has these app integrations. */
export async function walkToPlanBeside(screen: Screen, apps: readonly (typeof samlApp)[]): Promise<void> {
  await screen.practise();
  await screen.destination('us');
  await madeByColleague(screen, apps);
  await screen.usePracticeToken();
  const oktopost = await screen.follow('Open Oktopost');
  await screen.oktopostToken(await oktopostConsole.makeToken(oktopost, 'Okta'));
  await oktopost.close();
  await screen.onwards();
}

/** Creates app integrations by Okta's API. Starts and ends on the connect screen. */
async function madeByColleague(screen: Screen, apps: readonly (typeof samlApp)[]): Promise<void> {
  const tokens = await screen.follow('Open API tokens in Okta');
  const token = await oktaConsole.makeApiToken(tokens, 'of a colleague', 'Super Administrator');
  for (const app of apps) {
    const { status } = await fetch(new URL('/api/v1/apps', tokens.url()), {
      method: 'POST',
      headers: { authorization: `SSWS ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(app),
    });
    expect(status).toBe(200);
  }
  await tokens.close();
}

/** Has every setting of the article for the United States. */
export const complete = { ...samlApp, label: 'Oktopost of a colleague' };

/** Created for Europe. */
export const ofEurope = {
  ...samlApp,
  label: 'Oktopost Europe',
  settings: {
    signOn: {
      ...samlApp.settings.signOn,
      ssoAcsUrl: 'https://eu-app.oktopost.com/auth/acs',
      recipient: 'https://eu-app.oktopost.com/auth/acs',
      destination: 'https://eu-app.oktopost.com/auth/acs',
    },
  },
};
