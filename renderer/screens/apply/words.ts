export const words = {
  title: 'Apply the plan',
  lead: 'Planned changes are made one by one, then read back.',
  app: 'App integration',
  open: 'Open the app in Okta',
  openGeneral: 'Open General in Okta',
  openSignOn: 'Open Sign On in Okta',
  none: 'No plan has been applied yet.',
  toPlan: 'Go to the plan',
  again: 'Preview the plan again',
  state: {
    none: 'No plan has been applied yet.',
    same: 'All settings match the plan.',
    different: 'Some settings differ.',
    cutOff: 'The last run was cut off.',
    unread: (settings: readonly string[]) => `Not read back: ${settings.join(', ')}.`,
  },
} as const;
