import type { ScreenId } from './screens';

/** The short name of each step, as in the list of steps. */
export const stepNames: Record<ScreenId, string> = {
  welcome: 'Welcome',
  destination: 'Destination',
  'connect-okta': 'Connect Okta',
  'oktopost-token': 'Oktopost token',
  plan: 'Plan',
  apply: 'Apply',
  'user-names': 'User names',
  'scim-on': 'Turn SCIM on',
  connection: 'Connection',
  authenticate: 'Authenticate',
  'to-app': 'To App',
  mapping: 'Mapping',
  'test-user': 'Test one user',
  'single-sign-on': 'Single sign-on',
  summary: 'Summary',
  people: 'People',
  'life-cycle': 'Life-cycle test',
  rollout: 'Rollout',
  undo: 'Undo this set-up',
  drift: 'Check for drift',
  explain: 'Explain a failure',
  'change-token': 'Change a token',
  'change-certificate': 'Change the certificate',
};
