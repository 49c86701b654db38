import sdk from '@okta/okta-sdk-nodejs/package.json';
import { isLostCheck } from '../steps/app-integration/checks';
import { summarySchema, summaryVersion } from '../../shared/summary';
import { verdictOf } from '../../shared/summary-verdict';
import { signInWaySchema } from '../../shared/single-sign-on';
import { wasThereBefore } from '../../shared/verification';
import type { KnownBy, Summary, SummarySetting } from '../../shared/summary';
import type { Links, NamedUser } from '../../shared/snapshot';
import { requireTarget } from '../storage/target';
import { nullOnFailure } from '../okta/calls';
import type { RecentReads } from '../okta/recent-answers';
import type { Okta } from '../okta/okta';
import type { App } from '../okta/types';
import type { Ports } from '../ports';
import { journalVersion } from '../storage/journal-entry';
import type { JournalEntry } from '../storage/journal-entry';
import { readLoggedChanges } from '../observe/logged-changes';
import { conflictWarnings, conflictWarningsAmong, mayConflict } from '../observe/conflicting-apps';
import type { SearchScope } from '../observe/conflicting-apps';
import type { Session } from '../storage/session';
import { readEvidence } from './evidence';
import { integrationOf, readGroups } from './integration';
import { readSignOnInUse } from '../single-sign-on/idp-details';
import { withOneLog } from './one-log';
import { seenIn } from './seen';
import { provenByLife } from '../storage/proven-by-life';
import { readSettings } from './settings';
import type { ReadSetting } from './settings';
import { weighed } from './second-witness';
import { leftToDo } from './left-to-do';
import { settingStatement, statedOf, statementOf } from './statements';
import type { Kept } from '../steps/app-integration/kept';
import { stillKept } from '../steps/user-names/step';
import { creationOf } from '../steps/app-integration/checks';
import { showsScim } from '../observe/scim';
import { withSigningKey } from '../observe/signing-key';
import {
  countedTest,
  isOfConnection,
  isOfToken,
  provingTest,
  pushProof,
  standingRefusal,
} from '../storage/proving-test';
import { gone, requireApp } from '../storage/required';
import type { GuidedStepId } from '../../shared/screens';
import type { SettingId } from '../../shared/settings';

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
  /** How this set-up left the app integration. */
  kept: Kept;
  /** Guided steps that were read as done and are not any more. */
  lost: readonly GuidedStepId[];
  links: Links;
  rollout: Summary['rollout'];
  ports: Pick<Ports, 'version' | 'clock'>;
  /** Ids of people of whom is answered whether they are assigned, and how. */
  asked?: ReadonlySet<string>;
  /** How old, in milliseconds, what others read may be of the mapping; 0: nothing is shared. */
  sharedMs?: number;
}

/**
 * Reads the org afresh and says of each setting what it is and how that is known. What Okta does not show is known by the
 * test user, else by the admin's word, else not at all. Holds no secret. `seen`: what the session is to remember of what was read;
 * `asked`: those of the asked who are assigned.
 */
export async function buildSummary(
  parts: SummaryParts,
): Promise<{ summary: Summary; seen: Partial<Session>; asked: NamedUser[] }> {
  const { okta, lost, entries, links, rollout, ports, sharedMs = 0 } = parts;
  const { id } = requireApp(parts.session);
  const target = requireTarget(parts.session);
  const app = parts.app?.id === id ? parts.app : await okta.app(id);
  if (app === null) throw gone();
  const key = withSigningKey(parts.session, app, ports.clock.now());
  const session = { ...parts.session, ...key };
  const featuresShowScim = session.featuresShowScim || showsScim(app);
  const choices = {
    target,
    relayState: session.appChoice.relayState,
    mapping: session.mapping.choice,
    featuresShowScim,
    kept: parts.kept.settings,
    keptUserNames: (differing: readonly NamedUser[]) => stillKept(session, differing),
    ...(parts.asked !== undefined && { asked: parts.asked }),
    testUserId: session.lifeCycle.user?.id ?? null,
    creation: creationOf(session) ?? { label: null },
  };
  const around = aroundOf(session);
  const now = ports.clock.now();
  const log = withOneLog(okta, app, now);
  // The oldest answer dates all of them.
  let readAt: Date | null = null;
  const onShared = (askedAt: Date): void => {
    if (readAt === null || askedAt < readAt) readAt = askedAt;
  };
  const shared = { withinMs: sharedMs, onShared };
  const [
    { settings: read, people, isTestUserFailed, keptUserNames, mappings, asked },
    groups,
    conflicts,
    evidence,
    changes,
    signOn,
  ] = await Promise.all([
    readSettings(withSharedMapping(okta, shared), app, choices),
    readGroups(okta, id),
    parts.listed === undefined
      ? conflictWarnings(okta, around)
      : conflictWarningsAmong(okta, parts.listed, around),
    readEvidence(log, session, entries),
    readLoggedChanges(log, id, now),
    signOnOf(okta, app, session),
  ]);
  const at = (readAt ?? ports.clock.now()).toISOString();
  const seen = seenIn(session, read, at);
  const reset = new Set(
    (seen.appChecks ?? session.appChecks).filter(isLostCheck).map(({ setting }) => setting),
  );
  const rows = read.map((entry) => {
    const { setting, expected, source, actual } = entry;
    const logged = changes?.get(setting) ?? null;
    const isReset = entry.step === null && reset.has(setting);
    const { known, value: inLog } =
      actual === null
        ? weighed(isReset ? sinceReset(session, entry) : unread(session, lost, entry), expected, logged)
        : { known: { how: 'read-back', at } as const, value: null };
    const value = actual ?? inLog ?? (known.how === 'unknown' ? notKnown : expected);
    // A log that last told of another value has missed a change.
    const change = value === logged?.to || known.how === 'unknown' ? logged : null;
    const row: SummarySetting = { setting, expected, source, value, known, change };
    return { row, entry, lost: isLost(entry, lost), reset: isReset };
  });
  const settings = rows.map(({ row }) => row);

  const test = testOf(session);
  const left = leftToDo({ rows, conflicts, people, isTestUserFailed, session, target, links });
  const summary = summarySchema.parse({
    kind: 'oktopost-okta-summary',
    version: summaryVersion,
    verdict: verdictOf({ settings, test, left }),
    left,
    practice: session.mode === 'practice',
    org: { name: session.org?.name ?? null, url: okta.orgUrl },
    app: { label: app.label, id: app.id, status: app.status },
    integration: integrationOf(app, mappings, groups),
    destination: target.destination,
    region: target.region,
    made: at,
    by: session.org?.login ?? null,
    featuresShowScim,
    stated: statedOf(session, settings),
    people,
    keptUserNames,
    settings,
    test,
    signOn,
    rollout,
    ...evidence,
    systemLog: changes === null ? 'cannot-be-read' : evidence.systemLog,
    versions: { assistant: ports.version, oktaSdk: sdk.version, journal: journalVersion },
  } satisfies Summary);
  return { summary, seen: { ...key, ...seen }, asked };
}

