import { afterEach, beforeEach, expect, it } from 'vitest';
import { record } from '../../../practice/world/people';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';

let core: TestCore;
beforeEach(async () => {
  core = await startTestCore();
  await core.begin();
});
afterEach(() => core.close());

it('a setting that differs and that no plan writes is named by the plan, with the place where it is set', async () => {
  await core.run({ kind: 'app' });
  const app = Object.values(core.org.world.state.apps).find(({ label }) => label.startsWith('Oktopost S'));
  const signOn = record(app?.body.settings['signOn']);
  expect((await core.preview({ kind: 'app' })).warnings.join()).not.toContain('differs');
  signOn['assertionSigned'] = false;
  const plan = await core.preview({ kind: 'app' });
  expect(plan.changes.map(({ verb }) => verb)).toEqual(['keep']);
  expect(plan.warnings).toContain(
    'Assertion Signature differs: Unsigned instead of Signed. Set it by hand: General tab, SAML Settings, Edit.',
  );
});
