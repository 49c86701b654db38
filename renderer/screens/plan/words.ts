import type { RelayState } from '../../../shared/oktopost';

export const words = {
  title: 'Review the plan',
  existing: {
    title: (count: number) =>
      count === 1
        ? 'Okta already has an app integration that may be for Oktopost'
        : `Okta already has ${count} app integrations that may be for Oktopost`,
    hint: 'Okta does not show which SCIM address an app integration uses. If you do not know one of these, ask who created it before you use it.',
    made: (created: string, updated: string) => `created ${created}, last changed ${updated}`,
    assignmentsUnknown: 'Okta did not report who is assigned.',
    scimOn: 'SCIM is on.',
    scimNotShown: 'Okta does not show SCIM for it.',
    complete: 'It has every setting that this set-up needs.',
    differs: (count: number, settings: string) =>
      `The plan changes the admin note and ${count === 1 ? 'one setting' : `${count} settings`}: ${settings}.`,
    byHand: (settings: string) => `By hand: ${settings}.`,
    named: (label: string) => `It will be named “${label}”.`,
    use: (label: string) => `Use “${label}”`,
    sameName: (label: string) => `Okta already has an app named “${label}”`,
    sameNameHint: 'Two apps of one name are hard to tell apart.',
    rename: 'Choose another name',
    createAnyway: 'Create one all the same',
    createSameName: 'Told apart by its id.',
    create: 'Create another one',
    createText: 'Two app integrations with the same addresses: only one of them should have provisioning on.',
  },
  planOnly: {
    title: 'Plan only',
    text: 'Nothing is written to Okta until you turn this off.',
    lead: 'Plan only is on: the button below checks this plan against Okta and writes nothing.',
    ready: 'Ready to be checked.',
  },
  relay: {
    title: 'Where does the Okta tile lead?',
    value: (value: string | null) => (value === null ? 'No relay state' : `Relay state ${value}`),
    unset: 'Keep what it has',
    unsetText: 'The relay state of the existing app integration stays.',
    /** Of a way that the article does not have. */
    none: 'None',
    options: {
      none: { title: 'As in Oktopost’s article', text: 'Leads to the Oktopost app.' },
      app: { title: 'The Oktopost app', text: 'For people who publish and manage.' },
      board: {
        title: 'The advocacy board',
        text: 'For advocates: the others lead to the Oktopost app first.',
      },
    } satisfies Record<RelayState, { title: string; text: string }>,
    more: {
      title: 'Where these values come from',
      text: 'Oktopost’s SCIM article leaves the Default RelayState empty; its single sign-on page names the other two values.',
    },
  },
  afterwards: 'What comes after this plan',
  action: { create: 'Create the app', update: 'Change the app', keep: 'Use this app' },
  custom: {
    lead: 'Nothing is written before you press the button below; then exactly this plan.',
  },
  catalogue: {
    lead: 'What changes in Oktopost’s pre-built app integration. Nothing is written before you press the button below; then exactly this plan.',
  },
  fromCatalogue: {
    title: 'Not there, or not the right one: add it from Okta’s app catalog',
    lines: [
      'In Okta, open Applications and Resources > Applications (in older orgs Applications) and choose Browse App Catalog.',
      'Search for Oktopost, choose Oktopost’s own app, and choose Add Integration.',
      'Set up its single sign-on as Oktopost’s help pages say.',
      'Come back and choose “Preview again”: the assistant finds it by its name and addresses.',
    ],
    link: 'Open the app catalog in Okta',
  },
  state: {
    none: 'There is no plan yet.',
    choose: 'Choose what to do with the existing app integration.',
    blocked: 'The plan cannot be applied yet.',
    ready: 'Ready to be applied.',
    nothing: 'Nothing to write.',
  },
} as const;
