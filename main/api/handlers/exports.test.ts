import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { labelOf } from '../../../shared/settings';
import { startTestCore } from '../../testing/core';
import type { PrintPdf, SaveFile } from '../../ports';
import type { TestCore } from '../../testing/core';

describe('plan.export', () => {
  let core: TestCore;
  const saved: { name: string; content: string | Uint8Array }[] = [];
  let place: string | null = '/downloads/plan';

  const start = async (byDialog: boolean): Promise<void> => {
    saved.length = 0;
    place = '/downloads/plan';
    const saveFile: SaveFile = (name, content) => {
      saved.push({ name, content });
      return Promise.resolve({ savedAs: place });
    };
    const printPdf: PrintPdf = (pages) =>
      Promise.resolve(new TextEncoder().encode(`PDF of ${pages.join('')}`));
    const desktop = { saveFile, printPdf };
    core = await startTestCore({}, { ports: () => (byDialog ? desktop : {}) });
    await core.begin({ label: 'A | *label*' });
  };
  beforeEach(() => start(false));
  afterEach(() => core.close());

  it('exports the plan that is shown, and writes nothing to the org', async () => {
    const before = JSON.stringify(core.org.world.state.apps);
    const plan = await core.preview({ kind: 'app' });
    const [markdown, html] = await Promise.all([
      core.call('plan.export', { planId: plan.id, format: 'markdown' }),
      core.call('plan.export', { planId: plan.id, format: 'html' }),
    ]);
    expect(markdown.savedAs).toBeNull();
    expect(markdown.download).toMatchObject({
      name: `practice-oktopost-okta-plan-app-board-us-${plan.at.slice(0, 10)}.md`,
      type: 'text/markdown',
    });
    expect(html.download).toMatchObject({ type: 'text/html' });
    for (const text of [markdown.download?.text ?? '', html.download?.text ?? '']) {
      expect(text).toContain('PRACTICE RUN');
      expect(text).toContain('https://app.oktopost.com/auth/acs');
      expect(text).toContain(plan.id);
      for (const row of plan.changes.flatMap(({ rows }) => rows))
        expect(text).toContain(labelOf(row.setting));
    }
    expect(markdown.download?.text).toContain('| A &#124; \\*label\\* |');
    expect(html.download?.text).toContain('<td>A | *label*</td>');
    expect(JSON.stringify(core.org.world.state.apps)).toBe(before);
  });

  it('exports no plan that was replaced by a newer one', async () => {
    const older = await core.preview({ kind: 'app' });
    const plan = await core.preview({ kind: 'app' });
    const ask = (planId: string) => core.refusal('plan.export', { planId, format: 'html' });
    expect((await ask(older.id)).code).toBe('plan-unknown');
    await core.call('plan.apply', { planId: plan.id });
    expect((await ask(plan.id)).code).toBe('plan-unknown');
    await core.until('the run ends', ({ run }) => run?.state === 'done');
  });

  it('saves by the shell’s dialog where there is one, and says when it was cancelled', async () => {
    await core.close();
    await start(true);
    const { id: planId } = await core.preview({ kind: 'app' });
    const first = await core.call('plan.export', { planId, format: 'html' });
    expect(first).toEqual({ savedAs: '/downloads/plan', download: null, print: null });
    expect(saved[0]?.name).toMatch(/\.html$/);
    expect(saved[0]?.content).toMatch(/^<!doctype html>/);
    place = null;
    expect(await core.call('plan.export', { planId, format: 'markdown' })).toEqual({
      savedAs: null,
      download: null,
      print: null,
    });
  });

  it('saves a PDF where the shell prints one, and returns the page for printing where it does not', async () => {
    const plan = await core.preview({ kind: 'app' });
    const html = await core.call('plan.export', { planId: plan.id, format: 'html' });
    const pdf = await core.call('plan.export', { planId: plan.id, format: 'pdf' });
    expect(pdf).toEqual({ savedAs: null, download: null, print: html.download?.text });
    await core.close();
    await start(true);
    const { id: planId } = await core.preview({ kind: 'app' });
    const saving = await core.call('plan.export', { planId, format: 'pdf' });
    expect(saving).toEqual({ savedAs: '/downloads/plan', download: null, print: null });
    expect(saved[0]?.name).toMatch(/^practice-oktopost-okta-plan-app-.*\.pdf$/);
    expect(new TextDecoder().decode(Buffer.from(saved[0]?.content ?? ''))).toMatch(/^PDF of <!doctype html>/);
  });
});
