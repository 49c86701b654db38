import type { Certificate } from '../../shared/single-sign-on';

export interface Expiry {
  certificate: Pick<Certificate, 'fingerprint' | 'subject' | 'until'>;
  /** Label of the app integration. */
  app: string;
  orgUrl: string;
  /** The app's Sign On tab in Okta, where the next certificate is made. */
  link: string | null;
  practice: boolean;
  made: Date;
}

/** How long before the end a calendar reminds, in days. */
const alarms = [30, 7];
const lineBytes = 75;

/**
 * A certificate's end as a calendar file. The same certificate always has the same UID: imported twice, it stays one entry.
 * Source: RFC 5545 (sections 3.1 folding, 3.3.11 text, 3.6.1 VEVENT, 3.6.6 VALARM).
 */
export function expiryCalendar({ certificate, app, orgUrl, link, practice, made }: Expiry): string {
  const { fingerprint, subject, until } = certificate;
  const host = new URL(orgUrl).host;
  const end = dateOf(new Date(until));
  const dayAfter = dateOf(new Date(Date.parse(until) + 86_400_000));
  const title = `${practice ? 'PRACTICE: ' : ''}Okta signing certificate of ${app} ends`;
  const text = [
    `Before this day, make a new certificate in Okta (Sign On tab of ${app}), give it to Oktopost (Settings > Security > Single Sign-On), then make it active in Okta. After it, Oktopost may refuse sign-ins through Okta.`,
    `Org: ${orgUrl}`,
    `Certificate: ${subject}`,
    `SHA-256: ${fingerprint}`,
    `Ends: ${until}`,
  ].join('\n');
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Oktopost Setup for Okta//Certificate expiry//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${fingerprint.replaceAll(':', '').toLowerCase()}@${host}`,
    `DTSTAMP:${stampOf(made)}`,
    `DTSTART;VALUE=DATE:${end}`,
    `DTEND;VALUE=DATE:${dayAfter}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    ...(link === null ? [] : [`URL:${link}`]),
    'TRANSP:TRANSPARENT',
    ...alarms.flatMap((days) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `TRIGGER:-P${days}D`,
      `DESCRIPTION:${escaped(`${title} in ${days} days`)}`,
      'END:VALARM',
    ]),
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
}

const dateOf = (at: Date): string => at.toISOString().slice(0, 10).replaceAll('-', '');

const stampOf = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

const escaped = (text: string): string =>
  text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n');

/** Lines of 75 bytes at most, never cut inside a character; a continuation begins with a space. */
function folded(line: string): string {
  const lines = [''];
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > lineBytes) {
      lines.push(' ');
      bytes = 1;
    }
    lines[lines.length - 1] += character;
    bytes += size;
  }
  return lines.join('\r\n');
}
