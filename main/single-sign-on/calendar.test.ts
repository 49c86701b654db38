import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expiryCalendar } from './calendar';

const expiry = {
  certificate: {
    fingerprint: 'AB:CD:0F',
    subject: 'C=US, O=Okta, CN=acme',
    until: '2036-11-24T02:03:04.000Z',
  },
  app: 'Oktopost; "Social", Advocacy',
  orgUrl: 'https://acme.okta.com',
  link: 'https://acme-admin.okta.com/admin/app/acme_x_1/instance/0oa1/#tab-signon',
  practice: false,
  made: new Date('2026-11-24T10:20:30.456Z'),
};

/** Content lines as RFC 5545 reads them: folds undone. */
const linesOf = (file: string): string[] => file.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
const valueOf = (file: string, name: string): string | undefined =>
  linesOf(file)
    .find((line) => line.startsWith(name))
    ?.slice(name.length + 1);
const textOf = (file: string, name: string): string | undefined =>
  valueOf(file, name)?.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));

describe('the end of a certificate as a calendar file', () => {
  it('is one all-day event on the last day, with alarms 30 and 7 days before', () => {
    const file = expiryCalendar(expiry);
    expect(linesOf(file).slice(0, 2)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0']);
    expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(valueOf(file, 'DTSTART;VALUE=DATE')).toBe('20361124');
    expect(valueOf(file, 'DTEND;VALUE=DATE')).toBe('20361125');
    expect(valueOf(file, 'DTSTAMP')).toBe('20261124T102030Z');
    expect(linesOf(file).filter((line) => line.startsWith('TRIGGER'))).toEqual([
      'TRIGGER:-P30D',
      'TRIGGER:-P7D',
    ]);
    expect(valueOf(file, 'URL')).toBe(expiry.link);
  });

  it('has the same UID for the same certificate of the same org, whenever it is made', () => {
    const again = expiryCalendar({ ...expiry, made: new Date('2027-01-01T00:00:00Z'), app: 'Renamed' });
    expect(valueOf(again, 'UID')).toBe(valueOf(expiryCalendar(expiry), 'UID'));
    expect(valueOf(again, 'UID')).toBe('abcd0f@acme.okta.com');
    const other = { ...expiry.certificate, fingerprint: 'AB:CD:10' };
    expect(valueOf(expiryCalendar({ ...expiry, certificate: other }), 'UID')).not.toBe(valueOf(again, 'UID'));
  });

  it('marks a practice run', () => {
    expect(textOf(expiryCalendar({ ...expiry, practice: true }), 'SUMMARY')).toMatch(/^PRACTICE: /);
    expect(expiryCalendar(expiry)).not.toContain('PRACTICE');
  });

  // Shows: hostile metadata or names from Okta
  it('keeps whatever the app is called, in lines of 75 bytes at most that end with CRLF', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (label) => {
        const app = label.replace(/\p{Cc}/gu, '');
        const file = expiryCalendar({ ...expiry, app });
        expect(textOf(file, 'SUMMARY')).toBe(`Okta signing certificate of ${app} ends`);
        expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(Buffer.from(file).toString()).toBe(file);
      }),
    );
  });

  // Shows: hostile metadata or names from Okta
  it('lets no label begin a line of its own', () => {
    const file = expiryCalendar({ ...expiry, app: 'x\r\nATTACH:https://evil.example\nEND:VEVENT' });
    expect(linesOf(file).filter((line) => line.startsWith('ATTACH'))).toEqual([]);
    expect(linesOf(file).filter((line) => line === 'END:VEVENT')).toHaveLength(1);
  });
});
