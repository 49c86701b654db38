import type { ScreenId } from '../../shared/screens';
import type { Snapshot } from '../../shared/snapshot';
import type { Connections } from '../connections/connections';
import type { TokenClipboard } from '../connections/token-clipboard';
import type { Explanations } from '../explain/explanations';
import type { OpenedFile } from '../files/read';
import type { GuidedWatch } from '../guided/watch';
import type { TokenChangeWalk } from '../guided/token-change';
import type { LifeCycleTest } from '../life-cycle/run';
import type { Okta } from '../okta/okta';
import type { People } from '../people/people';
import type { Engine } from '../plans/engine';
import type { CredentialSlot, Ports } from '../ports';
import type { Credential } from '../secrets/credential';
import type { CertificateChangeWalk } from '../single-sign-on/certificate-change';
import type { SignInWatch } from '../single-sign-on/sign-in-watch';
import type { UserNamesList } from '../steps/user-names/list';
import type { TakeBack } from '../rollout/take-back/take-back';
import type { Repair } from '../rollout/repair/repair';
import type { Rollout } from '../rollout/rollout';
import type { AppliedChange } from '../storage/applied-changes';
import type { JournalEntry } from '../storage/journal-entry';
import type { Session } from '../storage/session';
import type { SessionStore } from '../storage/session-store';
import type { SkippedLines } from '../../shared/summary';
import type { ConnectionDoubts } from '../summary/connection-doubts';
import type { LastRead } from '../summary/last-read';
import type { Follower } from '../verification/follow';
import type { UnassignmentFollower } from '../verification/follow-unassignment';

/** What the API handlers work with: the parts of one running assistant, and what changes several of them at once. */
export interface Core {
  readonly ports: Ports;
  readonly store: SessionStore;
  readonly connections: Connections;
  readonly engine: Engine;
  readonly guided: GuidedWatch;
  readonly follower: Follower;
  readonly unassignments: UnassignmentFollower;
  readonly lifeCycle: LifeCycleTest;
  readonly rollout: Rollout;
  readonly takeBack: TakeBack;
  readonly repair: Repair;
  readonly signIns: SignInWatch;
  readonly tokenChange: TokenChangeWalk;
  readonly certificateChange: CertificateChangeWalk;
  readonly userNames: UserNamesList;
  readonly explanations: Explanations;
  readonly people: People;
  readonly doubts: ConnectionDoubts;
  readonly lastRead: LastRead;
  snapshot(): Snapshot;
  onSnapshot(listener: (snapshot: Snapshot) => void): () => void;
  /** The opened file, if any. */
  readonly opened: OpenedFile | null;
  open(file: OpenedFile | null): void;
  /** Imports the journal entries of a set-up that was saved elsewhere. */
  takeEntries(entries: readonly JournalEntry[]): Promise<void>;
  /** Journal entries of this set-up, oldest first. */
  ownEntries(): readonly JournalEntry[];
  /** Lines of the journal that are no entry. */
  skippedLines(): SkippedLines;
  /** What was applied of this set-up, oldest first; of an imported one what its file says of it, too. */
  appliedChanges(): readonly AppliedChange[];
  /** Persists the patch, then publishes a snapshot. */
  remember(patch: Partial<Session>): void;
  show(screen: ScreenId): void;
  /**
   * Starts applying the plan that was shown; follow-up work runs once the run ends. Returns the run's id.
   * @throws AppFailure `plan-unknown`, `busy`, or what blocks the plan: nothing began then.
   */
  apply(planId: string, secondYes: boolean): string;
  /** @throws AppFailure `token-needed` */
  requireOkta(): Okta;
  /** Reads the settings of the app integration back. @throws AppFailure when Okta cannot be asked. */
  readAppAgain(): Promise<void>;
  /** Resolves once what was done before is read back over the newest connection, or could not be. */
  readBackEnds(): Promise<void>;
  /** Connects with `credential` or with the one that is known, resolves open intents and reads back what was done before. */
  connectOkta(credential?: Credential): Promise<void>;
  readonly tokenClipboard: TokenClipboard;
  /** Takes a token off this computer's disk; it is used until the process ends. */
  stopRemembering(slot: CredentialSlot): Promise<void>;
  startPractice(): Promise<void>;
  usePracticeToken(): Promise<void>;
  resume(): Promise<void>;
  /** @throws AppFailure `busy` while a repair has people unassigned. */
  startOver(): Promise<void>;
  close(): Promise<void>;
}
