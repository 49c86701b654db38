import { scim } from '../../../shared/oktopost';
import type { GuidedWords } from '../../words/guided';

export const words = {
  title: 'Fill in the SCIM connection',
  lead: 'Okta’s API never shows Oktopost’s SCIM address and token: the test user proves them.',
  path: ['Applications', 'Provisioning', 'Integration', 'Edit'],
  link: 'Open Integration in Okta',
  drawing:
    'Okta’s Admin Console, the Provisioning tab of the app integration, Integration. 1 is Edit at SCIM Connection, 2 the base URL and the unique identifier, 3 the boxes Push New Users and Push Profile Updates, 4 the Authentication Mode, 5 the token, 6 Test Connector Configuration, 7 Save.',
  actions: {
    open: 'Open the Provisioning tab, Integration, and choose Edit.',
    fields: 'Fill in both fields.',
    boxes: 'Tick two of the five boxes.',
    mode: (mode: string) => `At Authentication Mode, choose ${mode}.`,
    token: 'At Authorization (in some orgs Bearer), paste Oktopost’s token, without “Bearer”.',
    test: 'Choose Test Connector Configuration. It must succeed.',
    save: 'Choose Save.',
  },
  labels: {
    baseUrl: 'SCIM connector base URL',
    identifier: 'Unique identifier field for users',
  },
  /** Okta's five boxes, in its order, with the reason for those that stay off. */
  boxes: {
    importUsers: {
      label: scim.otherActions[0],
      reason: 'It would import Oktopost’s users into Okta. Oktopost’s article does not mention it.',
    },
    pushGroups: {
      label: scim.otherActions[1],
      reason: 'Oktopost’s article mentions users only, no groups.',
    },
    importGroups: {
      label: scim.otherActions[2],
      reason: 'As with the users: not mentioned in the article.',
    },
  },
  token: 'Not kept? Create a new one, and enter it at “Oktopost token” too.',
  boxesOff: 'Why three boxes stay off',
  copyToken: {
    action: 'Copy the token',
    hint: 'It goes to the clipboard for one minute. It is never shown.',
    done: (until: string) =>
      `The token is on the clipboard. Paste it into Okta now: it is cleared at ${until}, unless something else is copied before.`,
  },
  tokenLink: 'Open Oktopost',
  missing: {
    title: 'No Provisioning tab, or the test fails',
    drawing: 'The tabs of an app integration without SCIM: General, Sign On, Import and Assignments.',
    noTab:
      'No Provisioning tab: SCIM is not on. Go back to “Turn SCIM on”. If it is on there and the tab is still missing, ask Okta support with the message below.',
    test: 'The test fails: Okta’s message says who has to act.',
    failures: [
      'Unauthorized right after pasting: Okta has to send the word Bearer exactly once. Where it stands in front of the field, the token must not begin with it; where it does not, try “Bearer ” in front of the token.',
      'Unauthorized otherwise: the base URL is of the other region, or the token is wrong or was revoked. Compare the URL; else create a new token in Oktopost, paste it into Okta, and enter it at “Oktopost token” too.',
      'It cannot connect: compare the base URL and the region, letter by letter. If both are right, the cause is Oktopost or the network.',
      'It worked before and fails now: ask Oktopost, with Okta’s message and the time.',
    ],
    ask: 'The app integration has no Provisioning tab.',
  },
  known: {
    'not-looked': 'Okta’s API never shows these fields.',
    'not-yet': 'By what Okta shows, this is not done.',
    'read-back': 'Proven by the tests, all but the boxes that stay off: these are only stated.',
    'cannot-be-read': 'Okta’s API never shows these fields.',
    lost: 'Oktopost refused what Okta sent.',
  },
} as const satisfies GuidedWords & Record<string, unknown>;
