import { profileSwitches, setUpProfileNames } from '../../practice/profile';
import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { expectSetUp } from '../actions/final-check';
import { enterToken, walkGuided, walkToSummary } from '../actions/walk';
import { words as scimOnWords } from '../../renderer/screens/scim-on/words';

/** Its own test is below: a set-up ends there. */
const ending = 'scimChoice=missing';

/** One profile for each value of a switch would walk the same screens ten times: main/app.test.ts has them one by one. */
function together(names: readonly string[]): string[] {
  const bySwitch = Object.keys(profileSwitches).map((name) =>
    names.filter((each) => each.startsWith(`${name}=`)),
  );
  return Array.from({ length: Math.max(...bySwitch.map(({ length }) => length)) }, (_, index) =>
    bySwitch.flatMap((values) => values[index] ?? []).join(','),
  );
}

/** What older orgs show in the console. */
const otherFaces = 'menu=older,generalTab=checkbox,tokenLabel=Bearer,tokenPrefix=as-typed';

/** The set-up can be completed on every profile of the practice org. */
for (const profile of [...together(setUpProfileNames.filter((name) => name !== ending)), otherFaces]) {
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

test.describe(ending, () => {
  test.use({ prepared: { until: 'scim-on', profile: ending } });

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
