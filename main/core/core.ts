import { AppFailure, defect } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import type { Snapshot } from '../../shared/snapshot';
import { stepFor } from '../steps/step-for';
import { createConnections } from '../connections/connections';
import type { Connections } from '../connections/connections';
import type { OpenedFile } from '../files/read';
import type { Okta } from '../okta/types';
import type { Ports, PracticeAddress } from '../ports';
import { createEngine } from '../plans/engine';
import type { Engine } from '../plans/engine';
import { createGuidedWatch } from '../guided/watch';
import type { GuidedWatch } from '../guided/watch';
import { appliedChangesOf } from '../plans/history';
import { openIntents } from '../storage/journal';
import type { Journal, JournalEntry } from '../storage/journal';
import type { Session, SessionStore } from '../storage/session';
import { mappingChangeId } from '../steps/mapping/step';
import { createSignInWatch } from '../single-sign-on/sign-in-watch';
import type { SignInWatch } from '../single-sign-on/sign-in-watch';
import type { SavingContext } from '../plans/step';
import { afterRun } from './after-run';
import { createUserNamesList } from '../steps/user-names/list';
import type { UserNamesList } from '../steps/user-names/list';
import { whoChanged } from '../plans/who-changed';
import { createTokenClipboard } from '../connections/token-clipboard';
import type { TokenClipboard } from '../connections/token-clipboard';
import { snapshotOf } from '../view/snapshot';
import { createFollower } from '../verification/follow';
import type { Follower } from '../verification/follow';
import { isGone } from '../steps/app-integration/checks';
import { appChangeId, rememberFound } from '../steps/app-integration/identity';
import { isRunning } from '../../shared/plan';
import { guidedStepIds } from '../../shared/screens';
import type { GuidedStepId, ScreenId } from '../../shared/screens';
import type { Check, PlanScope } from '../../shared/plan';

/** What the API handlers work with: the parts of one running assistant, and what changes several of them at once. */
export interface Core {
  readonly ports: Ports;
  readonly store: SessionStore;
  readonly connections: Connections;
  readonly engine: Engine;
  readonly guided: GuidedWatch;
  readonly follower: Follower;
  readonly signIns: SignInWatch;
  readonly userNames: UserNamesList;
  snapshot(): Snapshot;
  onSnapshot(listener: (snapshot: Snapshot) => void): () => void;
  /** The file that someone opened. */
  readonly opened: OpenedFile | null;
  open(file: OpenedFile | null): void;
  /** Puts the entries of a set-up that comes from elsewhere into the journal. */
  takeEntries(entries: readonly JournalEntry[]): Promise<void>;
  /** What the journal holds of this set-up. */
  ownEntries(): Promise<JournalEntry[]>;
  /** Puts it on disk and tells the renderer. */
  remember(patch: Partial<Session>): void;
  show(screen: ScreenId): void;
  /**
   * Begins to apply the plan that was shown, and does what follows once the run ends. Returns the run's id.
   * @throws AppFailure `plan-unknown`, `busy`, or what blocks the plan: nothing began then.
   */
  apply(planId: string): string;
  /** @throws AppFailure `token-needed` */
  requireOkta(): Okta;
  /** Connects, then looks up what was left open or done before. */
  connectOkta(): Promise<void>;
  readonly tokenClipboard: TokenClipboard;
  startPractice(): Promise<void>;
  usePracticeToken(): Promise<void>;
  resume(): Promise<void>;
  startOver(): Promise<void>;
  close(): Promise<void>;
}

