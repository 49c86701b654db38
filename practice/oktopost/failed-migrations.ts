import type { PracticeResponse } from '../web/http';
import type { OktopostAccount } from '../world/state';

/** Team settings > failed migrations, as CSV. The columns of Oktopost's own file are unknown: these are ours. */
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

/** Quoted where it must be; a leading sign would make a spreadsheet take the text for a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
