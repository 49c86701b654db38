import { describe, expect, it } from 'vitest';
import { appWith, oktaWith } from '../testing/okta-objects';
import { blockerOf, readSending } from './sending';

interface Given {
  features?: string[];
  status?: string;
  /** `features` have shown SCIM in this org. */
  shown?: boolean;
  prebuilt?: boolean;
  /** Of the API integration, and of the boxes, as the provisioning feature has it. */
  apiOn?: boolean | null;
  create?: boolean | null;
}
const all = ['SCIM_PROVISIONING', 'PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_USER_DEACTIVATION'];
const read = ({
  features = all,
  status = 'ACTIVE',
  shown = false,
  prebuilt = false,
  apiOn = null,
  create = null,
}: Given) =>
  readSending(
    oktaWith({
      provisioningOn: () => Promise.resolve(apiOn),
      connectionStatus: () => Promise.resolve(null),
      provisioningFeature: () =>
        Promise.resolve(create === null ? null : { create, updateProfile: true, deactivate: true }),
    }),
    appWith({ features, status }),
    {
      featuresShowScim: shown,
      destination: prebuilt ? 'admin-application' : 'board',
      region: 'us',
    },
  );

describe('why Okta would send nobody', () => {
  it.each<[string, Given, RegExp | null]>([
    ['nothing where all is shown as on', {}, null],
    ['nothing where nothing is shown', { features: [] }, null],
    ['SCIM that is off, where it was shown before', { features: [], shown: true }, /^SCIM is off in Okta/],
    ['which the pre-built app has not', { features: [], shown: true, prebuilt: true }, null],
    [
      'an API integration that is off',
      { features: [], prebuilt: true, apiOn: false },
      /^The API integration is off/,
    ],
    ['one that is on', { features: [], prebuilt: true, apiOn: true }, null],
    ['which a custom app has not', { features: [], apiOn: false }, null],
    ['Create Users off', { features: ['SCIM_PROVISIONING'], create: false }, /^Create Users is not ticked/],
    ['not a box that is on', { features: ['SCIM_PROVISIONING'], create: true }, null],
    ['SCIM off before a box', { features: [], shown: true, create: false }, /^SCIM is off/],
    [
      'an inactive app integration before all',
      { features: [], shown: true, status: 'INACTIVE' },
      /is inactive/,
    ],
    ['not one whose status is not told', { status: '' }, null],
  ])('is %s', async (_what, given, expected) => {
    const { obstacle, isInactive } = await read(given);
    expect(obstacle === null ? null : blockerOf(obstacle)).toEqual(
      expected === null ? null : expect.stringMatching(expected),
    );
    expect(isInactive).toBe(given.status === 'INACTIVE');
  });

  it('is told with the boxes', async () => {
    expect((await read({})).boxes).toEqual([true, true, true]);
    expect((await read({ features: [], create: false })).boxes).toEqual([false, true, true]);
  });
});