export function createCore(ports: Ports, store: SessionStore, journal: Journal): Core {
  const { clock, log } = ports;
  const now = (): Date => clock.now();
  let practice: PracticeAddress | null = null;
  let opened: OpenedFile | null = null;
  let problem: AppError | null = null;
  let seq = 0;
  const listeners = new Set<(snapshot: Snapshot) => void>();

  const toAppError = (error: unknown): AppError => {
    if (error instanceof AppFailure) return error.error;
    log.error('unexpected failure', { error: error instanceof Error ? error.stack : String(error) });
    return new AppFailure(defect).error;
  };

  const connections = createConnections({ ports, store, practice: () => practice, changed, toAppError });
  const guided = createGuidedWatch({
    store,
    clock,
    okta: connections.okta,
    seen: () => listeners.size > 0,
    changed,
    toAppError,
  });
  const context = (): SavingContext => ({
    okta: requireOkta(),
    session: () => store.session,
    remember,
    now,
    appliedChanges: async () => appliedChangesOf(await ownEntries()),
  });
  const engine = createEngine({
    journal,
    now,
    setupId: () => store.session.setupId,
    planOnly: () => store.session.planOnly,
    context,
    onRun: changed,
    toAppError,
  });
  const follower = createFollower({ store, clock, connections, changed, toAppError });
  const userNames = createUserNamesList({ okta: requireOkta, session: () => store.session, remember, now });

  const signIns = createSignInWatch({ store, clock, okta: requireOkta, changed, toAppError });

  const tokenClipboard = createTokenClipboard(ports);

  function changed(): void {
    seq += 1;
    if (listeners.size === 0) return;
    const next = snapshot();
    for (const listener of listeners) {
      try {
        listener(next);
      } catch (error) {
        // A window that cannot be reached must not end what the assistant is doing.
        log.error('a snapshot could not be delivered', { error: String(error) });
      }
    }
  }

  function snapshot(): Snapshot {
    return snapshotOf(seq, {
      ports,
      session: store.session,
      opened,
      connections,
      engine,
      guided,
      signIns,
      practice,
      problem,
    });
  }

  function remember(patch: Partial<Session>): void {
    store.update(patch);
    changed();
  }

  function requireOkta(): Okta {
    const okta = connections.okta();
    if (okta !== null) return okta;
    throw new AppFailure({
      code: 'token-needed',
      message: 'The assistant has no working connection to Okta.',
      owner: 'okta-admin',
      next: 'Enter the Okta API token on the step “Connect Okta”.',
      field: 'okta-token',
    });
  }

  /** What is on screen is looked at again and again until it is done. */
  function watchShown(): void {
    const { screen, app } = store.session;
    const step = guidedStepIds.find((id): id is GuidedStepId => id === screen);
    const canLook = app !== null && connections.okta() !== null;
    guided.watch(step !== undefined && canLook ? step : null);
    signIns.watch(screen === 'single-sign-on' && canLook);
  }

  async function connectOkta(): Promise<void> {
    await connections.connectOkta();
    if (connections.okta() === null) return;
    try {
      const entries = await ownEntries();
      await resolveIntents(entries);
      await readBack(entries);
    } catch (error) {
      log.warn('what was done before could not be read back', { code: toAppError(error).code });
    }
    watchShown();
    changed();
  }

  async function ownEntries(): Promise<JournalEntry[]> {
    const { setupId } = store.session;
    return (await journal.entries()).filter((entry) => entry.setupId === setupId);
  }

  /**
   * What the journal knows and the session does not: an app integration that was begun is found again by its admin note, and
   * an intent without a result was cut off. Whether that took effect is seen by reading back.
   */
  async function resolveIntents(entries: readonly JournalEntry[]): Promise<void> {
    const { setupId } = store.session;
    if (store.session.app === null && entries.some(({ changeId }) => changeId === appChangeId)) {
      const created = await requireOkta().findAppByNote(setupId);
      if (created !== null) remember(rememberFound(created));
    }
    const appId = store.session.app?.id ?? null;
    for (const { runId, changeId, title } of openIntents(entries)) {
      // It may have had its effect: nobody is told that nothing was changed.
      if (appId !== null) remember({ changedSomething: true });
      await journal.append({ setupId, runId, changeId, kind: 'resolved', title, details: { appId } });
    }
  }

  /** What was done before counts only as far as Okta still shows it. */
  async function readBack(entries: readonly JournalEntry[]): Promise<void> {
    const { mapping, readBackAt } = store.session;
    if (store.session.app === null) return;
    const begun = new Set(entries.map(({ changeId }) => changeId));
    const lastWrite = entries.findLast(({ kind }) => kind !== 'resolved')?.at ?? null;
    const verify = async (scope: PlanScope) =>
      withWho(await stepFor(scope, store.session).verify(context()), lastWrite);
    const appChecks = await verify({ kind: 'app', adopt: null, createAnyway: false });
    remember({ appChecks });
    if (isGone(appChecks)) return;
    const readMapping = async (): Promise<void> => {
      const checks = await verify({ kind: 'mapping' });
      remember({ mapping: { ...store.session.mapping, checks } });
    };
    await Promise.all([
      mapping.appliedAt === null && !begun.has(mappingChangeId) ? null : readMapping(),
      guided.lookAgain(),
      ...guidedStepIds
        .filter((step) => readBackAt[step] === null && begun.has(step))
        .map((step) => guided.lookNow(step)),
      readTestUser(),
    ]);
  }

  /** What differs now was changed since our last write. */
  async function withWho(checks: Check[], lastWrite: string | null): Promise<Check[]> {
    const isOther = ({ state }: Check): boolean => state === 'different';
    if (lastWrite === null || !checks.some(isOther)) return checks;
    const who = await whoChanged(context(), new Date(lastWrite));
    if (who === null) return checks;
    return checks.map((check) => (isOther(check) ? { ...check, changed: who } : check));
  }

  /** Whether the test user is assigned is Okta's to say, not the session's. */
  async function readTestUser(): Promise<void> {
    const { app, test } = store.session;
    if (app === null || test.user === null || (engine.run !== null && isRunning(engine.run))) return;
    const assigned = (await requireOkta().appUser(app.id, test.user.id)) !== null;
    if (test.state === 'following') {
      if (assigned) follower.begin();
      else follower.abandon(null);
    } else if (test.state !== 'stopped' && assigned === (test.decision === 'unassigned')) {
      remember({ test: { ...test, decision: assigned ? 'open' : 'unassigned' } });
    }
  }

  function show(screen: ScreenId): void {
    problem = null;
    remember({ screen });
    watchShown();
    void guided.lookAgain();
  }

  /** A failure that no call can answer with: logged, and on screen until another one is shown. */
  function report(error: unknown): void {
    problem = toAppError(error);
    log.error('what follows a run failed', { code: problem.code, message: problem.message });
    changed();
  }

  function apply(planId: string): string {
    const { runId, finished } = engine.apply(planId);
    // Before anything that can throw: the run is under way, whatever becomes of its screen.
    void finished
      .then(async (run) => {
        // A set-up that was begun since then has nothing to do with this run.
        if (engine.run?.id === runId) await afterRun({ store, remember, guided, follower, userNames }, run);
      })
      .catch(report);
    try {
      if (engine.run?.scope.kind === 'app' && !engine.run.planOnly) show('apply');
    } catch (error) {
      report(error);
    }
    return runId;
  }

  async function startPractice(): Promise<void> {
    if (ports.practice === null) throw noPracticeOrg();
    practice = await ports.practice.start();
    const { orgUrl, adminUrl } = practice.okta;
    remember({ address: { input: orgUrl, kind: 'practice', orgUrl, adminUrl, needsConfirmation: false } });
  }

  async function usePracticeToken(): Promise<void> {
    if (practice === null || store.session.mode !== 'practice') {
      throw new AppFailure({
        code: 'not-ready',
        message: 'The practice org’s token is for practice runs only.',
        owner: 'okta-admin',
        next: 'Enter your own Okta API token.',
      });
    }
    await ports.vault.set('okta-token', practice.okta.apiToken);
    store.update({ practiceToken: true });
    await connectOkta();
  }

  function stopEverything(): void {
    engine.forget();
    guided.forget();
    follower.forget();
    signIns.forget();
    userNames.forget();
  }

  return {
    ports,
    store,
    connections,
    engine,
    guided,
    follower,
    signIns,
    tokenClipboard,
    userNames,
    snapshot,
    onSnapshot: (listener) => {
      listeners.add(listener);
      void guided.lookAgain();
      return () => listeners.delete(listener);
    },
    get opened() {
      return opened;
    },
    open: (file) => {
      opened = file;
      changed();
    },
    takeEntries: (entries) => journal.take(entries),
    ownEntries,
    remember,
    show,
    apply,
    requireOkta,
    connectOkta,
    startPractice,
    usePracticeToken,
    resume: async () => {
      const { mode, practiceToken } = store.session;
      if (mode === 'practice') await startPractice();
      await Promise.all([practiceToken ? usePracticeToken() : connectOkta(), connections.connectOktopost()]);
    },
    startOver: async () => {
      stopEverything();
      connections.forget();
      await tokenClipboard.clear();
      await ports.vault.clear();
      if (store.session.mode === 'practice') await ports.practice?.discard();
      practice = null;
      store.reset();
      changed();
    },
    close: async () => {
      stopEverything();
      await tokenClipboard.clear();
    },
  };
}

export const noPracticeOrg = (): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: 'This assistant was started without a practice org.',
    owner: 'assistant',
    next: 'Choose “Set up for real”.',
  });
