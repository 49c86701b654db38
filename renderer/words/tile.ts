/** The words of the choice to hide the tile until rollout. */
export const tileWords = {
  title: 'The tile that users see',
  shown: {
    text: 'Whoever is assigned sees a tile of this app in Okta. You can hide it until rollout. Do it before SCIM is on: Okta has been seen to switch provisioning off when an app is written later.',
    preview: 'Hide the tile until rollout',
    apply: 'Hide the tile',
  },
  hidden: {
    text: 'The tile is hidden from users. Show it when you roll out: here, or by hand in Okta, which puts provisioning at no risk.',
    preview: 'Show the tile',
    apply: 'Show the tile',
  },
  byHand: 'Show it by hand: General tab, App Settings',
  drop: 'Leave it as it is',
} as const;