const withSharedMapping = (okta: Okta, shared: RecentReads): Okta => ({
  ...okta,
  mappings: (...which) => okta.recently(shared, () => okta.mappings(...which)),
  appUserSchema: (appId) => okta.recently(shared, () => okta.appUserSchema(appId)),
});

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

/**
 * How a setting is known that Okta does not show: by the test user, else by the admin's word. Neither counts once the step was
 * lost, or SCIM, on which all of it rests, or once Oktopost refused what Okta sent.
 */
function unread(session: Session, lost: readonly GuidedStepId[], entry: ReadSetting): KnownBy {
  const { setting, expected, step } = entry;
  if (isLost(entry, lost) || setting === standingRefusal(session)?.setting) return { how: 'unknown' };
  const statement = statementOf(session, settingStatement(setting, expected));
  const byLife = provenByLife(session, setting);
  if (byLife !== null && byLife.how !== 'stated') return byLife;
  if (step === null) return byLife ?? statement;
  const proof = entry.provenBy === null ? null : provenBy(session, entry);
  return proof ?? byLife ?? statedStep(session, setting, step) ?? statement;
}

/**
 * How a setting is known that Okta has shown and does not any more: a word of before counts no more, and one of now ends that it was shown
 * (`withStatement`). Of the life-cycle test a proof counts that came after this set-up's own write.
 */
function sinceReset(session: Session, { setting }: ReadSetting): KnownBy {
  const byLife = session.updateOnWritten === null ? null : provenByLife(session, setting);
  return byLife === null || byLife.how === 'stated' ? { how: 'unknown' } : byLife;
}

/** What the admin said of a step. A token that was pasted after it is said of its own. */
function statedStep(session: Session, setting: SettingId, step: GuidedStepId): KnownBy | null {
  const at = session.statedAt[step];
  if (setting === 'connection.authorization') {
    const { pasted } = session.tokenChange;
    if (pasted !== null && pasted.at >= (at ?? '')) return { how: 'stated', by: pasted.by, at: pasted.at };
    // Forgotten as soon as the connection is said to be filled in again.
    const { pastedToken } = session;
    if (pastedToken !== null) return { how: 'stated', by: pastedToken.by, at: pastedToken.since };
  }
  return at === null ? null : { how: 'stated', by: session.statedBy[step], at };
}

const isLost = ({ step }: ReadSetting, lost: readonly GuidedStepId[]): boolean =>
  step !== null && (lost.includes(step) || lost.includes('scim-on'));

/** What Okta sends shows where it sends to, and that it is let in there. */
const provenByPush: readonly SettingId[] = [
  'connection.base-url',
  'connection.authentication-mode',
  'connection.authorization',
];

function provenBy(session: Session, read: ReadSetting): KnownBy | null {
  const push = provenByPush.includes(read.setting) ? pushProof(session) : null;
  const byTest = provenByTest(session, read);
  if (byTest !== null || push === null) return byTest;
  return { how: 'proven-by-push', user: push.who, event: push.eventId, at: push.at };
}

function provenByTest(session: Session, { setting, provenBy: what }: ReadSetting): KnownBy | null {
  const test = provingTest(session);
  if (test === null || test.user === null || test.endedAt === null) return null;
  if (what === 'creation' && wasThereBefore(test)) return null;
  if (setting === 'connection.authorization' && !isOfToken(test, session)) return null;
  if (setting.startsWith('connection.') && !isOfConnection(test, session)) return null;
  return { how: 'proven-by-test', user: test.user.login, at: test.endedAt };
}

function testOf(session: Session): Summary['test'] {
  const test = countedTest(session);
  if (test.user === null) return null;
  return {
    user: test.user,
    result: test.state === 'passed' ? 'passed' : test.state === 'failed' ? 'failed' : 'not-finished',
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
      const { event, result, decidedAt } = signIns.checks[way];
      return { way, event, result, decidedAt };
    }),
  };
}
