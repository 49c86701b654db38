import { describe, expect, it } from 'vitest';
import { appErrorSchema } from '../../shared/errors';
import { failureOfResponse } from './failures';
import { hide, oktaError, token } from './testing';

const request = { method: 'POST', path: '/api/v1/apps', write: true };
const read = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  failureOfResponse(
    request,
    {
      status,
      headers: new Headers(headers),
      text: typeof body === 'string' ? body : JSON.stringify(body),
    },
    hide,
  ).error;

describe("Okta's errors as failures", () => {
  it('quote no more of its texts than people read', () => {
    const errorCauses = Array.from({ length: 1000 }, () => ({ errorSummary: 'y'.repeat(5000) }));
    const error = read(400, {
      errorCode: 'E'.repeat(5000),
      errorSummary: 'x'.repeat(5000),
      errorId: 'i'.repeat(5000),
      errorCauses,
    });
    expect(error.okta?.causes).toHaveLength(10);
    expect(JSON.stringify(error).length).toBeLessThan(25_000);
  });

  it.each([
    ['body', { errorCode: `E ${token}`, errorId: `oae ${token}`, errorSummary: `no ${token}` }, {}],
    ['header', 'no JSON', { 'x-okta-request-id': `oae ${token}` }],
  ])('quote no secret that Okta echoes in its %s, as an id either', (_, body, headers) => {
    const error = read(400, body, headers);
    expect(error.okta?.errorId).toBe('oae ***');
    expect(JSON.stringify(error)).not.toContain(token);
  });

  it('hide a secret of a challenge before it is cut', () => {
    for (const name of ['scope', 'error_description']) {
      const said = `Bearer error="insufficient_scope", ${name}="${'x'.repeat(290)} ${token}"`;
      const error = read(403, '', { 'www-authenticate': said });
      expect(JSON.stringify(error)).not.toContain(token.slice(0, 6));
      expect(error.message).toContain('xxx');
    }
  });

  it.each([
    [401, 'E0000011', 'token-refused', 'okta-admin'],
    [401, 'E0000015', 'okta-refused', 'okta-admin'],
    [403, 'E0000006', 'missing-right', 'okta-admin'],
    [404, 'E0000007', 'not-found', 'okta-admin'],
    [409, 'E0000062', 'conflict', 'okta-admin'],
    [403, 'E0000117', 'okta-refused', 'okta-admin'],
    [403, 'E0000075', 'okta-refused', 'okta-admin'],
    [403, 'E0000056', 'okta-refused', 'okta-admin'],
    [400, 'E0000001', 'okta-refused', 'okta-admin'],
    [429, 'E0000047', 'rate-limited', 'okta-admin'],
    [409, 'E0000999', 'conflict', 'okta-admin'],
    [403, 'E0000999', 'missing-right', 'okta-admin'],
    [500, 'E0000009', 'unreachable', 'network'],
  ])('%i %s is %s', (status, errorCode, code, owner) => {
    const error = read(status, oktaError(errorCode, 'Summary.', 'Cause.'));
    expect(error).toMatchObject({
      code,
      owner,
      okta: {
        request: 'POST /api/v1/apps',
        status,
        errorCode,
        errorId: 'oae1',
        causes: ['Summary.', 'Cause.'],
      },
    });
    expect(appErrorSchema.parse(error)).toEqual(error);
    expect(error.next).not.toBe('');
  });

  it('quotes Okta’s texts', () => {
    const error = read(400, oktaError('E0000001', 'Api validation failed: label', 'label: taken'));
    expect(error.message).toContain('Api validation failed: label label: taken');
  });

  it.each([null, '', 'gibberish', [], { errorCode: 7 }, { errorCode: 'E1', errorCauses: 'none' }])(
    'survives the body %j',
    (body) => {
      expect(read(401, body)).toMatchObject({ code: 'token-refused', okta: { errorCode: null, causes: [] } });
      expect(read(418, body)).toMatchObject({ code: 'okta-refused' });
    },
  );

  it('uses the request id as evidence when there is no error id', () => {
    expect(read(502, '', { 'X-Okta-Request-Id': 'req1' }).okta?.errorId).toBe('req1');
  });

  it.each([403, 407, 502])("recognizes an HTML page instead of Okta's response (%i)", (status) => {
    const error = read(status, '<!DOCTYPE html><html>Blocked by proxy</html>', {
      'Content-Type': 'text/html',
    });
    expect(error).toMatchObject({ code: 'unreachable', owner: 'network' });
    expect(error.message).toMatch(/proxy/);
  });
});
