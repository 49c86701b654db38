import type { Owner } from '../shared/errors';

/** Who acts next, in a sentence of the command line and the documentation. */
export const ownerWords: Record<Owner, string> = {
  'okta-admin': 'the Okta admin',
  oktopost: 'Oktopost',
  network: 'the network, or whoever keeps it',
  assistant: 'this assistant',
  unknown: 'not known',
};
