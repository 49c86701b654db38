import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { assertNever } from '../../shared/errors';
import { destinationSchema, regions, regionSchema, suggestedLabels } from '../../shared/oktopost';
import type { Region } from '../../shared/oktopost';
import { populate } from '../../practice/testing/population';
import { parseProfile } from '../../practice/profile';
import { createOktopostToken } from '../../practice/world/world';
import { startTestCore } from './core';
import type { TestCore } from './core';

const stages = ['plan', 'scim-on', 'mapping', 'single-sign-on', 'summary'] as const;

/** A set-up, done up to this screen, which is on show. */
export const preparedSchema = z.strictObject({
  /** `life-cycle`: with every setting that the life-cycle test needs. Of the admin application there is nothing else. */
  until: z.enum([...stages, 'life-cycle']),
  destination: destinationSchema.default('board'),
  region: regionSchema.default('us'),
  /** As `--profile` of the practice org takes it. */
  profile: z.string().default('likely'),
  /** People in every state that a rollout leaves behind, assigned and at Oktopost. */
  populated: z.boolean().default(false),
  /** People of the org; null: as many as usual. */
  users: z.number().int().nullable().default(null),
});
export type Prepared = z.output<typeof preparedSchema>;

/** The user who passes the test. */
const testUserEmail = 'bruno.berger@bellwether.example';

/**
 * Makes a set-up through the assistant's own calls and leaves what a start goes on from in `folder`: session, journal and
 * the practice org's state, without its ports, so that copies can run side by side.
 * @returns the Oktopost token that Okta's connection holds.
 */
export async function prepareSetUp(
  folder: string,
  { until, destination, region, profile, populated, users }: Prepared,
): Promise<string> {
  mkdirSync(join(folder, 'practice'), { recursive: true, mode: 0o700 });
  const stateFile = join(folder, 'practice', 'state.json');
  const size = users === null ? {} : { users };
  const core = await startTestCore({ stateFile, region, profile: parseProfile(profile), ...size });
  try {
    const { text } = createOktopostToken(core.org.world, region, 'Okta');
    await core.begin({ destination, region, label: suggestedLabels[destination] });
    if (destination === 'board') {
      await core.call('secrets.submit', { kind: 'oktopost-token', value: text });
      const last = until === 'life-cycle' ? 'mapping' : until;
      for (const stage of stages.slice(0, stages.indexOf(last) + 1)) await reach(stage, core, region, text);
    }
    if (until === 'life-cycle') await reachLifeCycle(core, destination);
    await core.call('session.go', { screen: until });
    if (populated) {
      const app = Object.values(core.org.world.state.apps).find(
        ({ label }) => label === suggestedLabels.board,
      );
      if (app !== undefined) populate(core.org.world, app, region);
    }
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
  stage: (typeof stages)[number],
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
      await core.provisioningOn(regions[region].boardScimBaseUrl, oktopostToken);
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

/** From the mapping of the board, or from the start of the admin application. */
async function reachLifeCycle(core: TestCore, destination: Prepared['destination']): Promise<void> {
  if (destination === 'board') {
    await core.call('mapping.choose', { keepWorkEmail: true, deleteSchemaAttributes: false });
    await core.run({ kind: 'mapping' });
  } else {
    await core.run({ kind: 'app' });
    core.byHand.apiIntegrationOn();
    await core.call('guided.lookNow', { step: 'authenticate' });
    await core.call('guided.lookNow', { step: 'to-app' });
  }
  core.byHand.updateUserNames();
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
