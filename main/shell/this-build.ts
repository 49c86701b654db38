import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.object({
  version: z.string(),
  /** The page of released versions, an https address; null where this build was made without one. */
  releases: z.url({ protocol: /^https$/ }).nullable(),
});
export type ThisBuild = z.infer<typeof schema>;

/** What package.json of this build says. `folder`: where it lies. @throws when it was made with a wrong field. */
export const readThisBuild = (folder: string): ThisBuild =>
  schema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
