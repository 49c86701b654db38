import { z } from 'zod';
import { samlApp } from '../../practice/testing/test-org';
import type { Run } from '../../shared/plan';
import type { TestCore } from './core';

/** An app integration that a colleague made, with SCIM and its mapping on, is taken over by this set-up. */
export async function adoptColleaguesApp(core: TestCore): Promise<Run> {
  const { body } = await core.org.api('POST', '/api/v1/apps', samlApp);
  const { id } = z.object({ id: z.string() }).parse(body);
  core.byHand.scimOn();
  core.byHand.connect();
  core.byHand.toApp();
  await core.org.api('GET', `/api/v1/mappings?targetId=${id}`);
  return core.run({ kind: 'app', adopt: id });
}
