import { assertNever } from '../../shared/errors';
import { guidedStepIds } from '../../shared/screens';
import type { GuidedWatch } from '../guided/watch';
import { runAll } from '../lifetime';
import type { Ports } from '../ports';
import type { CertificateChangeWalk } from '../single-sign-on/certificate-change';
import type { RunState } from '../plans/run-state';
import type { Repair } from '../rollout/repair/repair';
import type { UserNamesList } from '../steps/user-names/list';
import type { Session } from '../storage/session';
import type { SessionStore } from '../storage/session-store';
import type { Follower } from '../verification/follow';
import type { UnassignmentFollower } from '../verification/follow-unassignment';

interface AfterRunParts {
  ports: Pick<Ports, 'clock'>;
  store: Pick<SessionStore, 'session'>;
  remember: (patch: Partial<Session>) => void;
  guided: Pick<GuidedWatch, 'lookNow' | 'forget'>;
  follower: Pick<Follower, 'begin' | 'abandon' | 'unassigned' | 'forget'>;
  unassignments: Pick<UnassignmentFollower, 'begin' | 'abandon' | 'forget'>;
  userNames: Pick<UserNamesList, 'forget'>;
  repair: Pick<Repair, 'end'>;
  certificateChange: Pick<CertificateChangeWalk, 'lookAgain'>;
  /** Reads the settings of the app integration back. */
  readAppAgain: () => Promise<void>;
}

/**
 * Follow-up work of a finished run: what has to be read again, followed or forgotten. A plan-only run has none.
 * @throws the first failure, once every part was tried.
 */
export async function afterRun(
  {
    ports,
    store,
    remember,
    guided,
    follower,
    unassignments,
    userNames,
    repair,
    certificateChange,
    readAppAgain,
  }: AfterRunParts,
  run: Pick<RunState, 'scope' | 'planOnly' | 'state' | 'checks' | 'error' | 'changes'>,
): Promise<void> {
  if (run.planOnly) return;
  const { scope } = run;
  const { kind } = scope;
  // Each write may change who is assigned, and by which user name.
  userNames.forget();
  switch (scope.kind) {
    case 'app':
    case 'tile':
    case 'certificate-activate':
      await runAll([
        async () => {
          if (kind === 'app' && run.state === 'done') {
            remember({ appChecks: run.checks, appCheckedAt: ports.clock.now().toISOString() });
            return;
          }
          // It may differ from what was read before: by others, or by the write of another setting.
          const mayDiffer = kind !== 'app' || run.error?.code === 'plan-stale';
          if (mayDiffer && store.session.app !== null && store.session.appChecks.length > 0)
            await readAppAgain();
        },
        // Okta has been seen to switch provisioning off when an app integration is written.
        ...guidedStepIds
          .filter((step) => store.session.readBackAt[step] !== null)
          .map((step) => () => guided.lookNow(step)),
        certificateChange.lookAgain,
      ]);
      return;
    case 'to-app':
      await guided.lookNow('to-app');
      return;
    case 'assign':
      unassignments.forget();
      if (run.state === 'done') follower.begin();
      else follower.abandon(run.error);
      return;
    case 'undo':
      // It would assign people again at the next connection.
      if (run.changes.some(({ state }) => state === 'done' || state === 'kept')) repair.end();
      if (store.session.app === null) {
        guided.forget();
        follower.forget();
        unassignments.forget();
      }
      return;
    case 'unassign':
      if (store.session.test.user?.id !== scope.userId) return;
      if (run.state === 'done') {
        follower.unassigned();
        unassignments.begin();
      } else unassignments.abandon();
      return;
    case 'certificate-make':
      await certificateChange.lookAgain();
      return;
    case 'user-names':
    case 'mapping':
    case 'life-cycle':
    case 'ring':
    case 'ring-back':
    case 'too-early':
    case 'assign-again':
      return;
    default:
      assertNever(scope);
  }
}
