import type { Summary, SummarySetting } from '../../shared/summary';
import { summaryVersion } from '../../shared/summary';
import { isLeft } from '../../shared/left-as-is';
import type { Check } from '../../shared/plan';
import { areaOf } from '../../shared/settings';
import { guidedStepIds } from '../../shared/screens';
import type { GuidedStepId } from '../../shared/screens';
import { knownCertificate } from '../drift/known-certificate';
import { isLostCheck } from '../steps/app-integration/checks';
import { requireApp } from '../storage/required';
import type { Session } from '../storage/session';
import { requireTarget } from '../storage/target';
import { buildSummary } from '../summary/build';
import type { Core } from './core';
import { summaryParts } from './summary-parts';

/** Whether a drift check is about the set-up that is open: no summary is, and it has an app integration. */
export const checksOwn = ({ opened, store }: Core): boolean =>
  opened?.kind !== 'summary' && store.session.app !== null;

/**
 * The summary of the open set-up as it was when it last wrote or was told something: every setting as it should be, by what was chosen,
 * written or found then. A setting of which nothing is kept is left out, and nothing is compared with what is read now. Its app integration
 * may be gone: then it has no settings. @throws AppFailure when Okta cannot be asked.
 */
export async function ownSummary(core: Core): Promise<Summary> {
  const { store } = core;
  const { session } = store;
  const okta = core.requireOkta();
  const app = requireApp(session);
  const label = app.createdByUs ? session.label : app.label;
  const made = lastDone(core);
  const found = await okta.app(app.id);
  if (found === null) return withoutSettings(session, okta.orgUrl, label, made);
  const parts = summaryParts(core);
  // What is lost now was there then: with SCIM the connection went, and what proved it last is said of that one.
  const then = parts.lost.includes('scim-on') ? { ...session, connectionSince: null } : session;
  const { summary, seen, doubted } = await buildSummary({
    ...parts,
    okta,
    app: found,
    session: then,
    lost: [],
  });
  if (store.session.setupId === session.setupId) core.remember(seen);
  // The pre-built app has none to choose: there it is kept as it was found.
  const { relayState: chosen, keeps } = session.appChoice;
  const isChosen = chosen !== null || keeps !== undefined || requireTarget(session).app === 'catalogue';
  // Nor does a session that was lost know it: the journal has what was written or found then.
  const keptRelayState = parts.kept.settings.get(relayState);
  const asKept = (row: SummarySetting): SummarySetting[] => {
    if (isChosen || row.setting !== relayState) return [row];
    return keptRelayState === undefined ? [] : [{ ...row, value: keptRelayState, expected: keptRelayState }];
  };
  return {
    ...summary,
    made,
    app: { ...summary.app, label },
    signOn: {
      ...(summary.signOn ?? { issuer: '', signOnUrl: '', policy: null, checks: [] }),
      certificate: await knownCertificate(okta, found, session, parts.kept.signingKid),
    },
    settings: summary.settings.flatMap(asKept).map((row): SummarySetting => {
      if (row.setting === 'app.name') return { ...row, value: label, expected: label };
      const proven = doubted.get(row.setting);
      // What is left to do tells why it counts no more.
      if (proven !== undefined) return { ...row, value: row.expected, known: proven };
      if (isLostNow(row, seen.appChecks ?? session.appChecks))
        return { ...row, value: row.expected, known: { how: 'read-back', at: made } };
      const shownAt = row.known.how === 'read-back' ? null : shownOnceAt(row, session);
      if (shownAt !== null) return { ...row, value: row.expected, known: { how: 'read-back', at: shownAt } };
      const isKept = isLeft(row, session.mapping.skipped) || isNotYetSetUp(row, session);
      return row.known.how !== 'read-back' || isKept ? row : { ...row, value: row.expected };
    }),
  };
}

const relayState = 'sign-on.relay-state';

/** Okta has shown it to this set-up, and does not any more; nobody has stated it since. */
const isLostNow = ({ setting, known }: SummarySetting, checks: readonly Check[]): boolean =>
  known.how === 'unknown' && checks.some((check) => check.setting === setting && isLostCheck(check));

/** When Okta showed a setting that it shows in some states only, by the step that reads it back, ISO 8601; null: it never did. */
function shownOnceAt({ setting }: SummarySetting, { readBackAt }: Session): string | null {
  if (areaOf(setting) === 'to-app') return readBackAt['to-app'];
  if (setting === 'scim') return readBackAt['scim-on'];
  return setting === 'api-integration' ? readBackAt.authenticate : null;
}

/** The step that sets it was never done here: what Okta shows of it has not drifted. */
function isNotYetSetUp({ setting }: SummarySetting, { mapping, readBackAt, statedAt }: Session): boolean {
  const wasDone = (step: GuidedStepId): boolean => readBackAt[step] !== null || statedAt[step] !== null;
  switch (areaOf(setting)) {
    case 'mapping':
      return mapping.appliedAt === null;
    case 'to-app':
      return !wasDone('to-app');
    case 'provisioning':
      return !wasDone('scim-on') && !wasDone('authenticate');
    case 'app':
    case 'single-sign-on':
      return false;
  }
}

/** When this set-up last wrote something, or read or was told that a step is done. */
function lastDone(core: Core): string {
  const { readBackAt, statedAt, test } = core.store.session;
  const times = [
    ...core.ownEntries().map(({ at }) => at),
    ...guidedStepIds.flatMap((step) => [readBackAt[step], statedAt[step]]),
    test.endedAt,
  ].filter((at) => at !== null);
  return times.sort().at(-1) ?? core.ports.clock.now().toISOString();
}

function withoutSettings(session: Session, orgUrl: string, label: string, made: string): Summary {
  const { destination, region } = requireTarget(session);
  const { id, status } = requireApp(session);
  return {
    kind: 'oktopost-okta-summary',
    version: summaryVersion,
    verdict: null,
    left: [],
    practice: session.mode === 'practice',
    org: { name: session.org?.name ?? null, url: orgUrl },
    app: { label, id, status },
    integration: null,
    destination,
    region,
    made,
    by: null,
    featuresShowScim: session.featuresShowScim,
    settings: [],
    mappingLeft: null,
    evidence: [],
    systemLog: 'read',
    journalSkipped: null,
    journalSkippedElsewhere: null,
    test: null,
    lifeCycleTests: null,
    signOn: null,
    stated: [],
    people: null,
    keptUserNames: session.keptUserNames.map(({ userId }) => userId),
    rollout: null,
    versions: { assistant: '', oktaSdk: null, journal: null },
  };
}
