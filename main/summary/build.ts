import sdk from '@okta/okta-sdk-nodejs/package.json';
import { fromTo } from '../../shared/logged-change';
import type { LoggedChange } from '../../shared/logged-change';
import { labelOf } from '../../shared/settings';
import { summarySchema, summaryVersion } from '../../shared/summary';
import { signInsVerdict, signInWaySchema } from '../../shared/single-sign-on';
import type { SignInWay } from '../../shared/single-sign-on';
import type { KnownBy, Summary, SummarySetting } from '../../shared/summary';
import { AppFailure } from '../../shared/errors';
import type { Target } from '../../shared/oktopost';
import { minute } from '../export/document';
import { requireTarget } from '../storage/target';
import type { App, Okta } from '../okta/types';
import type { Ports } from '../ports';
import { journalVersion } from '../storage/journal-entry';
import type { JournalEntry } from '../storage/journal-entry';
import { readLoggedChanges } from '../observe/logged-changes';
import { conflictWarnings } from '../observe/conflicting-apps';
import type { Session } from '../storage/session';
import { readEvidence } from './evidence';
import { readIdpDetails } from '../single-sign-on/idp-details';
import { readSettings } from './settings';
import type { ReadSetting } from './settings';
import { weighed } from './second-witness';
import { showsScim } from '../observe/scim';
import { tokensLink } from '../okta/console-links';
import { gone, requireApp } from '../storage/required';
import type { GuidedStepId } from '../../shared/screens';

interface SummaryParts {
  okta: Okta;
  session: Session;
  /** Of this set-up. */
  entries: readonly JournalEntry[];
  /** Guided steps that were read as done and are not any more. */
  lost: readonly GuidedStepId[];
  ports: Pick<Ports, 'version' | 'clock'>;
}

/**
 * Reads the org afresh and says of each setting what it is and how that is known. What Okta does not show is known by the
 * test user, else by the admin's word, else not at all. Holds no secret.
 */
export async function buildSummary(parts: SummaryParts): Promise<Summary> {
  const { okta, session, lost, entries, ports } = parts;
  const { id } = requireApp(session);
  const target = requireTarget(session);
  const app = await okta.app(id);
  if (app === null) throw gone();
  const featuresShowScim = session.featuresShowScim || showsScim(app);
  const choices = {
    target,
    relayState: session.appChoice.relayState,
    mapping: session.mapping.choice,
    featuresShowScim,
  };
  const around = { target, subdomain: session.org?.subdomain ?? '', except: id };
  const [read, conflicts, evidence, changes] = await Promise.all([
    readSettings(okta, app, choices),
    conflictWarnings(okta, around),
    readEvidence(okta, session, entries),
    readLoggedChanges(okta, id, ports.clock.now()),
  ]);
  const at = ports.clock.now().toISOString();
  const settings = read.map((entry): SummarySetting => {
    const { setting, expected, source, actual } = entry;
    const logged = changes?.get(setting) ?? null;
    const { known, value: inLog } =
      actual === null
        ? weighed(unread(session, lost, entry), expected, logged)
        : { known: { how: 'read-back', at } as const, value: null };
    const value = actual ?? inLog ?? (known.how === 'unknown' ? notKnown : expected);
    // A log that last told of another value has missed a change.
    const change = value === logged?.to || known.how === 'unknown' ? logged : null;
    return { setting, expected, source, value, known, change };
  });
  const left = settings.flatMap((row, index) =>
    row.value === row.expected ? [] : [leftOf(row, read[index]?.next ?? null)],
  );

  return summarySchema.parse({
    kind: 'oktopost-okta-summary',
    version: summaryVersion,
    practice: session.mode === 'practice',
    org: { name: session.org?.name ?? null, url: okta.orgUrl },
    app: { label: app.label, id: app.id, status: app.status },
    destination: target.destination,
    region: target.region,
    made: at,
    by: session.org?.login ?? null,
    featuresShowScim,
    left: [...left, ...conflicts, ...leftAnyway(session, target)],
    settings,
    test: testOf(session),
    signOn: await signOnOf(okta, app, session),
    ...evidence,
    systemLog: changes === null ? 'cannot-be-read' : evidence.systemLog,
    versions: { assistant: ports.version, oktaSdk: sdk.version, journal: journalVersion },
  } satisfies Summary);
}

