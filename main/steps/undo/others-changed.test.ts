import { afterEach, expect, it } from 'vitest';
import { logAppChange } from '../../../practice/provisioning/app-log';
import { asObject } from '../../okta/json';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';

let core: TestCore;
afterEach(() => core.close());

it('an undo names each setting of single sign-on that others changed, and who did where Okta tells', async () => {
  core = await startTestCore({ logLagMs: 0 });
  await core.begin();
  await core.run({ kind: 'app' });
  const { world } = core.org;
  const app = world.state.apps[(await core.snapshot()).app?.id ?? ''];
  if (app === undefined) throw new Error('there is no app of ours');
  Object.assign(asObject(app.body.settings, 'signOn'), {
    ssoAcsUrl: 'https://eu-app.oktopost.com/auth/acs',
    responseSigned: false,
    signatureAlgorithm: 'RSA_SHA1',
  });
  logAppChange(world, app, 'update');
  Object.assign(world.state.log.at(-1)?.actor ?? {}, { alternateId: 'jo@bellwether.example' });
  const { undo } = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
  expect(undo?.others).toEqual([
    'jo@bellwether.example changed “Single sign-on URL” to “https://eu-app.oktopost.com/auth/acs”.',
    'Someone changed “Response” to “Unsigned”.',
    'Someone changed “Signature Algorithm” to “RSA_SHA1”.',
  ]);
});
