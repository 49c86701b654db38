import { join } from 'node:path';
import { AppFailure } from '../shared/errors';
import type { AppError } from '../shared/errors';
import { guidedStepIds } from '../shared/setup';
import type { GuidedStepId, ScreenId, Snapshot } from '../shared/setup';
import type { AssistantCore } from './api/core';
import { createRegistry } from './api/registry';
import type { Handlers } from './api/registry';
import { requireRegion, stepFor } from './api/steps';
import { createConnections } from './connection';
import type { Okta } from './okta/types';
import type { Ports, PracticeAddress } from './ports';
import { createEngine } from './setup/engine';
import { createGuidedWatch } from './setup/guided';
import { openIntents, openJournal } from './setup/journal';
import { railOf } from './setup/rail';
import { openSession } from './setup/session';
import { rememberFound } from './setup/steps/app-integration';
import type { StepContext } from './setup/step';
import { snapshotOf } from './snapshot';
import { exportSummary } from './summary/export';
import { buildSummary } from './summary/build';
import { createFollower } from './verification/follow';
import { preCheck } from './verification/pre-check';

/**
 * Composition root: builds the assistant from what a shell supplies. Knows no Electron and no HTTP server.
 * @throws AppFailure `storage-failed` when `ports.folder` cannot be used.
 */
