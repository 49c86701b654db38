import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { adoptColleaguesApp } from '../testing/adopt';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { undo } from '../testing/undo-org';

describe('a session file that cannot be read after an undo', () => {
  let core: TestCore;
  afterEach(() => core.close());

  /** The file is cut in the middle while the assistant does not run. */
  async function cut(): Promise<void> {
    const file = join(core.folder, 'session.json');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.slice(0, text.length / 2));
    await core.restart();
  }
  const next = async (): Promise<string | undefined> => (await core.snapshot()).problem?.next;

  it('says that the app integration was deleted, and the plan creates another one', async () => {
    core = await startTestCore({ region: 'us' });
    await core.begin();
    await core.run({ kind: 'app' });
    expect((await core.run(undo)).state).toBe('done');
    await cut();
    expect(await next()).toMatch(
      /^Its app integration was deleted\. Begin again with the same choices \(.+\): the plan creates another one\.$/,
    );
    await core.begin();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect((await core.snapshot()).app).toBeNull();
    const plan = await core.preview({ kind: 'app' });
    expect(plan.changes[0]?.verb).toBe('create');
  });

  it('says that one that was taken over was detached, and the plan offers it', async () => {
    core = await startTestCore({ region: 'us' });
    await core.begin();
    await adoptColleaguesApp(core, 'SCIM off');
    expect((await core.run(undo)).state).toBe('done');
    await cut();
    expect(await next()).toMatch(
      /^Its app integration was detached\. Begin again with the same choices.*: where it is still in Okta, the plan finds it and offers to use it\.$/,
    );
    await core.begin();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect((await core.snapshot()).app).toBeNull();
    const { existingApps } = await core.preview({ kind: 'app' });
    expect(existingApps.map(({ id }) => id)).toEqual([core.ours().id]);
  });
});
