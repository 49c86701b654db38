import Papa from 'papaparse';
import { badQuotes, csvFormat, delimiterOf } from './csv';
import { decodeFile } from './decode';

/** Emails of a file, each once and in its order, or one sentence why it is refused. */
export type ReadEmails = { ok: true; emails: string[] } | { ok: false; error: string };

const mostEmails = 200_000;
const longestEmail = 320;
/** In the languages of directories too: what is not taken for a header is a name in the list. */
const heading = /mail|courriel|correo|e-?post|posta|user ?name|login/i;

/**
 * Reads emails from CSV of any usual delimiter, or one a line. The column is the one whose header speaks of email, else the first
 * that holds an email. What is in that column counts, also when it is no email: nobody is left out unseen. Never throws.
 */
export function readEmails(bytes: Uint8Array): ReadEmails {
  const decoded = decodeFile(bytes);
  if (!decoded.ok) return decoded;
  const body = decoded.text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const delimiter = delimiterOf(body, 10);
  const { data, errors } = Papa.parse<string[]>(body, { ...csvFormat, delimiter, preview: mostEmails + 2 });
  const unclosed = errors.find(({ type }) => type === 'Quotes');
  if (unclosed !== undefined) return { ok: false, error: badQuotes((unclosed.row ?? 0) + 1) };
  if (data.length > mostEmails + 1) {
    return { ok: false, error: `There are more than ${mostEmails.toLocaleString('en')} rows.` };
  }
  if (data.length === 0) return { ok: false, error: 'The file is empty.' };
  const [first = []] = data;
  const named = first.findIndex((cell) => heading.test(cell) && !cell.includes('@'));
  const column = named === -1 ? columnOf(data) : named;
  if (column === -1) return { ok: false, error: 'No column of it holds an email.' };
  const emails = new Set<string>();
  for (const row of named === -1 ? data : data.slice(1)) {
    const email = (row[column] ?? '')
      .trim()
      .replace(/^'(?=[=+\-@])/, '')
      .slice(0, longestEmail);
    if (email !== '') emails.add(email);
  }
  if (emails.size === 0) return { ok: false, error: 'There is no email in it.' };
  return { ok: true, emails: [...emails] };
}

function columnOf(data: readonly (readonly string[])[]): number {
  for (const row of data.slice(0, 10)) {
    const at = row.findIndex((cell) => cell.includes('@'));
    if (at !== -1) return at;
  }
  return -1;
}
