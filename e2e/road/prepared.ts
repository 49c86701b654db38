import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { assertNever } from '../../shared/errors';
import { regions, suggestedLabels } from '../../shared/oktopost';
import type { Region } from '../../shared/oktopost';
import { startTestCore } from '../../main/testing/core';
import type { TestCore } from '../../main/testing/core';
import { parseProfile } from '../../practice/profile';
import { createOktopostToken } from '../../practice/world/world';
import { testUser } from './walk';

/** Where a test begins instead of at the first screen: the board's set-up is done up to this screen, which is on show. */
export interface Prepared {
  until: 'plan' | 'scim-on' | 'mapping' | 'single-sign-on' | 'summary';
  region?: Region;
  /** As `--profile` of the practice org takes it. */
  profile?: string;
}

interface Template {
  folder: string;
  oktopostToken: string;
}

const templates = new Map<string, Promise<Template>>();

/**
 * Lays a set-up that was made through the assistant's own calls into an assistant's folder, its practice org's state
 * included; made once a worker for each choice. Answers with the Oktopost token that Okta's connection holds: browser mode
 * stores none, so a test that needs it enters it.
 */
export async function layPrepared(prepared: Prepared, folder: string): Promise<string> {
  const key = JSON.stringify(prepared);
  const made = templates.get(key) ?? makeTemplate(prepared);
  templates.set(key, made);
  const template = await made;
  cpSync(template.folder, folder, { recursive: true });
  return template.oktopostToken;
}

/** The options of the practice org that goes on with a prepared state. */
export const practiceOptionsOf = ({ region = 'us', profile = 'likely' }: Prepared): string[] => [
  '--region',
  region,
  '--profile',
  profile,
];

async function makeTemplate({ until, region = 'us', profile = 'likely' }: Prepared): Promise<Template> {
  const folder = mkdtempSync(join(tmpdir(), 'prepared-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true });
  });
  mkdirSync(join(folder, 'practice'), { mode: 0o700 });
  const stateFile = join(folder, 'practice', 'state.json');
  const core = await startTestCore({ stateFile, region, profile: parseProfile(profile) });
  try {
    const { text } = createOktopostToken(core.org.world, region, 'Okta');
    await core.begin({ destination: 'board', region, label: suggestedLabels.board });
    await core.call('secrets.submit', { kind: 'oktopost-token', value: text });
    await walk(core, until, region, text);
    await core.call('session.go', { screen: until });
    for (const name of ['session.json', 'journal.jsonl']) cpSync(join(core.folder, name), join(folder, name));
    return { folder, oktopostToken: text };
  } finally {
    await core.close();
    withoutPorts(stateFile);
  }
}

async function walk(core: TestCore, until: Prepared['until'], region: Region, token: string): Promise<void> {
  const stages = ['plan', 'scim-on', 'mapping', 'single-sign-on', 'summary'] as const;
  for (const stage of stages) {
    switch (stage) {
      case 'plan':
        break;
      case 'scim-on':
        await core.run({ kind: 'app' });
        break;
      case 'mapping':
        core.byHand.scimOn();
        await core.call('guided.lookNow', { step: 'scim-on' });
        core.byHand.connect(regions[region].boardScimBaseUrl, token);
        await core.call('guided.state', { step: 'connection', done: true });
        core.byHand.toApp();
        await core.call('guided.lookNow', { step: 'to-app' });
        break;
      case 'single-sign-on':
        await core.run({ kind: 'mapping' });
        await passTest(core);
        break;
      case 'summary':
        await core.call('signIn.later', { later: true });
        break;
      default:
        assertNever(stage);
    }
    if (stage === until) return;
  }
}

async function passTest(core: TestCore): Promise<void> {
  const { users } = await core.call('users.search', { query: testUser.email });
  const [user] = users;
  if (user === undefined) throw new Error(`the practice org has no ${testUser.email}`);
  await core.run({ kind: 'assign', userId: user.id });
  await core.until('the test user passed', ({ test }) => test.state === 'passed');
  await core.call('test.keep', {});
}

/** Copies that run side by side each get ports of their own. */
function withoutPorts(stateFile: string): void {
  const state = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(stateFile, 'utf8')));
  delete state['ports'];
  writeFileSync(stateFile, JSON.stringify(state), { mode: 0o600 });
}
