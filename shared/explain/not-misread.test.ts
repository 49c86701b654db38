import { describe, expect, it } from 'vitest';
import { explainMessage } from './message';

const alone = (text: string) => explainMessage({ text, event: null });

describe('an error of Okta’s own API', () => {
  it.each([
    `{"errorCode":"E0000038","errorSummary":"This operation is not allowed in the user's current status.","errorCauses":[]}`,
    '{"errorCode":"E0000011","errorSummary":"Invalid token provided","errorCauses":[]}',
    '{"errorCode":"E0000007","errorSummary":"Not found: Resource not found: 00u1 (User)","errorCauses":[]}',
    '{"errorCode":"E0000001","errorSummary":"Api validation failed: login","errorCauses":[{"errorSummary":"login: An object with this field already exists in the current organization"}]}',
    'E0000011: Invalid token provided',
  ])('is none of provisioning, and blames neither token nor user of Oktopost: %s', (text) => {
    expect(alone(text)).toMatchObject({
      cause: 'unknown',
      owner: 'unknown',
      attribute: null,
      says: expect.stringContaining('Okta’s own API'),
    });
  });

  it('is Oktopost’s answer where Okta says that the remote server reported it', () => {
    const text =
      'Error while creating user: Errors reported by remote server: E0000011: Invalid token provided';
    expect(alone(text).cause).toBe('token-refused');
  });
});

it.each([
  [
    '{"status":"400","scimType":"schemaViolated","detail":"required attributes urn:ietf:params:scim:schemas:core:2.0:User:value are missing"}',
    null,
  ],
  ['{"status":"400","detail":"attribute d6c036b6-51f7-4c92-a45f-d8c747fe2304 is immutable"}', null],
  [
    '{"status":"400","detail":"Unknown JSON representation for the MultiValued attribute emails which has data type as COMPLEX"}',
    'emails',
  ],
  ['{"status":"400","detail":"Unsupported attribute: urn:okta:custom:user:1.0:nick"}', null],
  ["locale: 'de-DE' is not one of the allowed values", 'locale'],
  ['ERROR: duplicate key value violates unique constraint "users_pkey"', null],
])('names no code, value or key for an attribute: %s', (text, attribute) => {
  expect(alone(text).attribute).toBe(attribute);
});

it.each([
  [
    '{"error":"invalid_grant","error_description":"The authorization code is invalid or has expired."}',
    'unknown',
  ],
  ['ValidationError: 1 validation error for User, name.givenName: field required', 'name-missing'],
  ['curl: (28) Connection timed out after 10001 milliseconds', 'no-connection'],
  ['curl: (28) Operation timed out after 10001 milliseconds with 0 bytes received', 'slow'],
])('is not taken for another cause: %s', (text, cause) => {
  expect(alone(text).cause).toBe(cause);
});
