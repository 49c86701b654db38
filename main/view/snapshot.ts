import type { AppError } from '../../shared/errors';
import type { Snapshot } from '../../shared/snapshot';
import { assignedUser } from '../../shared/verification';
import type { Connections } from '../connections/connections';
import { openedView } from '../files/read';
import type { OpenedFile } from '../files/read';
import type { Ports, PracticeAddress } from '../ports';
import type { Engine } from '../plans/engine';
import type { Repair } from '../rollout/repair/repair';
import type { Rollout } from '../rollout/rollout';
import type { GuidedWatch } from '../guided/watch';
import type { TokenChangeWalk } from '../guided/token-change';
import type { ConnectionDoubts } from '../summary/connection-doubts';
import type { LastRead } from '../summary/last-read';
import { linksOf } from './links';
import { localError } from './local-error';
import type { People } from '../people/people';
import { moreOf, railOf } from './rail';
import { shownRun } from './run-window';
import { shownTest } from '../verification/shown-test';
import { shownSession } from '../storage/session';
import type { Session } from '../storage/session';
import type { CertificateChangeWalk } from '../single-sign-on/certificate-change';
import type { SignInWatch } from '../single-sign-on/sign-in-watch';

interface SnapshotParts {
  ports: Ports;
  session: Session;
  opened: OpenedFile | null;
  connections: Connections;
  engine: Engine;
  guided: GuidedWatch;
  signIns: SignInWatch;
  tokenChange: Pick<TokenChangeWalk, 'shown'>;
  certificateChange: Pick<CertificateChangeWalk, 'shown'>;
  doubts: Pick<ConnectionDoubts, 'open'>;
  lastRead: Pick<LastRead, 'state'>;
  people: Pick<People, 'shown'>;
  rollout: Pick<Rollout, 'counts'>;
  repair: Pick<Repair, 'counts'>;
  practice: PracticeAddress | null;
  problem: AppError | null;
  fileIsOfElsewhere: boolean;
  changed: Snapshot['changed'];
  cutOff: Snapshot['cutOff'];
}

/** The complete state that a renderer shows. Derived on each call; nothing is stored twice. */
export function snapshotOf(seq: number, parts: SnapshotParts): Snapshot {
  const {
    ports,
    opened,
    connections,
    engine,
    guided,
    signIns,
    tokenChange,
    certificateChange,
    doubts,
    lastRead,
    practice,
    problem,
    fileIsOfElsewhere,
    changed,
    cutOff,
    rollout,
    repair,
    people,
  } = parts;
  const session = shownSession(parts.session);
  const okta = connections.oktaState();
  const oktopost = connections.oktopostState();
  const { run } = engine;
  const { app } = session;
  return {
    seq,
    assistant: {
      version: ports.version,
      releases: ports.releases,
      shell: ports.shell,
      keepsSecrets: ports.vault.keeps,
      copiesSecrets: ports.clipboard !== null,
      folder: ports.folder,
      practiceAvailable: ports.practice !== null,
    },
    remembered: connections.remembered(),
    mode: session.mode,
    screen: session.screen,
    rail: railOf({
      ...{ session, okta, oktopost, run },
      lost: guided.lost(),
      isDoubted: doubts.open().length > 0,
      isContradicted: guided.isConnectionContradicted(),
      summary: lastRead.state(),
    }),
    planOnly: session.planOnly,
    more: moreOf(session),
    changed,
    accountsLeft: changed === 'undone' ? session.accountsLeft : null,
    cutOff,
    destination: session.destination,
    region: session.region,
    confirmedUndocumentedTarget: session.confirmedUndocumentedTarget,
    label: session.label,
    appChoice: session.appChoice,
    address: session.address,
    okta,
    clientId: session.clientId,
    problem: localError(problem),
    oktaWait: connections.oktaWait(),
    proxy: ports.proxy?.shown() ?? null,
    oktopost,
    app:
      app === null
        ? null
        : { id: app.id, label: app.label, status: app.status, createdByUs: app.createdByUs },
    adopt: session.adopt,
    fromFile: session.handedOver !== null,
    fileIsOfElsewhere,
    links: linksOf(session, practice),
    run: run === null ? null : shownRun(run),
    appRun: engine.appRun === null ? null : shownRun(engine.appRun),
    tileHidden: session.tileHidden,
    appChecks: session.appChecks,
    appCheckedAt: session.appCheckedAt,
    userNames: session.userNames,
    guided: {
      'scim-on': guided.state('scim-on'),
      connection: guided.state('connection'),
      authenticate: guided.state('authenticate'),
      'to-app': guided.state('to-app'),
    },
    toAppByApi: session.toAppByApi,
    mapping: session.mapping,
    test: shownTest(session.test),
    earlierPass: earlierPassOf(session),
    lifeCycle: session.lifeCycle,
    rollout: { ...rollout.counts(), repair: repair.counts() },
    opened: opened === null ? null : openedView(opened, session.setupId),
    signIns: signIns.state(),
    tokenChange: tokenChange.shown(),
    certificateChange: certificateChange.shown(),
    people: people.shown(),
  };
}

/** Of the test of another user that passed before. */
function earlierPassOf({ earlierPass }: Session): Snapshot['earlierPass'] {
  if (earlierPass === null || earlierPass.user === null || earlierPass.endedAt === null) return null;
  const { user, endedAt } = earlierPass;
  return { login: user.login, at: endedAt, isAssigned: assignedUser(earlierPass) !== null };
}
