import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { OktaApp } from '../../practice/world/state';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

describe('a set-up', () => {
  let core: TestCore;
  afterEach(() => core.close());

  async function begin(): Promise<void> {
    core = await startTestCore({ region: 'us' });
    await core.begin();
  }
  const ours = (): OktaApp[] =>
    Object.values(core.org.world.state.apps).filter(({ label }) => label === 'Oktopost Social Advocacy');

  it('whose session file cannot be read any more says so first, with what the journal lists, and is found again', async () => {
    await begin();
    await core.run({ kind: 'app' });
    const file = join(core.folder, 'session.json');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.slice(0, text.length / 2));
    await core.restart();
    const said = {
      mode: 'unset',
      changed: 'before',
      problem: {
        code: 'storage-failed',
        message: expect.stringMatching(
          /was set aside as .+session\.broken-\d+\.json\. It was a practice run\. Its journal lists 1 change in Okta, the last at \d+ \w+ \d{4}, \d\d:\d\d: “Create .+”\.$/,
        ),
        next: expect.stringContaining('finds its app integration'),
      },
    };
    expect(await core.snapshot()).toMatchObject(said);
    await core.restart();
    expect(await core.snapshot()).toMatchObject(said);
    await core.begin();
    await core.until('the app is found', ({ app }) => app !== null);
    const { app, changed, problem, more } = await core.snapshot();
    expect({ app, changed, problem }).toMatchObject({
      ...{ app: { id: ours()[0]?.id, createdByUs: true }, changed: 'something', problem: null },
    });
    expect(more).toContain('undo');
    await core.call('session.startOver', {});
    await core.restart();
    expect(await core.snapshot()).toMatchObject({ changed: 'nothing' });
  });

  it('whose session file holds nothing says what wrote last, and that it can be used', async () => {
    await begin();
    await core.run({ kind: 'app' });
    await writeFile(join(core.folder, 'session.json'), '');
    await core.restart();
    expect(await core.snapshot()).toMatchObject({
      changed: 'before',
      problem: {
        message: expect.stringContaining('lists 1 change in Okta'),
        next: expect.stringContaining('offers to use it'),
      },
    });
    await core.begin();
    expect(await core.snapshot()).toMatchObject({ changed: 'before', problem: null });
    const { existingApps } = await core.preview({ kind: 'app' });
    expect(existingApps.map(({ id }) => id)).toEqual([ours()[0]?.id]);
  });

  it('had written nothing when its session file broke: nothing is said to be in Okta', async () => {
    await begin();
    await writeFile(join(core.folder, 'session.json'), '{');
    await core.restart();
    expect(await core.snapshot()).toMatchObject({
      changed: 'nothing',
      problem: { message: expect.stringContaining('lists no change in Okta') },
    });
  });
});
