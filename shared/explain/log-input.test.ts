import { describe, expect, it } from 'vitest';
import { longestMessage, mostMessages, readMessages } from './log-input';
import { event, read } from '../testing/log-input';

const refusal = (input: string) => {
  const found = readMessages(input);
  return found.ok ? null : found.error;
};

describe('messages, one a line', () => {
  it('are taken as they are, whatever ends the line, without the empty ones', () => {
    const { messages } = read('\uFEFFConflict\r\n\r\n  Not Found \n[401] Unauthorized\rForbidden');
    expect(messages.map(({ text }) => text)).toEqual([
      'Conflict',
      '  Not Found ',
      '[401] Unauthorized',
      'Forbidden',
    ]);
  });

  it('may be JSON of a vendor', () => {
    const line =
      '{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":"User already exists","status":"409"}';
    expect(read(`${line}\nConflict`).explained).toMatchObject([
      { message: line, cause: 'already-exists' },
      { cause: 'already-exists' },
    ]);
    expect(read('{"error": "cut').messages).toHaveLength(1);
  });

  it('may be none', () => {
    expect(read(' \n').messages).toEqual([]);
  });
});

describe('what spans lines and is one thing', () => {
  const answer = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    scimType: 'uniqueness',
    detail: 'User already exists',
    status: '409',
  };
  const okta = 'Error while creating user: Conflict. Errors reported by remote server: ';

  it.each([
    ['on one line', JSON.stringify(answer)],
    ['as tools print it', JSON.stringify(answer, null, 2)],
    ['printed, quoted in a mail', JSON.stringify(answer, null, 2).replace(/^/gm, '> ')],
    ['of several', JSON.stringify([answer], null, 4)],
    ['behind Okta’s words', `${okta}${JSON.stringify(answer, null, 2)}`],
    ['under Okta’s words', `${okta}\n${JSON.stringify(answer, null, 2)}`],
    ['below a sentence of somebody', `This came back:\n\n${JSON.stringify(answer, null, 2)}`],
    ['above a sentence of somebody', `${JSON.stringify(answer, null, 2)}\n\nThat was the answer`],
  ])('an error of SCIM has one cause %s', (_, input) => {
    const known = read(input).explained.filter(({ cause }) => cause !== 'unknown');
    expect(known).toMatchObject([{ cause: 'already-exists' }]);
  });

  it('events that are printed one below the other are events', () => {
    const printed = JSON.stringify(event(), null, 2);
    expect(read(`${printed}\n${printed}`).explained).toMatchObject([
      { cause: 'already-exists', phase: 'create' },
      { cause: 'already-exists', phase: 'create' },
    ]);
  });

  const saml =
    '<!DOCTYPE html>\n<html><head><title>Error</title>\n<style>p { color: red }</style>\n<script>if (1 < 2) fail("required")</script></head>\n<body>\n<h1>Invalid SAML response</h1>\n\n<p class="title">Audience&nbsp;restriction: must match.</p>\n<!-- <p>Conflict</p> -->\n<p>Signature validation failed for email ana@acme.com</p></body></html>';

  it.each([
    ['over lines', saml],
    ['on one line', saml.replaceAll('\n', '')],
    ['that is cut', saml.slice(0, -16)],
    ['below a sentence', `Our colleague saw this\n\n${saml}`],
    [
      'of SAML itself',
      '<samlp:Response xmlns:samlp="urn:x">\n<samlp:StatusMessage>The audience is wrong</samlp:StatusMessage>\n</samlp:Response>',
    ],
  ])('a page about SAML is one message, and about sign-on: %s', (_, input) => {
    const { explained } = read(input);
    const page = explained.at(-1);
    expect(explained.length).toBe(input.startsWith('<') ? 1 : 2);
    expect(page).toMatchObject({ cause: 'unknown', attribute: null, confidence: 'unknown' });
    expect(page?.says).toContain('signing in with SAML');
    expect(page?.message).not.toMatch(/[<>]|color|required|Conflict/);
  });

  it.each([
    ['blocked', '<html>\n<head><title>403 Forbidden</title></head>\n<body><h1>Forbidden</h1></body></html>'],
    ['blocked', '<html><body>\n<p>Access was blocked by the web application firewall</p>\n</body></html>'],
    ['proxy-fault', '<html>\n<title>502 Bad Gateway</title>\n<center>nginx</center>\n</html>'],
    ['wrong-address', '<html>\n<h1>404 Not Found</h1>\n</html>'],
    ['web-page', '<html>\n<title>Sign in</title>\n<p>A title and an email are required</p>\n</html>'],
  ] as const)('a page of what stands on the way is %s', (cause, input) => {
    expect(read(input).explained).toMatchObject([{ cause, attribute: null, confidence: 'likely' }]);
  });

  it('a page that Okta quotes stays part of its message', () => {
    const quoted = `${okta}<html>\n<title>Error</title>\nA value is required\n</html>`;
    expect(read(quoted).explained).toMatchObject([
      { phase: 'create', cause: 'already-exists', attribute: null },
    ]);
  });

  it('lines that are messages of their own stay so, nearly full or not', () => {
    const line = 'Unauthorized. Errors reported by remote server: Token is invalid or expired';
    expect(read(`${line}\n${line}\nConflict. Errors reported by remote server: odd`).messages).toHaveLength(
      3,
    );
    expect(read('Error while creating user: Conflict\nNot Found').messages).toHaveLength(2);
  });
});

