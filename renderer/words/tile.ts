/** The texts of the option to hide the tile until rollout. */
export const tileWords = {
  shown: {
    title: 'The tile that users see: hide it now, before SCIM is on',
    text: 'Assigned users see a tile for this app in Okta. You can hide it until rollout. Do it before SCIM is on: a later change to the app may switch provisioning off in Okta.',
    preview: 'Hide the tile until rollout',
    apply: 'Hide the tile',
  },
  hidden: {
    title: 'The tile that users see',
    text: 'The tile is hidden from users. Show it at rollout, here or by hand in Okta. By hand is safer: it cannot affect provisioning.',
    preview: 'Show the tile',
    apply: 'Show the tile',
  },
  byHand: 'Show it by hand: General tab, App Settings',
  drop: 'Leave it as it is',
} as const;
