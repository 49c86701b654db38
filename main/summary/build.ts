import sdk from '@okta/okta-sdk-nodejs/package.json';
import { isLostCheck } from '../steps/app-integration/checks';
import { serviceAppWords } from '../../shared/service-app';
import { summarySchema, summaryVersion } from '../../shared/summary';
import { verdictOf } from '../../shared/summary-verdict';
import { isUnread } from '../../shared/verification';
import type { TestSnapshot } from '../../shared/verification';
import { signInWaySchema } from '../../shared/single-sign-on';
import type { SettingId } from '../../shared/settings';
import type { KnownBy, SkippedLines, Summary, SummarySetting } from '../../shared/summary';
import type { Links, NamedUser } from '../../shared/snapshot';
import { requireTarget } from '../storage/target';
import { nullOnFailure } from '../okta/calls';
import type { RecentReads } from '../okta/recent-answers';
import type { Okta } from '../okta/okta';
import type { App } from '../okta/types';
import type { OktopostScim } from '../oktopost/types';
import type { Ports } from '../ports';
import { journalVersion } from '../storage/journal-entry';
import type { JournalEntry } from '../storage/journal-entry';
import { loggedChangesIn, logWindow } from '../observe/logged-changes';
import { conflictWarnings, conflictWarningsAmong, mayConflict } from '../observe/conflicting-apps';
import type { SearchScope } from '../observe/conflicting-apps';
import type { Session } from '../storage/session';
import { readEvidence } from './evidence';
import { integrationOf, readGroups } from './integration';
import { readSignOnInUse } from '../single-sign-on/idp-details';
import { withOneLog } from './one-log';
import { sessionChecks } from './session-checks';
import { readSettings } from './settings';
import type { ConnectionDoubts } from './connection-doubts';
import { asProvenStatement } from './doubt';
import { howKnown, isLost } from './how-known';
import type { LeftParts } from './left-draft';
import { leftToDo } from './left-to-do';
import { lifeCycleTestsOf } from './life-cycle';
import { statedOf, statementOf } from './statements';
import type { Kept } from '../steps/app-integration/kept';
import { stillKept } from '../steps/user-names/step';
import { identityOf } from '../steps/app-integration/checks';
import { notLookedAt, readLeftInactive } from '../steps/rollout/left-inactive';
import type { LeftInactive } from '../steps/rollout/left-inactive';
import { showsScim } from '../observe/scim';
import { withSigningKey } from '../observe/signing-key';
import { countedTest } from '../storage/proving-test';
import { gone, requireApp } from '../storage/required';
import type { GuidedStepId } from '../../shared/screens';

/** In place of a value that nobody knows. */
const notKnown = 'not known';

export interface SummaryParts {
  okta: Okta;
  /** The app integration, when it was read just now. */
  app: App | null;
  /** The others of the org that may conflict with it, where they were listed just now. */
  listed?: readonly App[];
  session: Session;
  /** Of this set-up. */
  entries: readonly JournalEntry[];
  /** Of the journal. */
  skipped: SkippedLines;
  /** How this set-up left the app integration. */
  kept: Kept;
  /** Guided steps that were read as done and are not any more. */
  lost: readonly GuidedStepId[];
  links: Links;
  rollout: Summary['rollout'];
  remainingOfRollout: LeftParts['remainingOfRollout'];
  repair: LeftParts['repair'];
  elsewhere: LeftParts['elsewhere'];
  /** Whose accounts were active before this set-up and were left inactive, by its journal. */
  leftInactive: readonly LeftInactive[];
  doubts: Pick<ConnectionDoubts, 'take' | 'all'>;
  /** Where such accounts are read; null: nowhere. */
  oktopost: OktopostScim | null;
  ports: Pick<Ports, 'version' | 'clock'>;
  /** Ids of people of whom is answered whether they are assigned, and how. */
  asked?: ReadonlySet<string>;
  /** How old, in milliseconds, what others read may be of the mapping; 0: nothing is shared. */
  sharedMs?: number;
}

/**
 * Reads the org afresh and says of each setting what it is and how that is known. What Okta does not show is known by the
 * test user, else by the admin's word, else not at all. Holds no secret. `seen`: what the session is to remember of what was read;
 * `asked`: those of the asked who are assigned; `doubted`: how settings were known of which that counts no more.
 */