describe('what is left out or has its bounds', () => {
  it('blank messages are none, and an empty list is no refusal', () => {
    expect(read('["", " ", "Conflict"]').messages.map(({ text }) => text)).toEqual(['Conflict']);
    expect(read('[]')).toMatchObject({ messages: [], skipped: { noEvent: 0 } });
  });

  it('as many messages as may be, as long as they may be', () => {
    expect(read('x\n'.repeat(mostMessages)).messages).toHaveLength(mostMessages);
    expect(read('x'.repeat(longestMessage)).messages).toHaveLength(1);
  });

  it('an event that Okta neither did nor failed to do counts only with a reason', () => {
    const skipped = (reason: string | null) =>
      event({ severity: 'INFO', legacyEventType: null, outcome: { result: 'SKIPPED', reason } });
    const found = read(JSON.stringify([skipped(null), skipped(' '), skipped('Conflict')]));
    expect(found.messages.map(({ text, event: of }) => [text, of?.outcome])).toEqual([
      ['Conflict', 'undecided'],
    ]);
    expect(found.skipped.succeeded).toBe(2);
  });

  it('an excerpt with a reason alone tells a failure, one with a result what that says', () => {
    const excerpt = (outcome: object) => ({ eventType: 'application.provision.user.push', outcome });
    const of = (...outcomes: object[]) => read(JSON.stringify(outcomes.map(excerpt)));
    expect(of({ reason: 'Conflict' }).messages).toMatchObject([{ event: { outcome: 'failure' } }]);
    expect(of({ reason: 'Conflict', result: 'SUCCESS' })).toMatchObject({ messages: [] });
    expect(of({ reason: ' ' }).messages).toEqual([]);
  });

  it('who is meant is the Okta user where the event names one, else the app user, without an id', () => {
    const app = { id: '0ua1', type: 'AppUser', displayName: 'Ana', alternateId: 'ana' };
    const user = { id: '00u1', type: 'User', displayName: 'Ana Silva', alternateId: 'ana@acme.com' };
    const of = (target: unknown) => read(JSON.stringify([event({ target })])).messages[0]?.person;
    expect(of([app, user])).toEqual({ id: '00u1', name: 'Ana Silva', login: 'ana@acme.com' });
    expect(of([app])).toEqual({ id: null, name: 'Ana', login: 'ana' });
    expect(of([{ id: '0oa1', type: 'AppInstance' }])).toEqual({ id: null, name: null, login: null });
  });
});

describe('refused', () => {
  it.each([
    ['a cut array', JSON.stringify([event(), event()]).slice(0, -20), 'begins like JSON'],
    ['a cut array over lines', JSON.stringify([event()], null, 2).slice(0, -5), 'begins like JSON'],
    ['a cut object over lines', JSON.stringify(event(), null, 2).slice(0, -5), 'begins like JSON'],
    ['a cut line', `${JSON.stringify(event())}\n${JSON.stringify(event()).slice(0, -9)}`, 'Line 2'],
    ['JSON without an event', '[{"foo":1}]', 'no event'],
    ['too many lines', 'x\n'.repeat(mostMessages + 1), 'more than 20,000'],
    ['a long line', `ok\n${'x'.repeat(longestMessage + 1)}`, 'Message 2 is longer'],
    ['a deep array', '['.repeat(100_000), 'Message 1 is longer'],
  ])('%s', (_, input, error) => {
    expect(refusal(input)).toContain(error);
  });
});
