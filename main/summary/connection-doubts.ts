import { asProvenTask } from '../../shared/connection-doubt';
import { isPhaseRead } from '../../shared/life-cycle';
import type { PhaseRecord } from '../../shared/life-cycle';
import { localTimes } from '../../shared/local-times';
import type { GuidedFinding, GuidedStepId } from '../../shared/screens';
import { minute } from '../export/document';
import { logWindow, untoldChanges } from '../observe/logged-changes';
import type { UntoldChange } from '../observe/logged-changes';
import { nullOnFailure } from '../okta/calls';
import type { Okta } from '../okta/okta';
import type { LogEvent } from '../okta/types';
import type { Arrived } from '../rollout/rings/arrived-since';
import { isAssignment } from '../storage/applied-changes';
import type { AppliedChange } from '../storage/applied-changes';
import { requestIdsOf } from '../storage/journal-entry';
import type { JournalEntry } from '../storage/journal-entry';
import { livesOf } from '../storage/lives';
import { pushProof } from '../storage/proving-test';
import type { Session } from '../storage/session';
import { appKindOf, requireTarget } from '../storage/target';
import { asProvenStatement, doubtOf } from './doubt';
import type { Doubt, Doubted } from './doubt';
import { howKnown, provenByPush } from './how-known';
import { connectionSettings } from './settings';
import { isStated } from './statements';

/**
 * What is in doubt of the SCIM connection, said in one place: the summary, the list of steps and a rollout's plan take it from here. It
 * rests on Okta's System Log as it was read last, and on the session and the rings as they are now.
 */
export interface ConnectionDoubts {
  /** Okta's log of the app integration was read; null: it could not be, and what was read before counts. */
  take(updates: readonly LogEvent[] | null): void;
  /** Reads it, once this set-up has had Okta send somebody: before, nothing of the connection is proven. */
  read(okta: Pick<Okta, 'appUpdates'>): Promise<void>;
  /** Those of which nobody has stated that they are as they were, too. */
  all(): readonly Doubted[];
  /** Those that are left. */
  open(): readonly Doubted[];
  /** What is said of those that are left, on the step that they are about. */
  finding(): GuidedFinding | null;
  /** What is said before people are sent: null where it is only a word that is in doubt. */
  risk(): string | null;
}

interface Parts {
  session: () => Session;
  now: () => Date;
  entries: () => readonly JournalEntry[];
  applied: () => readonly AppliedChange[];
  lost: () => readonly GuidedStepId[];
  /** Of rings that began after this moment, ISO 8601. */
  arrivedSince: (since: string) => Arrived;
}

export function createConnectionDoubts(parts: Parts): ConnectionDoubts {
  let last: { setupId: string; appId: string; change: UntoldChange } | null = null;
  const begunAt = (): string | null => firstSent(parts.applied(), parts.session());

  function all(): readonly Doubted[] {
    const session = parts.session();
    if (last === null || last.setupId !== session.setupId || last.appId !== session.app?.id) return [];
    const { change } = last;
    const arrived = readInLife(session, change.at, isArrival) ? 'created' : parts.arrivedSince(change.at);
    const isPushed = (pushProof(session)?.at ?? '') > change.at || readInLife(session, change.at, isPush);
    return connectionSettings(requireTarget(session)).flatMap((entry) => {
      if (isProvenSince(entry, arrived)) return [];
      if (isPushed && provenByPush.includes(entry.setting)) return [];
      const read = { at: change.at, logged: null, lost: parts.lost(), isReset: false };
      const doubt = doubtOf(session, entry.setting, howKnown(session, entry, read).known, change);
      return doubt === null ? [] : [{ setting: entry.setting, doubt: sinceLook(session, doubt) }];
    });
  }

  function take(updates: readonly LogEvent[] | null): void {
    const { setupId, app } = parts.session();
    if (updates === null || app === null) return;
    const own = new Set(parts.entries().flatMap(requestIdsOf));
    const begun = begunAt();
    const change = untoldChanges(updates, app.id, own).findLast(({ at }) => begun !== null && at >= begun);
    last = change === undefined ? null : { setupId, appId: app.id, change };
  }

  const open = (): readonly Doubted[] =>
    all().filter(({ doubt }) => !isStated(parts.session(), asProvenStatement(doubt.change)));

  return {
    take,
    read: async (okta) => {
      const { setupId, app } = parts.session();
      const begun = begunAt();
      if (app === null || begun === null || appKindOf(parts.session()) !== 'custom') return;
      const { since, until } = logWindow(parts.now(), new Date(begun));
      const updates = await nullOnFailure(() => okta.appUpdates(app.id, since, until));
      // Started over meanwhile: it is about the set-up before.
      if (parts.session().setupId === setupId) take(updates);
    },
    all,
    open,
    finding: () => findingOf(open()),
    risk: () => {
      const finding = findingOf(open().filter(({ doubt }) => doubt.by.how !== 'stated'));
      return finding === null ? null : `${finding.text} ${finding.next}`;
    },
  };
}

/** One sentence for all of them, for a screen: each is named where the settings are. */
function findingOf(doubted: readonly Doubted[]): GuidedFinding | null {
  const [first] = doubted;
  if (first === undefined) return null;
  const { who, at } = first.doubt.change;
  return {
    text: `${who ?? 'Somebody'} changed the app integration at ${localTimes(minute(at))}, and Okta does not show what: the SCIM connection may not be as it was.`,
    next: doubted.some(({ doubt }) => doubt.by.how !== 'stated')
      ? 'Compare it in Okta, on the tab Provisioning, Integration, and test one user once more.'
      : 'Compare it in Okta, on the tab Provisioning, Integration.',
  };
}

/** After an earlier change somebody looked and stated that it was as before: that is what the later one puts in doubt. */
function sinceLook({ statements }: Session, doubt: Doubt): Doubt {
  const of = asProvenStatement(doubt.change);
  const look = statements.findLast(({ id }) => id !== of && id.startsWith(`${asProvenTask}=`));
  if (look === undefined || look.at < doubt.by.at) return doubt;
  return { ...doubt, by: { how: 'stated', by: look.by, at: look.at } };
}

/** When this set-up first had Okta send somebody; until then its steps ask for changes by hand. Null: it has not. */
const firstSent = (applied: readonly AppliedChange[], session: Session): string | null =>
  applied.find(isAssignment)?.at ?? pushProof(session)?.at ?? null;

/** A phase of a life-cycle test that began after this moment came through, as it was read at Oktopost. */
const readInLife = (session: Session, since: string, isOne: (record: PhaseRecord) => boolean): boolean =>
  livesOf(session).some(({ phases }) =>
    phases.some((record) => isOne(record) && isPhaseRead(record) && (record.startedAt ?? '') > since),
  );

/** A test's own user, who is new at Oktopost, arrived there. */
const isArrival = ({ phase }: PhaseRecord): boolean => phase === 'assign';

/** Okta sent a test's own user, and Oktopost was read to have it. */
const isPush = ({ phase, facts }: PhaseRecord): boolean =>
  phase !== 'clean-up' && facts.some(({ where }) => where === 'oktopost');

function isProvenSince(
  { provenBy }: ReturnType<typeof connectionSettings>[number],
  arrived: Arrived,
): boolean {
  switch (provenBy) {
    case 'arrival':
      return arrived !== 'nobody';
    case 'creation':
      return arrived === 'created';
    case null:
      return false;
  }
}
