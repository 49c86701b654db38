import { expect, it } from 'vitest';
import { appUserWith, appWith, listed, oktaWith } from '../../testing/okta-objects';
import { org } from '../rollout/testing';
import { undoByHandStep } from './by-hand';

const adoption = { appId: '0oa1', adopted: true, provisioning: { scim: false, shown: false, boxes: null } };

it.each([
  ['a person', ['assign-1', { userId: '1' }], 1],
  ['a group', ['group-assign-g', { groupId: 'g' }], 1],
  ['nobody', ['mapping', {}], 0],
] as const)(
  'names the accounts of people who stay assigned where this set-up assigned %s, provisioning having been off before',
  async (_whom, change, said) => {
    const { context } = org({
      applied: [
        ['app', adoption],
        [change[0], change[1]],
      ],
    });
    const okta = oktaWith({
      app: () => Promise.resolve(appWith({ features: [] })),
      appUserSchema: () => Promise.resolve([]),
      appUsers: () => listed([appUserWith({ id: '1' })]),
      appGroups: () => listed([]),
      provisioningFeature: () => Promise.resolve(null),
    });
    const { undo } = await undoByHandStep({}).draft({ ...context, okta });
    expect(undo?.remains.filter((text) => text.includes('stay assigned'))).toHaveLength(said);
  },
);
