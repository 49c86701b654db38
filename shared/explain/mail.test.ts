import { describe, expect, it } from 'vitest';
import { event, success, read } from '../testing/log-input';

describe('a mail', () => {
  const mail = (...lines: string[]) =>
    [
      'From: Ana <ana@acme.com>',
      'To: bo@acme.com',
      'Subject: Login',
      '',
      'Hi Bo,',
      '',
      ...lines,
      '',
      'Thanks,',
      'Ana',
    ].join('\n');

  it('that only tells of something holds no message', () => {
    const { messages, skipped } = read(
      mail(
        'it says "The username or password is incorrect" and marketing',
        "don't see anything. Access was blocked, I think; a title is required?",
      ),
    );
    expect(messages).toEqual([]);
    expect(skipped.prose).toBe(8);
  });

  it('is read for what it quotes, as likely at most', () => {
    const { explained, messages } = read(mail('Okta tells me “User account is inactive” for one of us.'));
    expect(explained).toMatchObject([
      { message: 'User account is inactive', cause: 'inactive', confidence: 'likely' },
    ]);
    expect(messages[0]?.person.login).toBeNull();
  });

  it('is read for the messages that stand in it, as sure as they are', () => {
    const message = 'Error while creating user: Conflict. Errors reported by remote server: A user exists';
    for (const quoted of [message, `> ${message}`]) {
      expect(read(mail('I saw this:', '', quoted, '', 'What now?')).explained).toMatchObject([
        { cause: 'already-exists', confidence: 'sure' },
      ]);
    }
    expect(read(mail('See below.').concat(`\n\nOn Monday Bo wrote:\n> ${message}`)).messages).toHaveLength(1);
  });
});

it('one line of prose makes no mail of messages: each stays one, and so does the line', () => {
  const lines = ['Conflict', 'A title is required', 'User account is inactive', 'User already exists'];
  for (const line of ['hello world', 'Hi Bo,', 'Dear all', 'Thanks', 'To: bo@acme.com', 'what now?']) {
    for (const text of [[...lines, line].join('\n'), [line, ...lines].join('\n')]) {
      const { messages, skipped } = read(text);
      expect([text, messages.length, skipped.prose]).toEqual([text, 5, 0]);
    }
  }
  // A closing above a greeting closes nothing.
  expect(read(['Thanks', ...lines, 'hello world'].join('\n')).messages).toHaveLength(6);
});

describe('JSON on a line of a mail', () => {
  const mail = (line: string): string => `Hi Bo,\n\nOkta logs this:\n${line}\n\nThanks,\nAna`;

  it('is an event where it is one, quoted or not, and no prose', () => {
    for (const line of [JSON.stringify(event()), `> ${JSON.stringify(event())}`]) {
      const { explained, messages } = read(mail(line));
      expect(explained).toMatchObject([{ message: 'Conflict', cause: 'already-exists', phase: 'create' }]);
      expect(messages).toMatchObject([{ eventId: 'e1', person: { login: 'ana@acme.com' } }]);
      expect(messages[0]?.from).toBeUndefined();
    }
    // Of an excerpt too, which names no type.
    const excerpt = JSON.stringify({ outcome: { result: 'FAILURE', reason: 'Conflict' } });
    expect(read(mail(excerpt)).messages).toMatchObject([{ text: 'Conflict', event: { hasReason: true } }]);
    expect(read(mail(JSON.stringify(success)))).toMatchObject({ messages: [], skipped: { succeeded: 1 } });
  });

  it('is a server’s error, as sure as alone', () => {
    const line = '{"detail":"User already exists","status":"409"}';
    const [alone] = read(line).explained;
    expect(read(mail(line)).explained).toEqual([alone]);
    expect(alone?.confidence).toBe('sure');
  });
});
