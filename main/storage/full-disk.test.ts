import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/errors';
import { routes, scriptedOrg } from '../okta/testing';
import { createEngine } from '../plans/engine';
import { openIntents } from './journal-index';
import { openJournal } from './journal';
import { newSession } from './session';
import { defineStep, draftOf } from '../plans/step';
import type { JournalFile } from '../ports';
import type { Change } from '../../shared/plan';
import type { RunState } from '../plans/run-state';

type Operation = 'write' | 'sync';

/** A file on a disk that is full from the `after`th operation of that kind on, until it is freed. */
function fullDisk(operation: Operation, after: number) {
  const disk = { text: '', done: 0, full: true };
  const fill = (which: Operation): void => {
    if (which !== operation || !disk.full) return;
    disk.done += 1;
    if (disk.done > after)
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  };
  const file: JournalFile = {
    write: async (text) => {
      try {
        fill('write');
      } catch (error) {
        // What still found room stays.
        disk.text += text.slice(0, 10);
        throw error;
      }
      disk.text += text;
    },
    sync: async () => {
      fill('sync');
    },
    read: () => Promise.resolve(disk.text),
    close: () => Promise.resolve(),
  };
  return { disk, file };
}

const change: Change = {
  id: 'label',
  title: 'Rename the app',
  verb: 'update',
  rows: [],
  warnings: [],
  pushes: 0,
  undo: 'Rename it back.',
  irreversibleEffect: null,
};

/** Previews and applies one change, a POST to a scripted org, with the journal on that disk. */
async function setUp(operation: Operation, after: number) {
  const { disk, file } = fullDisk(operation, after);
  const appUser = { id: '00u1', status: 'STAGED', scope: 'USER', externalId: null, profile: {} };
  const { okta, server } = await scriptedOrg(routes({ 'POST /api/v1/apps/0oa1/users': { body: appUser } }));
  const now = (): Date => new Date('2026-11-24T00:00:00Z');
  const journal = await openJournal('journal.jsonl', now, () => Promise.resolve(file));
  const step = defineStep<Record<never, never>, null, string>({
    observe: () => Promise.resolve(null),
    plan: () => draftOf([{ change, mutation: '00u1' }]),
    beforeAndAfter: (userId) => ({ userId }),
    apply: async (context, userId) => ({
      details: { appUser: (await context.okta.assign('0oa1', userId)).id },
    }),
    verify: () => Promise.resolve([]),
  })({});
  const engine = createEngine({
    journal,
    now,
    setupId: () => 'setup',
    planOnly: () => false,
    context: () => ({
      okta,
      session: newSession,
      remember: () => undefined,
      now,
      oktopost: null,
      appliedChanges: () => [],
      importedChanges: () => [],
    }),
    onRun: () => undefined,
    changed: () => undefined,
    toAppError: (error) => {
      if (error instanceof AppFailure) return error.error;
      throw error;
    },
  });
  const run = async (): Promise<RunState> =>
    engine.apply((await engine.preview({ kind: 'mapping' }, step)).id).finished;
  return { run, disk, journal, sent: server.requests };
}

describe('a full disk', () => {
  it.each<Operation>(['write', 'sync'])('at %s stops before the request, not after', async (operation) => {
    const { run, sent } = await setUp(operation, 0);
    const stopped = await run();
    expect(stopped).toMatchObject({ state: 'failed', changes: [{ state: 'failed' }] });
    expect(stopped.error).toMatchObject({
      code: 'storage-failed',
      owner: 'okta-admin',
      retry: true,
      message: expect.stringContaining('nothing was sent'),
      next: expect.stringContaining('disk space'),
    });
    expect(sent).toEqual([]);
  });

  it('after the request does not claim that nothing was sent, and leaves an intent to look up', async () => {
    const { run, sent, journal } = await setUp('write', 1);
    const stopped = await run();
    expect(stopped.error).toMatchObject({ code: 'storage-failed' });
    expect(stopped.error?.message).toMatch(/^Okta took “Rename the app”\. /);
    expect(stopped.error?.message).not.toContain('nothing was sent');
    expect(stopped.changes).toMatchObject([{ state: 'done' }]);
    expect(sent).toHaveLength(1);
    expect(openIntents(journal.entries())).toMatchObject([{ changeId: 'label' }]);
  });

  it('that is freed again costs no entry: none is glued to the half line', async () => {
    const { run, sent, disk, journal } = await setUp('write', 0);
    await run();
    disk.full = false;
    expect((await run()).state).toBe('done');
    expect(sent).toHaveLength(1);
    expect(journal.entries().map(({ kind }) => kind)).toEqual(['intent', 'result']);
  });
});
