import { advice, causes, headingOf, nextOf } from '../shared/explain/advice';
import type { Explanation } from '../shared/verification';
import { ownerWords } from './owner-words';

type Place = NonNullable<Explanation['place']>;

const headings: Record<Place, string> = {
  general: 'Okta: General',
  integration: 'Okta: Provisioning > Integration',
  'to-app': 'Okta: Provisioning > To App',
  'sign-on': 'Okta: Sign On',
  mapping: 'The attribute mapping',
  assignments: 'Okta: Assignments, and the users themselves',
  oktopost: 'Oktopost',
};

/** The failure catalogue as a page of the documentation, by the place where each failure is mended. */
export function troubleshooting(): string {
  const sections = Object.entries(headings).map(([place, heading]) => {
    const entries = causes
      .filter((cause) => advice[cause].place === place)
      .map((cause) => {
        return `### ${headingOf(cause)}\n\nWho acts next: ${ownerWords[advice[cause].owner]}.\n\n${nextOf(cause, null, 'message')}\n`;
      });
    return entries.length === 0 ? null : `## ${heading}\n\n${entries.join('\n')}`;
  });
  return `# When a user does not arrive

Each failure that this assistant explains, by where it is mended. To learn which of them you have, paste Okta’s message into _Explain a
failure_ or into \`npm run explain\`; the test of one user explains what it reads by itself.

This page is made from \`shared/explain/advice\`, and a test compares it: \`npx vitest run build/troubleshooting.test.ts --update\`
writes it.

${sections.filter((section) => section !== null).join('\n')}`;
}