export async function buildSummary(parts: SummaryParts): Promise<{
  summary: Summary;
  seen: Partial<Session>;
  asked: NamedUser[];
  doubted: ReadonlyMap<SettingId, KnownBy>;
}> {
  const { okta, lost, entries, links, rollout, repair, elsewhere, ports, sharedMs = 0 } = parts;
  const { id } = requireApp(parts.session);
  const target = requireTarget(parts.session);
  const app = parts.app?.id === id ? parts.app : await okta.app(id);
  if (app === null) throw gone();
  const session = { ...parts.session, ...withSigningKey(parts.session, app, ports.clock.now()) };
  const featuresShowScim = session.featuresShowScim || showsScim(app);
  const choices = {
    target,
    app: session.appChoice,
    mapping: session.mapping.choice,
    featuresShowScim,
    kept: parts.kept.settings,
    keptUserNames: (differing: readonly NamedUser[]) => stillKept(session, differing),
    ...(parts.asked !== undefined && { asked: parts.asked }),
    testers: testersOf(session),
    identity: identityOf(session),
  };
  const around = aroundOf(session);
  const now = ports.clock.now();
  const log = withOneLog(okta, app, now);
  const { since, until } = logWindow(now);
  // The oldest answer dates all of them.
  let readAt: Date | null = null;
  const onShared = (askedAt: Date): void => {
    if (readAt === null || askedAt < readAt) readAt = askedAt;
  };
  const shared = { withinMs: sharedMs, onShared };
  const [
    { settings: read, people, toRepair, keptUserNames, mappings, asked },
    groups,
    conflicts,
    evidence,
    updates,
    signOn,
    leftInactive,
  ] = await Promise.all([
    readSettings(withSharedMapping(okta, shared), app, choices),
    readGroups(okta, id),
    parts.listed === undefined
      ? conflictWarnings(okta, around)
      : conflictWarningsAmong(okta, parts.listed, around),
    readEvidence(log, session, entries),
    nullOnFailure(() => log.appUpdates(id, since, until)),
    signOnOf(okta, app, session),
    readLeftInactive(parts.oktopost, notLookedAt(parts.leftInactive, session)),
  ]);
  const changes = updates === null ? null : loggedChangesIn(updates, id);
  parts.doubts.take(updates);
  const doubts = new Map(parts.doubts.all().map(({ setting, doubt }) => [setting, doubt]));
  const at = (readAt ?? ports.clock.now()).toISOString();
  const seen = sessionChecks(session, read, at);
  const reset = new Set(
    (seen.appChecks ?? session.appChecks).filter(isLostCheck).map(({ setting }) => setting),
  );
  const rows = read.map((entry) => {
    const { setting, expected, source, actual } = entry;
    const logged = changes?.get(setting) ?? null;
    const isReset = entry.step === null && reset.has(setting);
    const { known: before, value: found, measured } = howKnown(session, entry, { at, logged, lost, isReset });
    const doubt = actual === null ? (doubts.get(setting) ?? null) : null;
    const known = doubt === null ? before : statementOf(session, asProvenStatement(doubt.change));
    const value = actual ?? found ?? (known.how === 'unknown' ? notKnown : expected);
    // A log that last told of another value has missed a change.
    const change = value === logged?.to || known.how === 'unknown' ? logged : null;
    const row: SummarySetting = { setting, expected, source, value, known, measured, change };
    return {
      row,
      entry,
      lost: isLost(entry, lost),
      reset: isReset,
      doubt: known.how === 'unknown' ? doubt : null,
    };
  });
  const settings = rows.map(({ row }) => row);
  const mappingLeft = session.mapping.skipped;

  const test = testOf(session);
  const left = leftToDo({
    rows,
    conflicts,
    people,
    toRepair,
    remainingOfRollout: parts.remainingOfRollout,
    repair,
    elsewhere,
    leftInactive,
    session,
    target,
    links,
  });
  const summary = summarySchema.parse({
    kind: 'oktopost-okta-summary',
    version: summaryVersion,
    verdict: verdictOf({ settings, mappingLeft, test, left }),
    left,
    practice: session.mode === 'practice',
    org: { name: session.org?.name ?? null, url: okta.orgUrl },
    app: { label: app.label, id: app.id, status: app.status },
    integration: integrationOf(app, mappings, groups),
    destination: target.destination,
    region: target.region,
    made: at,
    by: session.org?.login ?? (session.clientId === null ? null : serviceAppWords(session.clientId)),
    featuresShowScim,
    stated: statedOf(session, settings),
    people,
    keptUserNames,
    settings,
    mappingLeft,
    test,
    lifeCycleTests: lifeCycleTestsOf(session),
    signOn,
    rollout,
    ...evidence,
    journalSkipped: parts.skipped,
    journalSkippedElsewhere: session.handedOver?.skippedLines ?? 0,
    systemLog: changes === null ? 'cannot-be-read' : evidence.systemLog,
    versions: { assistant: ports.version, oktaSdk: sdk.version, journal: journalVersion },
  } satisfies Summary);
  const certificate = signOn?.certificate?.fingerprint ?? null;
  const doubted = new Map(
    rows.flatMap(({ row: { setting }, doubt }) => (doubt === null ? [] : [[setting, doubt.by] as const])),
  );
  return {
    summary,
    seen: { ...withSigningKey(parts.session, app, now, certificate), ...seen },
    asked,
    doubted,
  };
}

