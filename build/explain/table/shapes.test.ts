import { describe, expect, it } from 'vitest';
import { readTextInput } from '../../../main/explain/read';
import { explainMessage } from '../../../shared/explain/message';
import { connectionCases } from './connection-cases';
import { serverCases } from './server-cases';
import { userCases } from './user-cases';

const texts = [...connectionCases, ...serverCases, ...userCases].map(({ text }) => text);

/** As mail programs and terminals do it: at the last blank before the column. */
function wrapped(text: string, columns = 76): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
const answer = (detail: string) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
  detail,
});
const inMail = (text: string): string =>
  `From: Ana Silva <ana@acme.example>\nTo: bo@acme.example\n\nHi Bo,\n\n${text}\n\nKind regards,\nAna Silva\nHead of Marketing`;

const shapes: Record<string, (text: string) => string> = {
  'on one line': (text) => text,
  'wrapped at 76 columns': wrapped,
  'wrapped at 72 columns': (text) => wrapped(text, 72),
  quoted,
  'wrapped and quoted': (text) => quoted(wrapped(text)),
  'inside JSON': (text) => JSON.stringify(answer(text)),
  'inside JSON that is printed over lines': (text) => JSON.stringify(answer(text), null, 2),
  'inside JSON over lines, quoted': (text) => quoted(JSON.stringify(answer(text), null, 2)),
  'in a mail': inMail,
  'in a mail, wrapped': (text) => inMail(wrapped(text)),
  'in a mail, quoted and wrapped': (text) => inMail(quoted(wrapped(text))),
};
/** A text that stands in the shape unchanged is explained as it is; in a mail, or in JSON, perhaps with less certainty. */
const unchanged = [
  'on one line',
  'wrapped at 76 columns',
  'wrapped at 72 columns',
  'quoted',
  'wrapped and quoted',
];

const rank = { unknown: 0, likely: 1, sure: 2 };

describe('the same message', () => {
  it.each(Object.entries(shapes))('has the same cause, or a less certain one, %s', (name, shape) => {
    const wrong = texts.flatMap((text) => {
      const alone = explainMessage({ text, event: null });
      const read = readTextInput(shape(text));
      if (!read.ok) return [`${text}: ${read.error}`];
      const found = read.messages.map((message) => explainMessage(message));
      const isSame = found.every(
        ({ cause, confidence }) =>
          cause === 'unknown' || (cause === alone.cause && rank[confidence] <= rank[alone.confidence]),
      );
      const isWhole = !unchanged.includes(name) || (found.length === 1 && found[0]?.cause === alone.cause);
      return isSame && isWhole
        ? []
        : [
            `${text} (${alone.cause}): ${found.map(({ cause, message }) => `${cause} of ${message}`).join(' | ')}`,
          ];
    });
    expect(wrong).toEqual([]);
  });

  it('is mostly known in a mail and in JSON too', () => {
    for (const shape of [inMail, (text: string) => JSON.stringify(answer(text), null, 2)]) {
      const known = texts.filter((text) => {
        const read = readTextInput(shape(text));
        return read.ok && read.messages.some((message) => explainMessage(message).cause !== 'unknown');
      });
      expect(known.length / texts.length).toBeGreaterThan(0.8);
    }
  });
});
