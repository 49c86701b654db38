import { AppFailure, defect } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import { isRunning } from '../../shared/plan';
import { guidedStepIds } from '../../shared/screens';
import type { GuidedStepId, ScreenId } from '../../shared/screens';
import { createConnections } from '../connections/connections';
import { createTokenClipboard } from '../connections/token-clipboard';
import { createExplanations } from '../explain/explanations';
import type { OpenedFile } from '../files/read';
import { createGuidedWatch } from '../guided/watch';
import { createTokenChange } from '../guided/token-change';
import { createLifeCycleTest } from '../life-cycle/run';
import { createLifetime } from '../lifetime';
import type { Okta } from '../okta/okta';
import { createPeople } from '../people/people';
import { createEngine } from '../plans/engine';
import type { SavingContext } from '../plans/step';
import type { Ports } from '../ports';
import type { Credential } from '../secrets/credential';
import { createCredentials } from '../secrets/credentials';
import { createCertificateChange } from '../single-sign-on/certificate-change';
import { createSignInWatch } from '../single-sign-on/sign-in-watch';
import { unassignedAccounts } from '../steps/assignment/history';
import { createUserNamesList } from '../steps/user-names/list';
import { createTakeBack } from '../rollout/back';
import { createRepair } from '../rollout/repair';
import { licencesIn, openRolloutStore } from '../rollout/file';
import { createRollout } from '../rollout/rollout';
import type { Journal } from '../storage/journal';
import type { JournalEntry } from '../storage/journal-entry';
import type { Session } from '../storage/session';
import type { SessionStore } from '../storage/session-store';
import { appKindOf } from '../storage/target';
import { createLastRead } from '../summary/last-read';
import { createFollower } from '../verification/follow';
import { createUnassignmentFollower } from '../verification/follow-unassignment';
import { peopleLinks } from '../view/links';
import { snapshotOf } from '../view/snapshot';
import { afterRun } from './after-run';
import { appliedElsewhere, appliedHere, changedBy } from './applied';
import { createPracticeMode } from './practice-mode';
import { readAppChecks, readBack, resolveIntents } from './read-back';
import { createSnapshots } from './snapshots';
import type { Core } from './core';

