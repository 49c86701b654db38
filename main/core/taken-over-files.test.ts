import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppFailure, defect } from '../../shared/errors';
import type { PlanScope } from '../../shared/plan';
import { readOpened } from '../files/read';
import { createEngine } from '../plans/engine';
import type { SavingContext } from '../plans/step';
import { namingIn } from '../steps/app-integration/identity';
import { stepFor } from '../steps/step-for';
import { openJournal } from '../storage/journal';
import type { JournalFile } from '../ports';
import type { Session } from '../storage/session';
import { smallOkta } from '../testing/small-okta';
import type { Write } from '../testing/small-okta';
import { appliedElsewhere, appliedHere } from './applied';
import { resolveIntents } from './read-back';
import { anyText, at, note, orgOf, others } from '../testing/hostile-setups';
import type { ours } from '../testing/hostile-setups';

// Saved set-ups that say anything: whatever is applied after one was resumed, no write leaves this set-up's app integration, its
// mapping and its people, and no value of the file is written. More of them:
// FILES=10000 npm test -- --unit main/core/taken-over-files.test.ts

const memoryFile = (): JournalFile => ({
  write: () => Promise.resolve(),
  sync: () => Promise.resolve(),
  read: () => Promise.resolve(''),
  close: () => Promise.resolve(),
});

const toAppError = (error: unknown) => {
  if (error instanceof AppFailure) return error.error;
  throw error instanceof Error ? error : new Error(String(error), { cause: error });
};

/** What an admin makes of an app integration of a colleague. */
type Choice = 'adopt' | 'create' | 'neither';

/** Resumes the file as `resumeSavedSetup` does, connects, and applies every plan there is. @returns what was written, and where it may be. */
async function resumed(text: string, present: keyof typeof ours | null, choice: Choice) {
  const { okta, apps, writes } = smallOkta([...orgOf(present).apps.values()]);
  const opened = readOpened('set-up', text);
  if (opened.kind !== 'saved-setup') throw new AppFailure(defect);
  const { session: taken, journal: entries } = opened.setup;
  const { setupId } = taken;
  let session: Session = {
    ...taken,
    org: {
      name: 'Acme',
      subdomain: 'acme',
      login: 'eve@acme.example',
      roles: null,
      rights: [],
      checkedAt: at,
    },
  };
  const now = (): Date => new Date(at);
  const journal = await openJournal('journal.jsonl', now, () => Promise.resolve(memoryFile()));
  await journal.take(entries);
  const context: SavingContext = {
    okta,
    oktopost: null,
    session: () => session,
    now,
    remember: (patch) => {
      session = { ...session, ...patch };
    },
    appliedChanges: () => appliedHere(journal, session),
    importedChanges: () => appliedElsewhere(journal, session),
  };
  const engine = createEngine({
    ...{ journal, now, toAppError, context: () => context },
    setupId: () => setupId,
    planOnly: () => false,
    onRun: () => undefined,
    changed: () => undefined,
  });
  const allowed = new Set([...apps.values()].flatMap(({ id, raw }) => (isNamed(raw, setupId) ? [id] : [])));
  const unused = {
    lookAgain: () => Promise.resolve(null),
    lookNow: () => Promise.resolve(),
    begin: () => undefined,
    abandon: () => undefined,
  };
  const readBack = { context, journal, guided: unused, follower: unused, unassignments: unused, run: null };
  await resolveIntents(readBack);
  // What an admin may do then: some adopt what is Oktopost's by a plan that shows it.
  const adopt = choice === 'adopt' && session.app === null ? others.colleague : null;
  if (adopt !== null) allowed.add(adopt);
  const testUser = session.test.user?.id;
  const scopes: PlanScope[] = [
    { kind: 'app', adopt, createAnyway: choice === 'create' },
    { kind: 'mapping' },
    { kind: 'tile', hidden: true },
    { kind: 'user-names', userId: null },
    ...(testUser === undefined ? [] : [{ kind: 'unassign' as const, userId: testUser }]),
    { kind: 'undo', deleteDespiteOtherUsers: true },
  ];
  for (const scope of scopes) {
    try {
      const plan = await engine.preview(scope, stepFor(scope, session));
      if (plan.blockers.length === 0) await engine.apply(plan.id).finished;
    } catch (error) {
      if (!(error instanceof AppFailure) || error.error.code === defect.code) throw error;
    }
  }
  return { writes, allowed, setupId };
}

const isNamed = (raw: Record<string, unknown>, setupId: string): boolean =>
  [note('Made', setupId), note('Used', setupId)].some((sentence) => JSON.stringify(raw).includes(sentence));

function expectWithin({ writes, allowed, setupId }: Awaited<ReturnType<typeof resumed>>): void {
  const created = new Set(
    writes.filter(({ method }) => method === 'createSamlApp').map(({ appId }) => appId),
  );
  for (const write of writes) {
    expect([...allowed, ...created]).toContain(write.appId);
    expect(JSON.stringify(write.sent)).not.toMatch(/evil/);
    expect(write.method).not.toBe('unassign');
    if (write.method === 'deleteApp') expect(namingIn({ adminNote: write.note }, setupId)).toBe('created');
  }
}

const { FILES } = process.env;
const numRuns = Number(FILES ?? 300);

// Shows: an opened file is hostile
it(
  'whatever a saved set-up says, no write leaves our app integration, its mapping and its people',
  { timeout: 120_000 + numRuns * 100 },
  async () => {
    const kinds = new Set<Write['method']>();
    let refused = 0;
    const property = fc.asyncProperty(
      anyText,
      fc.constantFrom('made', 'used', null),
      fc.constantFrom<Choice[]>('adopt', 'create', 'neither'),
      async (text, present, choice) => {
        let outcome;
        try {
          outcome = await resumed(text, present, choice);
        } catch (error) {
          expect(String(error)).toMatch(
            /^AppFailure: The (saved set-up is damaged|set-up was saved by a newer|file is (no JSON|JSON, but no file))/,
          );
          refused += 1;
          return;
        }
        for (const { method } of outcome.writes) kinds.add(method);
        expectWithin(outcome);
      },
    );
    await fc.assert(property, { numRuns, ...(FILES === undefined ? { seed: 20261128 } : {}) });
    // The files reach far enough to be worth their number.
    expect(refused).toBeLessThan(numRuns / 2);
    expect([...kinds]).toEqual(
      expect.arrayContaining(['createSamlApp', 'changeApp', 'updateMapping', 'deleteApp']),
    );
  },
);
