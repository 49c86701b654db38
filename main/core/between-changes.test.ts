import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { PlanScopeInput } from '../../shared/plan';
import { parseJournal } from '../storage/journal-entry';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

describe('a run that the end of the assistant cut off between two changes', () => {
  let core: TestCore;
  /** What becomes of requests after the next write. */
  let next: 'sent' | 'unanswered' | 'refused' = 'sent';
  let isWritten = false;
  const cutting: typeof fetch = async (input, init) => {
    if (isWritten && next === 'refused') return new Response('{}', { status: 403 });
    if (isWritten && next === 'unanswered')
      return new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => {
          reject(new Error('closed'));
        });
      });
    const answer = await fetch(input, init);
    isWritten ||= next !== 'sent' && init?.method !== undefined && init.method !== 'GET';
    return answer;
  };
  afterEach(() => core.close());

  const file = (): string => join(core.folder, 'journal.jsonl');
  const entries = () => parseJournal(readFileSync(file(), 'utf8'));
  const told = async () => (await core.snapshot()).cutOff;
  async function begin(): Promise<void> {
    core = await startTestCore({ region: 'us' }, { ports: () => ({ fetch: cutting }) });
    await core.begin();
    await core.run({ kind: 'app' });
    core.byHand.scimOn();
    core.byHand.connect();
    core.byHand.toApp();
  }
  async function cutOff(scope: PlanScopeInput): Promise<void> {
    const plan = await core.preview(scope);
    const before = entries().length;
    next = 'unanswered';
    await core.call('plan.apply', { planId: plan.id });
    await expect
      .poll(() =>
        entries()
          .slice(before)
          .map(({ kind }) => kind),
      )
      .toEqual(['intent', 'result']);
    await restart();
  }
  async function restart(): Promise<void> {
    const again = core.restart();
    [next, isWritten] = ['sent', false];
    await again;
    await core.until('connected again', ({ okta }) => okta.state === 'connected');
  }
  const deletesToo = () =>
    core.call('mapping.choose', { keepWorkEmail: false, deleteSchemaAttributes: true });

  it('says after which change, and that nothing after it was sent, until another run', async () => {
    await begin();
    await deletesToo();
    await cutOff({ kind: 'mapping' });
    const title = entries().at(-1)?.title ?? '';
    expect(await told()).toMatchObject({ screen: 'mapping', isLeft: true });
    expect((await told())?.text).toMatch(/^The assistant ended during a run, after this change \(.* UTC\): /);
    expect((await told())?.text).toContain(
      `${title}. It was change 1 of 2: nothing after it was sent to Okta.`,
    );
    await restart();
    expect(await told()).not.toBeNull();
    expect((await core.run({ kind: 'mapping' })).state).toBe('done');
    await restart();
    expect(await told()).toBeNull();
  });

  it('says so until a plan of its kind has nothing left', async () => {
    await begin();
    await deletesToo();
    await cutOff({ kind: 'mapping' });
    await core.preview({ kind: 'app' });
    expect(await told()).not.toBeNull();
    await core.call('mapping.choose', { keepWorkEmail: false, deleteSchemaAttributes: false });
    await core.preview({ kind: 'mapping' });
    expect(await told()).toBeNull();
    await restart();
    expect(await told()).toBeNull();
  });

  it('says so of an undo', async () => {
    await begin();
    await core.run({ kind: 'mapping' });
    const scope = { kind: 'undo', deleteDespiteOtherUsers: false } as const;
    await cutOff(scope);
    expect(await told()).toMatchObject({ screen: 'undo', isLeft: true });
    await core.preview(scope);
    expect(await told()).not.toBeNull();
    expect((await core.run(scope)).state).toBe('done');
    await restart();
    expect(await told()).toBeNull();
  });

  it('is none of a run that ended before its last change, nor of one in a journal that does not tell', async () => {
    await begin();
    await deletesToo();
    next = 'refused';
    expect(await core.run({ kind: 'mapping' })).toMatchObject({
      state: 'failed',
      changes: [{ state: 'done' }, { state: 'failed' }],
    });
    expect(entries().at(-1)?.kind).toBe('result');
    await restart();
    expect(await told()).toBeNull();
    const older = entries().map(({ details: { place: _place, ...details }, ...entry }) => ({
      ...entry,
      version: 2,
      details,
    }));
    writeFileSync(file(), older.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    await restart();
    expect(await told()).toBeNull();
  });
});
