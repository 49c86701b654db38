import { setUpProfileNames } from '../../practice/profile';
import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { expectSetUp } from '../actions/final-check';
import { enterToken, walkGuided, walkToSummary } from '../actions/walk';
import { words as scimOnWords } from '../../renderer/screens/scim-on/words';

/** What older orgs show in the console, all in one. */
const otherFaces = 'menu=older,generalTab=checkbox,tokenLabel=Bearer,tokenPrefix=as-typed';

/** The set-up can be completed on every profile of the practice org. */
for (const profile of [...setUpProfileNames.filter((name) => name !== 'scimChoice=missing'), otherFaces]) {
  test.describe(profile, () => {
    test.use({ prepared: { until: 'plan', profile } });

    test(`@board the set-up from the plan on, ${profile}`, async ({
      page,
      consolePage,
      control,
      oktopostToken,
    }) => {
      const walk = { page, follow: consolePage, region: 'us' } as const;
      await enterToken(walk, oktopostToken, /^Plan/);
      await assistant(page, consolePage).createApp();
      await walkGuided(walk, oktopostToken);
      await walkToSummary(walk);
      expectSetUp(await control('GET', '/state'), 'us');
    });
  });
}

test.describe('scimChoice=missing', () => {
  test.use({ prepared: { until: 'scim-on', profile: 'scimChoice=missing' } });

  test('@board where Okta does not offer SCIM the assistant says what to request from Okta', async ({
    page,
    consolePage,
  }) => {
    const screen = assistant(page, consolePage);
    const general = await screen.follow('Open General in Okta');
    await general.getByRole('button', { name: 'Edit App Settings' }).click();
    await expect(general.getByRole('radio', { name: 'SCIM' })).toHaveCount(0);
    await screen.button('SCIM is not offered at Provisioning').click();
    await expect(
      page.getByText(/SCIM provisioning for custom apps is not available in this org/),
    ).toBeVisible();
    await expect(page.getByText(scimOnWords.known['not-yet']).first()).toBeVisible();
  });
});