export async function createAssistant(ports: Ports): Promise<AssistantCore> {
  const { clock, log } = ports;
  const now = (): Date => clock.now();
  const store = openSession(ports.folder, (movedTo) => {
    log.warn('the session file could not be read and was set aside', { movedTo });
  });
  const journal = await openJournal(join(ports.folder, 'journal.jsonl'), now);
  let practice: PracticeAddress | null = null;
  let seq = 0;
  const listeners = new Set<(snapshot: Snapshot) => void>();

  const toAppError = (error: unknown): AppError => {
    if (error instanceof AppFailure) return error.error;
    log.error('unexpected failure', { error: error instanceof Error ? error.stack : String(error) });
    return new AppFailure({
      code: 'defect',
      message: 'Something went wrong inside the assistant.',
      owner: 'assistant',
      next: 'Try again. If it happens again, send us the log file of the assistant.',
      retry: true,
    }).error;
  };

  const connections = createConnections({ ports, store, practice: () => practice, changed, toAppError });
  const guided = createGuidedWatch({ store, clock, okta: connections.okta, changed, toAppError });
  const context = (): StepContext => ({
    okta: requireOkta(),
    session: () => store.session,
    remember: (patch) => {
      store.update(patch);
      changed();
    },
    now,
  });
  const engine = createEngine({
    journal,
    now,
    setupId: () => store.session.setupId,
    context,
    onRun: changed,
    toAppError,
  });
  const follower = createFollower({ store, clock, connections, changed, toAppError });

  function changed(): void {
    seq += 1;
    if (listeners.size === 0) return;
    const snapshot = current();
    for (const listener of listeners) listener(snapshot);
  }

  function current(): Snapshot {
    return snapshotOf(seq, { ports, session: store.session, connections, engine, guided, practice });
  }

  function requireOkta(): Okta {
    const okta = connections.okta();
    if (okta !== null) return okta;
    throw new AppFailure({
      code: 'token-needed',
      message: 'The assistant has no working connection to Okta.',
      owner: 'okta-admin',
      next: 'Enter the Okta API token on the step "Connect Okta".',
      field: 'okta-token',
    });
  }

  function remember(patch: Parameters<typeof store.update>[0]): void {
    store.update(patch);
    changed();
  }

  function show(screen: ScreenId): void {
    remember({ screen });
    watchShown();
  }

  /** The guided step on screen is looked at again and again; the others only when something happens. */
  function watchShown(): void {
    const { screen, app } = store.session;
    const step = guidedStepIds.find((id): id is GuidedStepId => id === screen);
    guided.watch(step !== undefined && app !== null && connections.okta() !== null ? step : null);
  }

  async function connectOkta(): Promise<void> {
    await connections.connectOkta();
    if (connections.okta() !== null) await catchUp();
  }

  /** After a connection: what was left open or done before is looked up, never assumed. */
  async function catchUp(): Promise<void> {
    try {
      await resolveIntents();
      const { app, mapping, readBackAt } = store.session;
      if (app !== null) {
        const appStep = stepFor({ kind: 'app' }, store.session, { adopt: null, createAnyway: false });
        remember({ appChecks: await appStep.verify(context()) });
        await Promise.all(
          guidedStepIds.filter((step) => readBackAt[step] !== null).map((step) => guided.lookNow(step)),
        );
        if (mapping.appliedAt !== null) {
          await stepFor({ kind: 'mapping' }, store.session, { adopt: null, createAnyway: false }).verify(
            context(),
          );
        }
        if (store.session.test.state === 'following') follower.begin();
      }
    } catch (error) {
      log.warn('what was done before could not be read back', { code: toAppError(error).code });
    }
    watchShown();
    changed();
  }

  /** An intent without a result was cut off: for a create, the admin note tells whether it took effect. */
  async function resolveIntents(): Promise<void> {
    const { setupId, app } = store.session;
    const open = openIntents(await journal.entries()).filter((entry) => entry.setupId === setupId);
    for (const { runId, changeId, title } of open) {
      const found =
        changeId === 'create-app' && app === null ? await requireOkta().findAppByNote(setupId) : null;
      if (found !== null) remember(rememberFound(found));
      await journal.append({
        setupId,
        runId,
        changeId,
        kind: 'resolved',
        title,
        details: found === null ? { lookedUp: true } : { appId: found.id },
      });
    }
  }

  async function startPractice(): Promise<void> {
    if (ports.practice === null) {
      throw new AppFailure({
        code: 'not-ready',
        message: 'This assistant was started without a practice org.',
        owner: 'assistant',
        next: 'Choose "Set up for real".',
      });
    }
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

  async function resume(): Promise<void> {
    if (store.session.mode === 'practice') {
      await startPractice();
      if (store.session.practiceToken) await usePracticeToken();
    }
    await Promise.all([
      store.session.practiceToken ? Promise.resolve() : connectOkta(),
      connections.connectOktopost(),
    ]);
  }

  const handlers: Handlers = {
    'session.snapshot': () => Promise.resolve(current()),
    'session.chooseMode': async ({ mode }) => {
      const other = store.session.mode !== 'unset' && store.session.mode !== mode;
      if (other && store.session.address !== null) await startOver();
      store.update({ mode });
      if (mode === 'practice') await startPractice();
      show('destination');
      return null;
    },
    'session.go': ({ screen }) => {
      const entry = railOf({
        session: store.session,
        okta: connections.oktaState(),
        oktopost: connections.oktopostState(),
        run: engine.run,
        lost: guided.lost(),
      }).find((candidate) => candidate.screen === screen);
      if (entry?.reachable !== true) throw notReachable();
      show(screen);
      return Promise.resolve(null);
    },
    'session.startOver': async () => {
      await startOver();
      return null;
    },
    'destination.choose': async ({ destination, region, label }) => {
      const { app, region: before } = store.session;
      if (app !== null && before !== region) throw regionIsFixed();
      remember({ destination, region, label });
      if (before !== region) await connections.connectOktopost();
      show('connect-okta');
      return null;
    },
    'okta.checkAddress': async ({ address }) => {
      const read = await connections.readAddress(address);
      const { app, address: before } = store.session;
      if (app !== null && before !== null && before.orgUrl !== read.orgUrl) throw orgIsFixed();
      if (before?.orgUrl !== read.orgUrl) await ports.vault.remove('okta-token');
      remember({ address: read });
      return read;
    },
    'okta.confirmHost': ({ orgUrl }) => {
      const { address } = store.session;
      if (address === null || address.orgUrl !== orgUrl) throw notReachable();
      remember({ address: { ...address, needsConfirmation: false } });
      return Promise.resolve(null);
    },
    'okta.usePracticeToken': async () => {
      await usePracticeToken();
      return null;
    },
    'okta.reconnect': async () => {
      await connectOkta();
      return null;
    },
    'secrets.submit': async ({ kind, value }) => {
      const secret = value.trim();
      if (secret === '' || /[^\x21-\x7e]/.test(secret)) throw badToken(kind);
      if (kind === 'okta-token') {
        const { address } = store.session;
        if (address === null || address.needsConfirmation) throw addressFirst();
        await ports.vault.set(kind, secret);
        store.update({ practiceToken: false });
        await connectOkta();
      } else {
        requireRegion(store.session);
        await ports.vault.set(kind, secret);
        await connections.connectOktopost();
      }
      return null;
    },
    'plan.preview': async ({ scope, adopt, createAnyway }) =>
      engine.preview(scope, stepFor(scope, store.session, { adopt, createAnyway })),
    'plan.apply': ({ planId }) => {
      const { runId, finished } = engine.apply(planId);
      void finished.then(async (run) => {
        if (run.scope.kind === 'app' && run.state === 'done') remember({ appChecks: run.checks });
        if (run.scope.kind === 'to-app') await guided.lookNow('to-app');
        if (run.scope.kind === 'assign' && run.state === 'done') follower.begin();
        if (run.scope.kind === 'assign' && run.state !== 'done') follower.abandon(run.error);
        changed();
      });
      return Promise.resolve({ runId });
    },
    'run.cancel': ({ runId }) => {
      engine.cancel(runId);
      return Promise.resolve(null);
    },
    'guided.lookNow': async ({ step }) => {
      await guided.lookNow(step);
      return null;
    },
    'guided.state': ({ step, done }) => {
      const at = done ? now().toISOString() : null;
      remember({ statedAt: { ...store.session.statedAt, [step]: at } });
      return Promise.resolve(null);
    },
    'mapping.choose': (choice) => {
      remember({ mapping: { ...store.session.mapping, choice, skipped: false } });
      return Promise.resolve(null);
    },
    'mapping.skip': ({ skip }) => {
      remember({ mapping: { ...store.session.mapping, skipped: skip } });
      return Promise.resolve(null);
    },
    'users.search': async ({ query }) => {
      const limit = 20;
      const users = await requireOkta().searchUsers(query.trim(), limit + 1);
      return {
        users: users.slice(0, limit).map(({ id, login, email, givenName, familyName, status }) => ({
          id,
          login,
          email,
          givenName,
          familyName,
          status,
        })),
        more: users.length > limit,
      };
    },
    'test.preCheck': ({ userId }) =>
      preCheck({ okta: requireOkta(), oktopost: connections.oktopost(), session: store.session }, userId),
    'test.followAgain': () => {
      requireOkta();
      follower.again();
      return Promise.resolve(null);
    },
    'test.stop': () => {
      follower.stop();
      return Promise.resolve(null);
    },
    'test.keep': () => {
      remember({ test: { ...store.session.test, decision: 'kept' } });
      return Promise.resolve(null);
    },
    'summary.get': () => buildSummary({ okta: requireOkta(), session: store.session, ports }),
    'summary.export': async ({ format }) =>
      exportSummary(
        await buildSummary({ okta: requireOkta(), session: store.session, ports }),
        format,
        ports.saveFile,
      ),
  };

  async function startOver(): Promise<void> {
    engine.forget();
    guided.forget();
    follower.forget();
    connections.forget();
    await ports.vault.clear();
    if (store.session.mode === 'practice') await ports.practice?.stop();
    practice = null;
    store.reset();
    changed();
  }

  void resume().catch((error: unknown) => {
    log.warn('the set-up could not be resumed at once', { code: toAppError(error).code });
  });

  const registry = createRegistry(handlers, log, now);
  return {
    call: (name, payload) => registry.call(name, payload),
    onSnapshot: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      guided.forget();
      follower.forget();
      engine.forget();
      await journal.close();
    },
  };
}

const notReachable = (): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: 'A step before this one is not done yet.',
    owner: 'okta-admin',
    next: 'Finish the step that needs you in the list of steps.',
  });

const regionIsFixed = (): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message: 'The app integration was already created for the other region.',
    owner: 'okta-admin',
    next: 'Start over to set up the other region with an app integration of its own.',
    field: 'region',
  });

const orgIsFixed = (): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message: 'This set-up already has an app integration in another Okta org.',
    owner: 'okta-admin',
    next: 'Start over to set up another org.',
    field: 'address',
  });

const addressFirst = (): AppFailure =>
  new AppFailure({
    code: 'host-not-confirmed',
    message: 'It is not known yet which Okta host the token would be sent to.',
    owner: 'okta-admin',
    next: 'Check the address first, and confirm the host where it is asked.',
    field: 'address',
  });

const badToken = (kind: 'okta-token' | 'oktopost-token'): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: 'That is no token: it is empty or holds a character that no token has.',
    owner: 'okta-admin',
    next: 'Copy the token again, whole, and paste it here.',
    field: kind,
  });
