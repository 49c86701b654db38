import { describe, expect, it } from 'vitest';
import { readEmails } from './emails';

const read = (text: string) => readEmails(Buffer.from(text));

describe('emails of a file', () => {
  it.each([
    ['one a line', 'a@b.c\nd@e.f\n', ['a@b.c', 'd@e.f']],
    ['with a header', 'Email\r\na@b.c\r\n', ['a@b.c']],
    ['with a header of another language', 'Courriel\na@b.c', ['a@b.c']],
    ['with the header of a directory', 'Mail\na@b.c', ['a@b.c']],
    ['under the header that speaks of email', 'Name;E-Mail;Team\nAda;a@b.c;x@y.z', ['a@b.c']],
    ['where no header does', 'Ada,a@b.c\nBo,d@e.f', ['a@b.c', 'd@e.f']],
    ['each once', 'a@b.c\na@b.c', ['a@b.c']],
    ['also what is none, so that nobody is left out unseen', 'Email\na@b.c\nnone', ['a@b.c', 'none']],
    ['without the guard of a spreadsheet', "Email\n'=a@b.c", ['=a@b.c']],
  ])('%s', (_, text, emails) => {
    expect(read(text)).toEqual({ ok: true, emails });
  });

  it('says of a file without anything that it is empty, and of a PDF what helps wherever a file is chosen', () => {
    expect(read('\n')).toEqual({ ok: false, error: 'The file is empty.' });
    expect(read('%PDF-1.7')).toEqual({ ok: false, error: expect.not.stringContaining('paste') });
  });

  it.each([
    ['nothing', ''],
    ['no email', 'Name\nAda'],
    ['a workbook', 'PK\u0003\u0004'],
    ['a header alone', 'Email\n'],
    ['a quotation mark that swallows the rows after it', 'Email\na@b.c\n"d@e.f\ng@h.i\n'],
  ])('refuses %s', (_, text) => {
    expect(read(text).ok).toBe(false);
  });
});
