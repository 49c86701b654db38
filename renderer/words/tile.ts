/** The texts of the option to hide the tile until rollout. */
export const tileWords = {
  shown: {
    title: 'The tile that users see: hide it now, before provisioning is on',
    text: 'Assigned users see a tile for this app in Okta. You can hide it until rollout. Do it before provisioning is on: a later change to the app may switch provisioning off in Okta.',
    byHand: null,
    preview: 'Hide the tile until rollout',
    apply: 'Hide the tile',
  },
  /** Provisioning was read as on, or may be on. */
  late: {
    title: 'The tile that users see',
    text: 'Assigned users see a tile for this app in Okta. You can hide it until rollout. Where provisioning is on, hide it by hand: a change by the assistant may switch provisioning off.',
    byHand: 'Hide it by hand: General tab, App Settings',
    preview: 'Hide the tile until rollout',
    apply: 'Hide the tile',
  },
  hidden: {
    title: 'The tile that users see',
    text: 'The tile is hidden from users. Show it at rollout, here or by hand in Okta. By hand is safer: it cannot affect provisioning.',
    byHand: 'Show it by hand: General tab, App Settings',
    preview: 'Show the tile',
    apply: 'Show the tile',
  },
  drop: 'Leave it as it is',
} as const;
