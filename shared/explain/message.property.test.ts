import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestMessage, readMessages } from './log-input';
import { explainMessage } from './message';
import type { Message } from './message';

const word = fc.constantFrom(
  'Error while ',
  'creating user',
  'deactivating user ',
  ': ',
  '. ',
  'null',
  'Conflict',
  'Forbidden. Errors reported by remote server: ',
  'already exists',
  'token ',
  'is invalid',
  'limit ',
  'users ',
  "attribute 'title' ",
  'must not be ',
  'connect to ',
  'failed',
  '<',
  '{"detail":"',
  '@',
  '\n',
  'to app ',
  'Automatic ',
);
const text = fc.oneof(
  fc.string(),
  fc.array(word, { maxLength: 60 }).map((words) => words.join('')),
);
const message: fc.Arbitrary<Message> = fc.record({
  text,
  event: fc.option(
    fc.record({
      eventType: fc.constantFrom(
        'application.provision.user.push',
        'application.provision.user.deactivate',
        'x',
      ),
      outcome: fc.constantFrom('failure', 'undecided'),
      hasReason: fc.boolean(),
      names: fc.array(fc.string(), { maxLength: 3 }),
      succeededToo: fc.boolean(),
    }),
    { nil: null },
  ),
});

describe('any message', () => {
  it('is explained, with an owner only where a cause is known and without advice to assign for a deactivation', () => {
    fc.assert(
      fc.property(message, (given) => {
        const explained = explainMessage(given);
        expect(Object.keys(explained)).toEqual([
          'message',
          'cause',
          'owner',
          'phase',
          'attribute',
          'confidence',
          'says',
          'next',
        ]);
        expect(explained.says).toMatch(/\.$/);
        expect(explained.next).not.toBe('');
        expect(explained.cause === 'unknown').toBe(explained.confidence === 'unknown');
        if (explained.cause === 'unknown') expect(explained.owner).toBe('unknown');
        if (explained.phase === 'deactivate') expect(explained.next).not.toMatch(/\bassign/i);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives no secret away', () => {
    const random = fc.stringMatching(/^[A-Za-z0-9_-]{30,60}$/).filter((secret) => /\d/.test(secret));
    const secret = fc.oneof(
      fc.stringMatching(/^00[A-Za-z0-9_-]{40}$/).map((token) => ({ shown: token, token })),
      fc.tuple(fc.constantFrom('Bearer ', 'SSWS ', 'bearer ', 'Basic '), random).map(([scheme, token]) => ({
        shown: `${scheme}${token}`,
        token,
      })),
      fc
        .tuple(fc.constantFrom('token=', '"access_token":"', 'api_key: ', 'password='), random)
        .map(([name, token]) => ({ shown: `${name}${token}`, token })),
      fc.tuple(random, random).map(([one, two]) => ({ shown: `eyJ${one}.${two}`, token: two })),
    );
    fc.assert(
      fc.property(text, secret, text, (before, { shown, token }, after) => {
        const given = `Unauthorized. Errors reported by remote server: ${before} ${shown} ${after}`;
        expect(JSON.stringify(explainMessage({ text: given, event: null }))).not.toContain(token);
      }),
      {
        numRuns: 500,
        examples: [
          [
            'token : ',
            {
              shown: '"access_token":"abcdefghij0123456789abcdefghij',
              token: 'abcdefghij0123456789abcdefghij',
            },
            '',
          ],
          [
            'is invalid',
            {
              shown: 'eyJ0_--0--_0A__AAA-a-A_aA_-aa0--A.AA00A0--_0A0aaaa_0a_---a__-_aa',
              token: 'AA00A0--_0A0aaaa_0a_---a__-_aa',
            },
            'already exists',
          ],
        ],
      },
    );
  });

  it.each([
    'Connection to '.repeat(1200),
    'a@'.repeat(8000),
    '. '.repeat(8000),
    `Automatic ${' to app '.repeat(2000)}`,
    'user '.repeat(3200),
    'urn:'.repeat(4000),
    `{${'"detail":"\\'.repeat(1500)}`,
    'certificate '.repeat(1300),
    "attribute '".repeat(1400),
    'Bearer token '.repeat(1200),
    `<html>${'<script>'.repeat(1900)}`,
    'token: '.repeat(2200),
    'eyJ'.repeat(5000),
    'Error while '.repeat(1300),
    'a'.repeat(longestMessage),
    '00'.repeat(8000),
  ])('of the longest kind is read as well (%#)', (given) => {
    for (let times = 0; times < 50; times++) explainMessage({ text: given, event: null });
  });
});

describe('an input of the longest kind', () => {
  const most = 2 * 1024 * 1024;
  it.each([
    '{\n',
    '{"a":"\n',
    '<html></html>',
    '<html>\n</html>\n',
    'x <html\n',
    '> > {\n',
    `${'word '.repeat(14)}word\n`,
    `Hi,\n${'"known" '.repeat(9)}\n`,
    '[[\n',
    '<!-- ',
    '&amp;',
  ])('is read or refused as well, of %j', (part) => {
    for (const begin of ['', 'Hi,\n', 'x\n']) {
      const found = readMessages(`${begin}${part.repeat(most / part.length)}`);
      if (!found.ok) expect(found.error).toMatch(/\.$/);
    }
  });
});

describe('any input', () => {
  it('is read or refused', () => {
    const json = fc.oneof(
      fc.json(),
      fc
        .array(fc.record({ eventType: fc.anything(), outcome: fc.anything(), target: fc.anything() }))
        .map((events) => JSON.stringify(events) ?? ''),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          json,
          fc.array(json).map((lines) => lines.join('\n')),
        ),
        (given) => {
          const read = readMessages(given);
          if (read.ok) for (const each of read.messages) explainMessage(each);
          else expect(read.error).toMatch(/\.$/);
        },
      ),
      { numRuns: 500 },
    );
  });
});
