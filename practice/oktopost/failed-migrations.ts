import type { PracticeResponse } from '../web/http';
import type { OktopostAccount } from '../world/state';

/** Team settings > failed migrations, as CSV. The columns of Oktopost's file are unknown; these are made up. */
export function failedMigrationsCsv({ failedMigrations }: OktopostAccount): PracticeResponse {
  const rows = failedMigrations.map(({ email, at, reason }) => [email, at, reason]);
  return {
    status: 200,
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="failed-migrations.csv"',
      'x-content-type-options': 'nosniff',
    },
    body: [['Email', 'Date', 'Error'], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join(''),
  };
}

/** Quotes a CSV value, and prefixes one that a spreadsheet would evaluate as a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
