import type { Side } from './contract-operations';

/** A place where Okta's description contradicts Okta's real answers. */
export interface ContractException {
  operation: RegExp;
  side: Side;
  problem: RegExp;
  reason: string;
}

/** The whole list. Null in answers is tolerated by the checker itself (contract/README.md). */
export const contractExceptions: readonly ContractException[] = [
  {
    operation: /./,
    side: 'answer',
    problem: /^status 401 is not described$/,
    reason: 'Every endpoint answers 401 E0000011 to a missing or wrong token; the description leaves it out.',
  },
  {
    operation: /^POST \/api\/v1\/apps\/\{appId\}\/users$/,
    side: 'answer',
    problem: /^status 409 is not described$/,
    reason: 'A user who is assigned already: 409 E0000062 (Okta facts, section 2).',
  },
  {
    operation: /^POST \/api\/v1\/mappings\/\{mappingId\}$/,
    side: 'request',
    problem: /^\/ must have required property '(expression|pushStatus)'$/,
    reason: 'ProfileMappingRequest wrongly requires its properties\' fields at the top (contract/README.md).',
  },
];
