import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { assertNever } from '../../shared/errors';
import { regions, regionSchema, suggestedLabels } from '../../shared/oktopost';
import type { Region } from '../../shared/oktopost';
import { parseProfile } from '../../practice/profile';
import { createOktopostToken } from '../../practice/world/world';
import { startTestCore } from './core';
import type { TestCore } from './core';

const stages = ['plan', 'scim-on', 'mapping', 'single-sign-on', 'summary'] as const;

/** A set-up of the board, done up to this screen, which is on show. */
export const preparedSchema = z.strictObject({
  until: z.enum(stages),
  region: regionSchema.default('us'),
  /** As `--profile` of the practice org takes it. */
  profile: z.string().default('likely'),
});
export type Prepared = z.output<typeof preparedSchema>;

/** The user who passes the test. */
const testUserEmail = 'bruno.berger@bellwether.example';

/**
 * Makes a set-up through the assistant's own calls and leaves what a start goes on from in `folder`: session, journal and
 * the practice org's state, without its ports, so that copies can run side by side.
 * @returns the Oktopost token that Okta's connection holds.
 */
export async function prepareSetUp(folder: string, { until, region, profile }: Prepared): Promise<string> {
  mkdirSync(join(folder, 'practice'), { recursive: true, mode: 0o700 });
  const stateFile = join(folder, 'practice', 'state.json');
  const core = await startTestCore({ stateFile, region, profile: parseProfile(profile) });
  try {
    const { text } = createOktopostToken(core.org.world, region, 'Okta');
    await core.begin({ destination: 'board', region, label: suggestedLabels.board });
    await core.call('secrets.submit', { kind: 'oktopost-token', value: text });
    for (const stage of stages.slice(0, stages.indexOf(until) + 1)) await reach(stage, core, region, text);
    await core.call('session.go', { screen: until });
    for (const name of ['session.json', 'journal.jsonl']) {
      cpSync(join(core.folder, name), join(folder, name));
    }
    return text;
  } finally {
    await core.close();
    withoutPorts(stateFile);
  }
}

/** From the stage before. */
async function reach(
  stage: Prepared['until'],
  core: TestCore,
  region: Region,
  oktopostToken: string,
): Promise<void> {
  switch (stage) {
    case 'plan':
      return;
    case 'scim-on':
      await core.run({ kind: 'app' });
      return;
    case 'mapping':
      core.byHand.scimOn();
      await core.call('guided.lookNow', { step: 'scim-on' });
      core.byHand.connect(regions[region].boardScimBaseUrl, oktopostToken);
      await core.call('guided.state', { step: 'connection', done: true });
      core.byHand.toApp();
      await core.call('guided.lookNow', { step: 'to-app' });
      return;
    case 'single-sign-on':
      await core.run({ kind: 'mapping' });
      await passTest(core);
      return;
    case 'summary':
      await core.call('signIn.later', { later: true });
      return;
    default:
      assertNever(stage);
  }
}

async function passTest(core: TestCore): Promise<void> {
  const { users } = await core.call('users.search', { query: testUserEmail });
  const [user] = users;
  if (user === undefined) throw new Error(`the practice org has no ${testUserEmail}`);
  await core.run({ kind: 'assign', userId: user.id });
  await core.until('the test user passed', ({ test }) => test.state === 'passed');
  await core.call('test.keep', {});
}

function withoutPorts(stateFile: string): void {
  const state = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(stateFile, 'utf8')));
  delete state['ports'];
  writeFileSync(stateFile, JSON.stringify(state), { mode: 0o600 });
}
