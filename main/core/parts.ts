import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import { isRunning } from '../../shared/at-work';
import { createConnections } from '../connections/connections';
import { createTokenClipboard } from '../connections/token-clipboard';
import { createExplanations } from '../explain/explanations';
import { createTokenChange } from '../guided/token-change';
import { createGuidedWatch } from '../guided/watch';
import { createLifeCycleTest } from '../life-cycle/run';
import type { Lifetime } from '../lifetime';
import type { Okta } from '../okta/okta';
import { createPeople } from '../people/people';
import { createEngine } from '../plans/engine';
import type { SavingContext } from '../plans/step';
import type { Ports } from '../ports';
import { createTakeBack } from '../rollout/take-back/take-back';
import { licencesIn, openRolloutStore, storedOf } from '../rollout/rollout-store';
import { causesOf } from '../rollout/rings/known-causes';
import { createRepair } from '../rollout/repair/repair';
import { createRollout } from '../rollout/rollout';
import { createCredentials } from '../secrets/credentials';
import { createCertificateChange } from '../single-sign-on/certificate-change';
import { createSignInWatch } from '../single-sign-on/sign-in-watch';
import { unassignedAccounts } from '../steps/assignment/history';
import { ofLifeCycleTests } from '../steps/life-cycle/made';
import { createUserNamesList } from '../steps/user-names/list';
import type { Journal } from '../storage/journal';
import type { Session } from '../storage/session';
import type { SessionStore } from '../storage/session-store';
import { appKindOf } from '../storage/target';
import { createConnectionDoubts } from '../summary/connection-doubts';
import type { ConnectionDoubts } from '../summary/connection-doubts';
import { createLastRead } from '../summary/last-read';
import { updateOnKnownAt } from '../summary/update-on';
import { createFollower } from '../verification/follow';
import { createUnassignmentFollower } from '../verification/follow-unassignment';
import { peopleLinks } from '../view/links';
import { appliedAnywhere, appliedElsewhere, appliedHere } from './applied';
import { createPracticeMode } from './practice-mode';
import type { Snapshots } from './snapshots';

interface Around {
  ports: Ports;
  store: SessionStore;
  journal: Journal;
  lifetime: Lifetime;
  snapshots: Pick<Snapshots, 'changed' | 'changedOften' | 'isSeen'>;
  toAppError: (error: unknown) => AppError;
  /** Logs and shows a failure that no call can return. */
  report: (error: unknown) => void;
}

/** The parts of one assistant, made and given to each other. Sends nothing. */
export function createParts({ ports, store, journal, lifetime, snapshots, toAppError, report }: Around) {
  const { clock } = ports;
  const { changed, changedOften, isSeen } = snapshots;
  const session = (): Session => store.session;
  const now = (): Date => clock.now();

  function remember(patch: Partial<Session>): void {
    store.update(patch);
    changed();
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
  const { oktopost } = connections;

  function requireOkta(): Okta {
    const okta = connections.okta();
    if (okta === null) throw notConnected();
    return okta;
  }

  function context(): SavingContext {
    return {
      okta: requireOkta(),
      oktopost: oktopost(),
      session,
      remember,
      now,
      appliedChanges: () => appliedHere(journal, store.session),
      importedChanges: () => appliedElsewhere(journal, store.session),
    };
  }

  const watching = { store, clock, lifetime, changed, toAppError, report };
  const guided = createGuidedWatch({
    ...watching,
    okta: connections.okta,
    isSeen,
    doubt: () => doubts.finding(),
    readDoubt: (okta) => doubts.read(okta),
  });
  const readSteps = (): void => void guided.lookAgain();
  const following = { ...watching, connections, readSteps };
  const follower = createFollower(following);
  const unassignments = createUnassignmentFollower({
    ...following,
    account: (userId) =>
      unassignedAccounts(appliedHere(journal, store.session), new Set()).find(
        (account) => account.userId === userId,
      ) ?? null,
  });
  const signIns = createSignInWatch({ ...watching, okta: requireOkta });
  const tokenChange = createTokenChange({ ...following, okta: requireOkta });
  const certificateChange = createCertificateChange({
    ...watching,
    okta: requireOkta,
    updateOnKnownAt: () => updateOnKnownAt(store.session),
    appliedChanges: () => appliedHere(journal, store.session),
  });
  const explanations = createExplanations(ports.redactor.clean, {
    appOf: () => appKindOf(store.session),
    isPractice: () => store.session.mode === 'practice',
  });
  lifetime.onForget(explanations.forget);
  const engine = createEngine({
    journal,
    now,
    setupId: () => store.session.setupId,
    planOnly: () => store.session.planOnly,
    context,
    onRun: (run) => {
      if (isRunning(run)) changedOften();
      else changed();
    },
    changed,
    toAppError,
  });
  lifetime.onForget(engine.forget);
  lifetime.onClose(engine.forget);
  const working = { ...watching, readSteps, engine, okta: requireOkta, oktopost };
  const lifeCycle = createLifeCycleTest(working);
  const rolloutFile = openRolloutStore(ports.folder, report);
  const rolloutParts = {
    ...working,
    // A rollout tells of each look, and of a long run as it goes.
    changed: changedOften,
    file: rolloutFile,
    appliedChanges: () => appliedHere(journal, store.session),
    redactor: ports.redactor,
    connectionRisk: async (okta: Okta) => {
      await doubts.read(okta);
      return doubts.risk();
    },
  };
  const rollout = createRollout(rolloutParts);
  const doubts: ConnectionDoubts = createConnectionDoubts({
    session,
    now,
    entries: () => journal.entriesOf(store.session.setupId),
    applied: () => appliedAnywhere(journal, store.session),
    lost: guided.lost,
    arrivedSince: rollout.arrivedSince,
  });
  const lastRead = createLastRead(session, () => doubts.open().length);
  const takeBack = createTakeBack(rolloutParts, rollout);
  const repair = createRepair(rolloutParts, rollout);
  const userNames = createUserNamesList({ okta: requireOkta, session, remember, now });
  lifetime.onForget(userNames.forget);
  const people = createPeople({
    ports,
    session,
    licences: licencesIn(rolloutFile, session),
    okta: requireOkta,
    oktopost,
    links: () => peopleLinks(store.session, practice.address()),
    ofTests: () => ofLifeCycleTests(appliedHere(journal, store.session), store.session),
    inRepair: repair.between,
    causes: () => causesOf(storedOf(rolloutFile, store.session)?.rollout?.rings ?? [], store.session),
    lifetime,
    changed,
    changedOften,
    toAppError,
  });
  const tokenClipboard = createTokenClipboard({ ports, credentials, lifetime });

  return {
    practice,
    credentials,
    connections,
    guided,
    follower,
    unassignments,
    doubts,
    lastRead,
    signIns,
    tokenChange,
    certificateChange,
    explanations,
    engine,
    lifeCycle,
    rollout,
    takeBack,
    repair,
    userNames,
    people,
    tokenClipboard,
    remember,
    requireOkta,
    context,
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
