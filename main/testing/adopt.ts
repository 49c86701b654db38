import { z } from 'zod';
import { samlApp } from '../../practice/testing/test-org';
import type { Run } from '../../shared/plan';
import type { TestCore } from './core';

/** An app integration that a colleague made, with its mapping and SCIM on or not, is taken over by this set-up. */
export async function adoptColleaguesApp(
  core: TestCore,
  scim: 'SCIM on' | 'SCIM off' = 'SCIM on',
): Promise<Run> {
  const { body } = await core.org.api('POST', '/api/v1/apps', samlApp);
  const { id } = z.object({ id: z.string() }).parse(body);
  if (scim === 'SCIM on') {
    core.byHand.scimOn();
    core.byHand.connect();
    core.byHand.toApp();
  }
  await core.org.api('GET', `/api/v1/mappings?targetId=${id}`);
  return core.run({ kind: 'app', adopt: id });
}
