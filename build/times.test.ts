import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sourceFiles } from './imports';

/** What writes a time in words, or a part of one. */
const format =
  /[Tt]oLocale(?:Date|Time)String|DateTimeFormat\(|toISOString\(\)\s*\.slice|replace\('T', ' '\)|\bUTC`/;
const mayFormat: Readonly<Record<string, string>> = {
  'shared/date-time.ts': 'times of screens',
  'main/export/document.ts': 'times of files',
  'renderer/components/time.ts': 'the clock of what is at work',
  'main/single-sign-on/calendar.ts': 'iCalendar',
  'main/explain/csv.ts': 'a file name',
  'main/api/handlers/support.ts': 'a file name, and the name of the zone',
  'main/shell/process-identity.ts': 'reads what the system writes',
};

it('times are written into words in two places: for screens, and for files', () => {
  const writing = ['main', 'shared', 'renderer']
    .flatMap((folder) => sourceFiles(folder))
    .filter((file) => !/\.test\.tsx?$|\/testing\//.test(file))
    .filter((file) => format.test(readFileSync(file, 'utf8')));
  expect(writing.sort()).toEqual(Object.keys(mayFormat).sort());
});
