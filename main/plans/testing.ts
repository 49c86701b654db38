import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import { mappingOf } from '../../shared/settings';
import type { Change, Plan } from '../../shared/plan';
import type { Journal } from '../storage/journal';
import { journalVersion } from '../storage/journal-entry';
import type { JournalEntry } from '../storage/journal-entry';
import { newSession } from '../storage/session';
import type { Session } from '../storage/session';
import { oktaWith } from '../testing/okta-objects';
import type { ChangeRun } from './change-run';
import type { Step } from './step';

export const planAt = '2026-11-24T10:00:00.000Z';

/** `id` sets the mapping of an attribute from `now` to “on”. */
export const changeOf = (id: string, given: Partial<Change> = {}, now = 'off'): Change => ({
  ...{
    id,
    title: `Turn ${id} on`,
    verb: 'update',
    warnings: [],
    pushes: 0,
    undo: '',
    irreversibleEffect: null,
  },
  rows: [{ setting: mappingOf(id), now, after: 'on', verb: 'change', note: null }],
  ...given,
});

export const planOf = (...changes: Change[]): Plan => ({
  ...{
    id: 'plan',
    scope: { kind: 'mapping' },
    at: planAt,
    changes,
    warnings: [],
    notes: [],
    blockers: [],
    step: null,
  },
  ...{ assigned: null, existingApps: [], lockOut: [], undo: null },
});

export const failureOf = (code: AppError['code'], message: string = code): AppFailure =>
  new AppFailure({ code, message, owner: 'okta-admin', next: 'x' });

/** Steps never called, unless given. */
export const stepWith = (given: Partial<Step>): Step => {
  const notAsked = () => Promise.reject(new Error('not to be called'));
  return { draft: notAsked, recheck: notAsked, verify: () => Promise.resolve([]), ...given };
};

/**
 * A run over a step, with a journal and a session in memory. `told`: in their order, what was journaled (`intent`), saved
 * (`saved label`), and what the step itself says. `full`: writes to the disk that fail.
 */
export function runInMemory(step: Step, plan: Plan = planOf(changeOf('a'))) {
  const told: string[] = [];
  const entries: JournalEntry[] = [];
  const full = new Set<JournalEntry['kind'] | 'session'>();
  let session: Session = newSession();
  const failing = failureOf('storage-failed', 'The disk is full.');
  const journal: Pick<Journal, 'append' | 'entries' | 'endRun' | 'unended'> = {
    entries: () => entries,
    unended: () => null,
    endRun: () => Promise.resolve(),
    append: (entry) => {
      if (full.has(entry.kind)) return Promise.reject(failing);
      told.push(entry.kind);
      entries.push({ ...entry, version: journalVersion, origin: 'local', at: planAt });
      return Promise.resolve();
    },
  };
  const run: ChangeRun = {
    ...{ runId: 'run', setupId: 'setup', plan, step },
    context: {
      okta: oktaWith({ withContext: (_context, work) => work() }),
      session: () => session,
      remember: (patch) => {
        if (full.has('session')) throw failing;
        told.push(`saved ${Object.keys(patch).join()}`);
        session = { ...session, ...patch };
      },
      now: () => new Date(planAt),
      oktopost: null,
      appliedChanges: () => [],
      importedChanges: () => [],
    },
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    journal: journal as Journal,
    toAppError: (error) => {
      if (error instanceof AppFailure) return error.error;
      throw error;
    },
  };
  return {
    ...{ run, told, entries, full },
    session: () => session,
    begin: (patch: Partial<Session>) => {
      session = { ...session, ...patch };
    },
  };
}

/** The token's owner. */
export const signedInAs = (login: string | null): NonNullable<Session['org']> => ({
  ...{ name: 'Acme', subdomain: 'acme', login, roles: null, rights: [], checkedAt: planAt },
});