const withSharedMapping = (okta: Okta, shared: RecentReads): Okta => ({
  ...okta,
  mappings: (...which) => okta.recently(shared, () => okta.mappings(...which)),
  appUserSchema: (appId) => okta.recently(shared, () => okta.appUserSchema(appId)),
});

/** Whose own test tells what is to be done about them: the life-cycle test's user, and of the test of one user whoever has not passed it. */
const testersOf = ({ test, lifeCycle }: Session): ReadonlySet<string> =>
  new Set(
    [test.state === 'passed' ? null : test.user?.id, lifeCycle.user?.id].filter(
      (id) => typeof id === 'string',
    ),
  );

const aroundOf = (session: Session): SearchScope => ({
  target: requireTarget(session),
  subdomain: session.org?.subdomain ?? '',
  except: requireApp(session).id,
});

/** One list of the org's app integrations: this set-up's, and those that may conflict with it. @throws AppFailure */
export async function listApps(
  okta: Okta,
  session: Session,
): Promise<{ app: App | null; others: readonly App[] }> {
  const around = aroundOf(session);
  const isOwn = ({ id }: App): boolean => id === around.except;
  const found = await okta.findApps((app) => isOwn(app) || mayConflict(app, around));
  const others = found.filter((app) => !isOwn(app));
  // What the list leaves out may be there all the same.
  return { app: found.find(isOwn) ?? (await okta.app(requireApp(session).id)), others };
}

const resultOf = ({ state, rows }: TestSnapshot): NonNullable<Summary['test']>['result'] => {
  if (state === 'passed') return isUnread(rows) ? 'passed-in-okta' : 'passed';
  return state === 'failed' ? 'failed' : 'not-finished';
};

function testOf(session: Session): Summary['test'] {
  const test = countedTest(session);
  if (test.user === null) return null;
  return {
    user: test.user,
    result: resultOf(test),
    verdict: test.verdict,
    at: test.endedAt ?? test.assignedAt,
    decision: test.decision,
    logEventIds: test.timeline.flatMap(({ eventId }) => (eventId === null ? [] : [eventId])),
    rows: test.rows,
  };
}

/** An inactive app has no metadata: the summary is made without the details of the identity provider. */
async function signOnOf(okta: Okta, app: App, { signIns }: Session): Promise<Summary['signOn']> {
  const idpDetails = await nullOnFailure(() => readSignOnInUse(okta, app));
  if (idpDetails === null) return null;
  const { issuer, signOnUrl, policy } = idpDetails;
  const active = idpDetails.certificates.find(({ role }) => role === 'active');
  return {
    issuer,
    signOnUrl,
    policy: policy.availability === 'available' ? { name: policy.name, status: policy.status } : null,
    certificate:
      active === undefined
        ? null
        : { subject: active.subject, fingerprint: active.fingerprint, until: active.until },
    checks: signInWaySchema.options.map((way) => {
      const { event, result, decidedAt, decidedBy } = signIns.checks[way];
      return { way, event, result, decidedAt, decidedBy };
    }),
  };
}
