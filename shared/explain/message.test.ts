import { describe, expect, it } from 'vitest';
import { explainMessage } from './message';
import { personIn } from './people';

describe('a line that was pasted alone', () => {
  const alone = (text: string) => explainMessage({ text, event: null });

  it.each(['HTTP 429 Too Many Requests', 'Too Many Requests', 'API call exceeded rate limit'])(
    'does not tell whose rate limit it is: %s',
    (text) => {
      expect(alone(text)).toMatchObject({ cause: 'rate-limited', confidence: 'likely', owner: 'unknown' });
    },
  );

  it('is of Oktopost’s rate limit where Okta says what it was doing', () => {
    expect(alone('Error while creating user: Too Many Requests')).toMatchObject({
      confidence: 'sure',
      owner: 'oktopost',
    });
  });

  it.each([
    'Invalid filter: userName eq "ana@acme.com"',
    'Unsupported filter: userName eq "ana@acme.com"',
    'Cannot parse filter: userName eq "ana@acme.com"',
    'The specified filter syntax was invalid: userName eq ana@acme.com',
    'Error while trying to search for user: Bad Request. Errors reported by remote server: Invalid filter: userName eq "ana@acme.com"',
    '{"scimType":"invalidFilter","detail":"Invalid filter: userName eq \\"ana@acme.com\\"","status":"400"}',
  ])('of a search that was refused blames no user name: %s', (text) => {
    expect(alone(text)).toMatchObject({ cause: 'unknown', owner: 'unknown' });
  });

  it('takes no code of SCIM for an attribute, and a name without what JSON puts before a quotation mark', () => {
    expect(alone('{"scimType":"invalidFilter","status":"400"}').attribute).toBeNull();
    expect(personIn('{"detail":"No \\"ana@acme.com\\""}').login).toBe('ana@acme.com');
  });

  it.each(['Authorization: Bearer abc123def456 401 Unauthorized', 'Authorization: Bearer … → HTTP 401'])(
    'is read behind the header of a request: %s',
    (text) => {
      expect(alone(text).cause).toBe('token-refused');
      expect(alone(text).message).not.toContain('abc123def456');
    },
  );

  it.each([
    ['https://board.example/scim?token=abc 401', 'https://board.example/scim?token=*** 401'],
    ['GET /scim?a=1&access_token=abc&b=2 401', 'GET /scim?a=1&access_token=***&b=2 401'],
  ])('shows no token of an address: %s', (text, shown) => {
    expect(alone(text).message).toBe(shown);
  });
});