/** The parts of one assistant, made and joined. Sends nothing. */
export function createCore(ports: Ports, store: SessionStore, journal: Journal): Core {
  const { clock, log } = ports;
  const now = (): Date => clock.now();
  const lifetime = createLifetime();
  let opened: OpenedFile | null = null;
  let problem: AppError | null = null;
  /** Whether the connected org was searched for the app integration of this set-up. */
  let searchedOrg = false;

  const toAppError = (error: unknown): AppError => {
    if (error instanceof AppFailure) return error.error;
    log.error('unexpected failure', { error: error instanceof Error ? error.stack : String(error) });
    return new AppFailure(defect).error;
  };

  const snapshots = createSnapshots((seq) => snapshotOf(seq, parts()), { clock, log });
  const { changed } = snapshots;
  const { proxy } = ports;
  if (proxy !== undefined) {
    const unsubscribe = proxy.onChange(changed);
    lifetime.onClose(() => {
      unsubscribe();
      proxy.decline();
    });
  }
  const practice = createPracticeMode({ ports, store, remember, lifetime });
  const credentials = createCredentials({ ...ports, lifetime });
  const connections = createConnections({
    ports,
    store,
    credentials,
    lifetime,
    practice: practice.address,
    changed,
    toAppError,
  });
  const watching = { store, clock, lifetime, changed, toAppError, report };
  const guided = createGuidedWatch({ ...watching, okta: connections.okta, isSeen: snapshots.isSeen });
  const follower = createFollower({ ...watching, connections });
  const unassignments = createUnassignmentFollower({
    ...watching,
    connections,
    account: (userId) =>
      unassignedAccounts(appliedHere(journal, store.session), new Set()).find(
        (account) => account.userId === userId,
      ) ?? null,
  });
  const lastRead = createLastRead(() => store.session);
  const signIns = createSignInWatch({ ...watching, okta: requireOkta });
  const tokenChange = createTokenChange({ ...watching, connections, credentials, okta: requireOkta });
  const certificateChange = createCertificateChange({ ...watching, okta: requireOkta });
  const explanations = createExplanations(ports.redactor.clean, () => appKindOf(store.session));
  lifetime.onForget(explanations.forget);
  const engine = createEngine({
    journal,
    now,
    setupId: () => store.session.setupId,
    planOnly: () => store.session.planOnly,
    context,
    onRun: (run) => {
      if (isRunning(run)) snapshots.changedOften();
      else changed();
    },
    toAppError,
  });
  lifetime.onForget(engine.forget);
  lifetime.onClose(engine.forget);
  const lifeCycle = createLifeCycleTest({
    ...watching,
    engine,
    okta: requireOkta,
    oktopost: connections.oktopost,
    oktaState: connections.oktaState,
  });
  const rolloutFile = openRolloutStore(ports.folder);
  const rolloutParts = {
    ...watching,
    // A rollout tells of each look, and of a long run as it goes.
    changed: snapshots.changedOften,
    file: rolloutFile,
    redactor: ports.redactor,
    engine,
    okta: requireOkta,
    oktopost: connections.oktopost,
  };
  const rollout = createRollout(rolloutParts);
  const takeBack = createTakeBack(rolloutParts, rollout);
  const repair = createRepair(rolloutParts);
  const userNames = createUserNamesList({ okta: requireOkta, session: () => store.session, remember, now });
  lifetime.onForget(userNames.forget);
  const people = createPeople({
    ports,
    session: () => store.session,
    licences: licencesIn(rolloutFile, () => store.session),
    okta: requireOkta,
    oktopost: connections.oktopost,
    links: () => peopleLinks(store.session, practice.address()),
    lifetime,
    changed,
    changedOften: snapshots.changedOften,
    toAppError,
  });
  const tokenClipboard = createTokenClipboard({ ports, credentials, lifetime });

  function parts(): Parameters<typeof snapshotOf>[1] {
    const { session } = store;
    const address = practice.address();
    return {
      ports,
      session,
      opened,
      connections,
      engine,
      guided,
      signIns,
      tokenChange,
      certificateChange,
      lastRead,
      people,
      rollout,
      repair,
      practice: address,
      problem,
      fileIsOfElsewhere: searchedOrg && session.app === null && appliedElsewhere(journal, session).length > 0,
      changed: changedBy(journal, session),
    };
  }

  function context(): SavingContext {
    return {
      okta: requireOkta(),
      oktopost: connections.oktopost(),
      session: () => store.session,
      remember,
      now,
      appliedChanges: () => appliedHere(journal, store.session),
      importedChanges: () => appliedElsewhere(journal, store.session),
    };
  }

  /** A context whose results are discarded once another connection has replaced this one. */
  function contextOfConnection(): SavingContext {
    const current = context();
    return {
      ...current,
      remember: (patch) => {
        if (connections.okta() === current.okta) remember(patch);
      },
    };
  }

  function remember(patch: Partial<Session>): void {
    store.update(patch);
    changed();
  }

  function requireOkta(): Okta {
    const okta = connections.okta();
    if (okta === null) throw notConnected();
    return okta;
  }

  /** Polls what the current screen shows until it is done. */
  function watchShown(): void {
    const { screen, app } = store.session;
    const step = guidedStepIds.find((id): id is GuidedStepId => id === screen);
    const canLook = app !== null && connections.okta() !== null;
    guided.watch(step !== undefined && canLook ? step : null);
    signIns.watch(screen === 'single-sign-on' && canLook);
  }

  async function connectOkta(credential?: Credential): Promise<void> {
    searchedOrg = false;
    await connections.connectOkta(credential);
    if (connections.okta() === null) return;
    try {
      const entries = ownEntries();
      const reading = {
        context: contextOfConnection(),
        journal,
        guided,
        follower,
        unassignments,
        run: engine.run,
      };
      await resolveIntents(reading);
      searchedOrg = true;
      await repair.recover();
      await readBack(reading, entries);
    } catch (error) {
      log.warn('what was done before could not be read back', { code: toAppError(error).code });
    }
    watchShown();
    changed();
  }

  function ownEntries(): readonly JournalEntry[] {
    return journal.entriesOf(store.session.setupId);
  }

  async function readAppAgain(): Promise<void> {
    await readAppChecks(contextOfConnection(), ownEntries());
  }

  function show(screen: ScreenId): void {
    problem = null;
    remember({ screen });
    if (screen === 'connect-okta') connections.prepareOkta();
    watchShown();
    void guided.lookAgain();
  }

  /** Logs and shows a failure that no call can return; cleared when the next screen is shown. */
  function report(error: unknown): void {
    problem = toAppError(error);
    log.error('background work failed', { code: problem.code, message: problem.message });
    changed();
  }

  function apply(planId: string, secondYes: boolean): string {
    const { runId, finished } = engine.apply(planId, secondYes);
    // Attached before anything that can throw: the run has started, even if its screen cannot be shown.
    void finished
      .then(async (run) => {
        // The set-up was started over meanwhile: this run belongs to the previous one.
        if (engine.run?.id === runId)
          await afterRun(
            {
              store,
              remember,
              guided,
              follower,
              unassignments,
              userNames,
              certificateChange,
              readAppAgain,
            },
            run,
          );
      })
      .catch(report);
    try {
      if (engine.run?.scope.kind === 'app' && !engine.run.planOnly) show('apply');
    } catch (error) {
      report(error);
    }
    return runId;
  }

  async function usePracticeToken(): Promise<void> {
    await connectOkta(practice.chooseToken());
  }

  return {
    ports,
    store,
    connections,
    engine,
    guided,
    follower,
    unassignments,
    lifeCycle,
    rollout,
    takeBack,
    repair,
    signIns,
    tokenChange,
    certificateChange,
    tokenClipboard,
    userNames,
    explanations,
    people,
    lastRead,
    snapshot: snapshots.current,
    onSnapshot: (listener) => {
      const stop = snapshots.listen(listener);
      void guided.lookAgain();
      return stop;
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
    readAppAgain,
    connectOkta,
    stopRemembering: async (slot) => {
      await credentials.stopRemembering(slot);
      changed();
    },
    startPractice: practice.start,
    usePracticeToken,
    resume: async () => {
      const { mode, practiceToken } = store.session;
      if (mode === 'practice') await practice.start();
      await Promise.all([practiceToken ? usePracticeToken() : connectOkta(), connections.connectOktopost()]);
    },
    startOver: async () => {
      problem = null;
      await lifetime.forget();
      store.reset();
      changed();
    },
    close: lifetime.close,
  };
}

const notConnected = (): AppFailure =>
  new AppFailure({
    code: 'token-needed',
    message: 'The assistant has no working connection to Okta.',
    owner: 'okta-admin',
    next: 'Sign in on the step “Connect Okta”.',
    field: 'okta-token',
  });
