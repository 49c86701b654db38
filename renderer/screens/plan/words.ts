export const words = {
  rail: 'Plan',
  title: 'Review the plan',
  lead: 'This is what the assistant will do in Okta for the app integration. Nothing is written before you press the button below, and then exactly this.',
  plan: 'What will be written',
  planEmpty: 'Nothing is left to write',
  progress: 'Progress',
  reading: 'Reading Okta to see what is there.',
  again: 'Preview again',
  disconnected: 'The plan needs a connection to Okta.',
  existing: {
    title: 'Okta already has an app integration like this',
    use: (label: string) => `Use “${label}”`,
    create: 'Create another one',
    createText: 'Two app integrations with the same addresses: only one of them should have provisioning on.',
  },
  action: { create: 'Create the app', update: 'Change the app', keep: 'Use this app' },
  byHand: {
    title: 'What you do by hand afterwards',
    items: [
      'Turn SCIM on, on the General tab: Okta has no public way to do it for a custom app.',
      'Fill in the SCIM connection, with the Oktopost token.',
      'Tick the To App boxes, unless Okta lets the assistant do it.',
    ],
  },
  later: {
    title: 'What is planned later, each with a plan of its own',
    items: [
      'The attribute mapping: its attributes exist only once SCIM is on.',
      'The assignment of one test user.',
    ],
  },
  state: {
    reading: 'Reading Okta. Nothing is written.',
    none: 'There is no plan yet.',
    choose: 'Choose what to do with the app integration that is there.',
    blocked: 'The plan cannot be applied yet.',
    ready: 'Ready to be applied.',
    nothing: 'Everything is so already.',
  },
} as const;
