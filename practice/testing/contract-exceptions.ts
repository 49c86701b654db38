import { oddAppIds } from '../okta/odd-apps';
import { isObject } from '../world/people';

interface Exception {
  /** Operation, e.g. `POST /api/v1/mappings/{mappingId}`. */
  operation: string;
  kind: 'request' | 'answer';
  fault: RegExp;
  reason: string;
}

/**
 * Where Okta's description contradicts Okta's recorded responses. Nulls are allowed everywhere: `withoutNulls` in contract.ts.
 */
const exceptions: readonly Exception[] = [
  {
    operation: 'POST /api/v1/mappings/{mappingId}',
    kind: 'request',
    fault: /must have required property '(expression|pushStatus)'/,
    reason: 'the description asks for both beside `properties`; they belong to each row below it',
  },
  {
    operation: 'POST /api/v1/apps/{appId}/connections/default',
    kind: 'answer',
    fault: /authScheme must be equal to one of the allowed values/,
    reason: 'recorded answers for custom apps say UNKNOWN (Okta facts, section 1)',
  },
  {
    operation: 'GET /api/v1/apps/{appId}/connections/default',
    kind: 'answer',
    fault: /authScheme must be equal to one of the allowed values/,
    reason: 'recorded answers for custom apps say UNKNOWN here too (Okta facts, section 1)',
  },
  {
    operation: 'POST /api/v1/apps/{appId}/users/{userId}',
    kind: 'request',
    fault: /must match exactly one schema in oneOf/,
    reason: 'both branches of its oneOf allow every body, so it never matches exactly one',
  },
  {
    operation: 'GET /api/v1/api-tokens',
    kind: 'answer',
    fault: /tokenWindow must match pattern/,
    reason: 'its pattern allows no text at all; Okta answers P30D',
  },
];

/** Endpoints in use that the trimmed description does not contain. */
const undescribed: readonly { address: RegExp; reason: string }[] = [
  {
    address: /^GET \/api\/v1\/meta\/types\/user$/,
    reason: 'the user types, of which each has a mapping of its own (Okta as recorded, section 4)',
  },
  {
    address: /^GET \/api\/v1\/policies\/[A-Za-z0-9]+(\/rules)?$/,
    reason:
      'the sign-in policy that an app integration got (`_links.accessPolicy`) is read for single sign-on; its shape is not checked',
  },
];

/** Rows of a list that are not validated: real lists hold apps whose shape the description does not have (Okta as recorded, section 3). */
export const isUndescribedRow = (row: unknown): boolean =>
  isObject(row) && typeof row['id'] === 'string' && oddAppIds.includes(row['id']);

/** Whether an endpoint, e.g. `GET /api/v1/policies/rst1`, may be missing from the description. */
export const isUndescribed = (address: string): boolean =>
  undescribed.some((known) => known.address.test(address));

export function isException(operation: string, kind: 'request' | 'answer', fault: string): boolean {
  return exceptions.some(
    (exception) =>
      exception.operation === operation && exception.kind === kind && exception.fault.test(fault),
  );
}