/**
 * How a setting is known that Okta does not show: by the test user, else by the admin's word. Neither counts once the step was
 * lost, or SCIM, on which all of it rests.
 */
function unread(
  session: Session,
  lost: readonly GuidedStepId[],
  { step, provenByArrival }: ReadSetting,
): KnownBy {
  if (step === null || lost.includes(step) || lost.includes('scim-on')) return { how: 'unknown' };
  const at = session.statedAt[step];
  const proof = provenByArrival ? provenBy(session) : null;
  return proof ?? (at === null ? { how: 'unknown' } : { how: 'stated', by: session.statedBy[step], at });
}

function provenBy({ test }: Session): KnownBy | null {
  if (test.state !== 'passed' || test.user === null || test.endedAt === null) return null;
  return { how: 'proven-by-test', user: test.user.login, at: test.endedAt };
}

function testOf({ test }: Session): Summary['test'] {
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

/** In place of a value that nobody knows. */
const notKnown = 'not known';

/** An inactive app has no metadata: the summary is made without the details of the identity provider. */
async function signOnOf(okta: Okta, app: App, { signIns }: Session): Promise<Summary['signOn']> {
  const idpDetails = await readIdpDetails(okta, app).catch((thrown: unknown) => {
    if (thrown instanceof AppFailure) return null;
    throw thrown;
  });
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

function leftOf({ setting, value, expected, change }: SummarySetting, next: string | null): string {
  const now = value === notKnown ? 'Okta does not show it.' : `It is “${value}”.`;
  const by = change === null ? '' : ` ${sentenceOf(change)}`;
  return `${labelOf(setting)}: ${now}${by} It should be “${expected}”.${next === null ? '' : ` ${next}`}`;
}

const sentenceOf = (change: LoggedChange): string =>
  `${change.who ?? 'Someone'} changed it at ${minute(change.at)} (${fromTo(change)}), by Okta’s System Log.`;

const ways: Record<SignInWay, string> = {
  'from-oktopost': 'from Oktopost',
  'from-okta': 'from the Okta tile',
};

function leftAnyway(session: Session, { inArticle }: Target): string[] {
  const left: string[] = [];
  if (!inArticle) {
    left.push('Ask your account manager at Oktopost before rollout: this way is not in Oktopost’s article.');
  }
  if (session.test.state !== 'passed') left.push('Test one user: it has not passed yet.');
  if (session.test.state === 'passed' && session.test.decision === 'open') {
    left.push('Decide whether the test user stays assigned.');
  }
  for (const way of signInWaySchema.options) {
    const { result } = session.signIns.checks[way];
    if (result === 'open') left.push(`Try the sign-in ${ways[way]}: nobody has yet.`);
    if (result === 'did-not-work') left.push(`Put the sign-in ${ways[way]} right: it did not work.`);
  }
  left.push(
    ['read', 'stated'].includes(signInsVerdict(session.signIns))
      ? 'Decide whether to tick “Require SSO” in Oktopost: both sign-ins worked.'
      : 'Do not tick “Require SSO” in Oktopost before both sign-ins worked.',
  );
  left.push('Assign the people or groups that Oktopost is for.');
  if (session.tileHidden) {
    left.push(
      'Show the tile to users when you roll out: it is hidden from them now. General tab, App Settings, Edit.',
    );
  }
  left.push('Keep user name and email identical in Okta for everyone who is assigned.');
  left.push(
    'When somebody leaves, look in Oktopost that the account is inactive: Okta tries a deactivation once, and sends none after a failed push. If it is active, deactivate it there, then mark the task in Okta (Dashboard > Tasks) as done.',
  );
  const link = tokensLink(session.address?.adminUrl ?? null);
  left.push(`Revoke the Okta API token of this set-up when you are done${link === null ? '.' : `: ${link}`}`);
  return left;
}
