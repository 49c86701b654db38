import { AppFailure, defect } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import type { Snapshot } from '../../shared/snapshot';
import { guidedStepIds } from '../../shared/screens';
import type { GuidedStepId, ScreenId } from '../../shared/screens';
import type { OpenedFile } from '../files/read';
import { createLifetime } from '../lifetime';
import type { Okta } from '../okta/okta';
import type { SavingContext } from '../plans/step';
import type { Ports } from '../ports';
import type { Credential } from '../secrets/credential';
import type { Journal } from '../storage/journal';
import type { AppliedChange } from '../storage/applied-changes';
import type { JournalEntry } from '../storage/journal-entry';
import type { SessionStore } from '../storage/session-store';
import { watchSetAside } from '../storage/set-aside';
import { snapshotOf } from '../view/snapshot';
import { afterRun } from './after-run';
import { appliedAnywhere, appliedElsewhere, changedBy } from './applied';
import type { Core } from './core';
import { cutOffOf } from './cut-off';
import { createParts } from './parts';
import { readAppChecks, readBack, resolveIntents } from './read-back';
import { createSnapshots } from './snapshots';

/** One assistant: its parts, and what moves several of them at once. Sends nothing. */
export function createCore(ports: Ports, store: SessionStore, journal: Journal): Core {
  const { log, proxy } = ports;
  const lifetime = createLifetime();
  let opened: OpenedFile | null = null;
  let problem: AppError | null = null;
  const ofSetAside = watchSetAside(store, journal);
  /** The connection over which the org was searched for the app integration of this set-up; what was found goes with it. */
  let searchedOver: Okta | null = null;
  /** Resolves once what was done before is read back over the newest connection, or could not be. */
  let readBackEnds: Promise<void> = Promise.resolve();

  const toAppError = (error: unknown): AppError => {
    if (error instanceof AppFailure) return error.error;
    log.error('unexpected failure', { error: error instanceof Error ? error.stack : String(error) });
    return new AppFailure(defect).error;
  };

  const snapshots = createSnapshots(snapshot, ports);
  const { changed } = snapshots;
  if (proxy !== undefined) {
    const unsubscribe = proxy.onChange(changed);
    lifetime.onClose(() => {
      unsubscribe();
      proxy.decline();
    });
  }
  const { practice, credentials, context, ...parts } = createParts({
    ports,
    store,
    journal,
    lifetime,
    snapshots,
    toAppError,
    report,
  });
  const { connections, engine, guided, repair, rollout, signIns, remember } = parts;

  function snapshot(seq: number): Snapshot {
    const { session } = store;
    const aside = ofSetAside();
    return snapshotOf(seq, {
      ...parts,
      ports,
      session,
      opened,
      practice: practice.address(),
      problem: problem ?? (session.screen === 'welcome' ? (aside?.error ?? null) : null),
      fileIsOfElsewhere:
        searchedOver !== null &&
        searchedOver === connections.okta() &&
        session.app === null &&
        appliedElsewhere(journal, session).length > 0,
      changed: changedBy(journal, session, aside?.changedOkta ?? false),
      cutOff: cutOffOf(journal, session, engine.run !== null),
    });
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

  /** Polls what the current screen shows until it is done. */
  function watchShown(): void {
    const { screen, app } = store.session;
    const step = guidedStepIds.find((id): id is GuidedStepId => id === screen);
    const canLook = app !== null && connections.okta() !== null;
    guided.watch(step !== undefined && canLook ? step : null);
    signIns.watch(screen === 'single-sign-on' && canLook);
    if (screen === 'rollout' && canLook) rollout.lookAgain();
  }

  async function connectOkta(credential?: Credential): Promise<void> {
    await connections.connectOkta(credential);
    if (connections.okta() === null) return;
    readBackEnds = readBackOverConnection();
    await readBackEnds;
    watchShown();
    changed();
  }

  async function readBackOverConnection(): Promise<void> {
    try {
      const entries = ownEntries();
      const reading = { ...parts, context: contextOfConnection(), journal, run: engine.run };
      await resolveIntents(reading);
      searchedOver = reading.context.okta;
      repair.recover();
      await Promise.all([readBack(reading, entries), parts.doubts.read(reading.context.okta)]);
      rollout.lookAtCutOff();
    } catch (error) {
      log.warn('what was done before could not be read back', { code: toAppError(error).code });
    }
  }

  function ownEntries(): readonly JournalEntry[] {
    return journal.entriesOf(store.session.setupId);
  }

  const appliedChanges = (): readonly AppliedChange[] => appliedAnywhere(journal, store.session);

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
        if (engine.run?.id === runId) await afterRun(core, run);
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

  const core: Core = {
    ...parts,
    ports,
    store,
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
    skippedLines: journal.skipped,
    appliedChanges,
    show,
    apply,
    readAppAgain,
    readBackEnds: () => readBackEnds,
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
      repair.requireNobodyBetween();
      problem = null;
      await lifetime.forget();
      store.reset();
      changed();
    },
    close: lifetime.close,
  };
  return core;
}
