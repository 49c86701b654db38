import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const folder = join(import.meta.dirname, '../summary/fixtures');

/** Kept summaries of the practice org, each as an assistant of that time exported it. */
export const summaryFixtures = [
  'version-1-first',
  'version-1',
  'version-2-first',
  'version-2-sign-on',
  'version-2',
  'version-3',
  'version-4',
  'version-5',
  'version-6',
  'version-7',
  'version-8',
  'version-9',
  'version-10',
  'version-11',
  'version-12',
  'version-13',
  'version-14',
] as const;

/** One of the pre-built app integration. */
export const adminApplicationFixture = 'version-2-admin-application';

type FixtureName = (typeof summaryFixtures)[number] | typeof adminApplicationFixture;

export function summaryFixture(name: FixtureName) {
  const text = readFileSync(join(folder, `${name}.json`), 'utf8');
  return z.looseObject({ version: z.number() }).parse(JSON.parse(text));
}
