import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Payload } from '../../shared/api';
import { suggestedLabels } from '../../shared/oktopost';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

type Choice = Payload<'destination.choose'>;

const platform: Choice = {
  destination: 'admin-application',
  region: 'eu',
  label: suggestedLabels['admin-application'],
  confirmedUndocumentedTarget: true,
};

describe('a set-up whose session file broke, and another destination or region', () => {
  let core: TestCore;
  afterEach(() => core.close());

  async function brokenAfter(choice: Partial<Choice>): Promise<void> {
    core = await startTestCore({ region: choice.region ?? 'us' });
    await core.begin(choice);
    await core.run({ kind: 'app' });
    const file = join(core.folder, 'session.json');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.slice(0, text.length / 2));
    await core.restart();
  }
  const ids = (): string[] => Object.keys(core.org.world.state.apps);

  it('says with which choices to begin again', async () => {
    await brokenAfter(platform);
    const { problem } = await core.snapshot();
    expect(problem?.next).toContain('(admin application, Europe, name “Oktopost Platform”)');
  });

  it.each<[string, Partial<Choice>, Partial<Choice>, string]>([
    ['the board’s', platform, { destination: 'board', region: 'eu' }, 'admin application, Europe'],
    ['the other region’s', {}, { region: 'eu' }, 'advocacy board, United States'],
    [
      'the pre-built one',
      {},
      { destination: 'admin-application', region: 'us' },
      'advocacy board, United States',
    ],
  ])('takes its app integration not over as %s: the plan stops', async (_name, made, other, said) => {
    await brokenAfter(made);
    const before = ids();
    await core.begin(other);
    const plan = await core.preview({ kind: 'app', createAnyway: true });
    expect(plan.changes).toEqual([]);
    expect([plan.blockers, plan.step]).toEqual([[expect.stringContaining(said)], 'destination']);
    expect((await core.snapshot()).app).toBeNull();
    expect(await core.refusal('plan.apply', { planId: plan.id, secondYes: true })).toMatchObject({});
    expect(ids()).toEqual(before);
  });

  it('finds it once the choice is the one it was made with, and the plan says so', async () => {
    await brokenAfter(platform);
    await core.begin({ destination: 'board', region: 'eu' });
    await core.call('destination.choose', platform);
    expect((await core.snapshot()).app).toMatchObject({ label: 'Oktopost Platform', createdByUs: true });
    const plan = await core.preview({ kind: 'app' });
    expect(plan.blockers).toEqual([]);
    expect(plan.changes).toMatchObject([{ verb: 'keep' }]);
    expect(plan.notes).toEqual([expect.stringContaining('names this set-up: it goes on with it')]);
  });
});
