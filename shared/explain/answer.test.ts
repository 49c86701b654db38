import { describe, expect, it } from 'vitest';
import { readMessages } from './log-input';
import { explainMessage } from './message';

const read = (input: string) => {
  const found = readMessages(input);
  if (!found.ok) throw new Error(found.error);
  return found.messages.map((message) => explainMessage(message));
};
const error = { detail: 'User already exists', status: '409' };
const headers = [
  'Date: Mon, 30 Nov 2026 03:00:00 GMT',
  'Content-Type: application/scim+json; charset=utf-8',
  'X-Request-Id: conflict-401-error',
  'WWW-Authenticate: Bearer realm="scim", error="invalid_token"',
  'Set-Cookie: session=1; Path=/',
  'x-empty:',
];
const answer = (status: string, body: string): string => [status, ...headers, '', body].join('\r\n');

describe('an HTTP answer with its headers', () => {
  it.each([
    ['on one line', JSON.stringify(error)],
    ['as tools print it', JSON.stringify(error, null, 2)],
    ['of text', 'User already exists'],
  ])('is one message, of its status and its body %s', (_, body) => {
    const [explained, ...others] = read(answer('HTTP/1.1 409 Conflict', body));
    expect(others).toEqual([]);
    expect(explained).toMatchObject({ cause: 'already-exists', confidence: 'sure' });
    expect(explained?.message).toMatch(/^HTTP\/1\.1 409 Conflict .*User already exists/);
    expect(explained?.message).not.toMatch(/realm|session|conflict-401/);
  });

  it('that has a page is a page, and one without a body its status', () => {
    const page = '<html>\n<head><title>Sorry</title></head>\n<body>nginx</body></html>';
    expect(read(answer('HTTP/1.1 502 Bad Gateway', page))).toMatchObject([
      { message: 'HTTP/1.1 502 Bad Gateway Sorry nginx', cause: 'proxy-fault', confidence: 'likely' },
    ]);
    expect(read(answer('HTTP/2 401 ', ''))).toMatchObject([
      { message: 'HTTP/2 401', cause: 'token-refused' },
    ]);
  });

  it('that went well tells of no failure, also before another one', () => {
    const both = `HTTP/1.1 200 Connection established\n\n${answer('HTTP/1.1 409 Conflict', JSON.stringify(error))}`;
    expect(read(both).map(({ cause }) => cause)).toEqual(['none', 'already-exists']);
    expect(read(answer('HTTP/1.1 200 OK', '{"totalResults":0}'))).toMatchObject([{ cause: 'none' }]);
  });

  it('is found among what curl -v tells of itself and of the request', () => {
    const told = [
      '* Connected to board.oktopost.com (1.2.3.4) port 443',
      '> POST /scim/v2/Users HTTP/1.1',
      '> Host: board.oktopost.com',
      '> Authorization: Bearer abc',
      '>',
      '< HTTP/1.1 409 Conflict',
      '< Server: nginx',
      '<',
      '{ [90 bytes data]',
      JSON.stringify(error),
      '* Connection #0 to host board.oktopost.com left intact',
    ].join('\n');
    expect(read(told)).toMatchObject([{ cause: 'already-exists' }]);
  });

  it('keeps what is a message of its own', () => {
    const message = 'Error while creating user: Conflict. Errors reported by remote server: A user exists';
    expect(read(answer('HTTP/1.1 500 Internal Server Error', message))).toHaveLength(2);
    expect(read(`${answer('HTTP/1.1 401 Unauthorized', '')}\n\n\nUser account is inactive`)).toHaveLength(2);
    expect(read('HTTP/1.1 409 Conflict\nError: A user exists\n* Forbidden')).toHaveLength(3);
    expect(read('HTTP/1.1 401 Unauthorized\nHTTP/1.1 403 Forbidden\nConflict')).toHaveLength(3);
    const event = JSON.stringify({ eventType: 'app.x', outcome: { result: 'FAILURE', reason: 'Conflict' } });
    expect(read(`HTTP/1.1 200 OK\n${event}`)).toMatchObject([{ cause: 'none' }, { message: 'Conflict' }]);
  });

  it('is none where no status line is: headers alone are lines', () => {
    expect(read(headers.slice(0, 2).join('\n'))).toHaveLength(2);
  });
});
