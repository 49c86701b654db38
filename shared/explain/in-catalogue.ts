import type { Cause } from './advice';

/** The same failure of a pre-built app, whose connection is an access that was allowed in the browser. */
export const inCatalogue: Partial<Record<Cause, Cause>> = {
  'token-refused': 'access-refused',
  'sign-in-refused': 'access-refused',
  'scim-off': 'api-integration-off',
  'no-connection': 'no-connection-of-app',
  'no-answer': 'no-connection-of-app',
  'no-results': 'server-fault',
  'wrong-address': 'server-fault',
  'other-identifier': 'server-fault',
};
