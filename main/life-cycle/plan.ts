import { agreed, counted } from '../../shared/counted';
import { randomBytes, randomUUID } from 'node:crypto';
import { creatingScope, mayCreateUsers } from '../../shared/connection';
import { accountLogin, isCleaned, isDeletedInOkta, oktaLogin, wasNotCreated } from '../../shared/life-cycle';
import type { LifeCyclePlan, LifeCycleUser } from '../../shared/life-cycle';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import type { Change } from '../../shared/plan';
import { ownValue } from '../../shared/own-value';
import type { Finding } from '../../shared/verification';
import { lackingScopes } from '../okta/lacking-scopes';
import type { Okta } from '../okta/okta';
import type { App, User } from '../okta/types';
import type { OktopostScim } from '../oktopost/types';
import { changesOf, deactivateChangeId } from '../steps/life-cycle/changes';
import { newLifeCycleUser } from '../steps/life-cycle/user';
import { provesByLife } from '../storage/proven-by-life';
import { gone, requireApp } from '../storage/required';
import type { Session } from '../storage/session';
import { requireTarget } from '../storage/target';
import { finding } from '../verification/finding';
import { scenario } from './scenario';
import { sendingFindings } from './sending';

/** So many people show where an org's users come from. */
const sampleSize = 20;

/** The whole life as it will be written, and what is known to stand in its way. Only reads. @throws AppFailure when Okta cannot be asked. */
export async function planLifeCycle(
  okta: Okta,
  oktopost: OktopostScim | null,
  session: Session,
): Promise<LifeCyclePlan> {
  const { id: appId } = requireApp(session);
  const [me, app, sample, lacking] = await Promise.all([
    okta.me(),
    okta.app(appId),
    okta.searchUsers('', sampleSize),
    lackingScopes(okta, [creatingScope]),
  ]);
  if (app === null) throw gone();
  const ofApp = await appFindings(okta, app, session);
  const domain =
    domainOf(session.org?.login ?? null) ?? domainOf(me?.email ?? null) ?? commonDomainOf(sample);
  const user = newLifeCycleUser(session.setupId, domain ?? 'example.com', randomBytes(3).toString('hex'));
  return {
    id: randomUUID(),
    user,
    phases: scenario.map(({ phase, words }) => ({
      phase,
      changes: plannedChanges(phase, user),
      expected: words,
    })),
    findings: [
      ...unfinished(session),
      lacking.length > 0 ? scopeFinding : rightToCreate(session.org?.roles ?? null),
      sourceOf(sample),
      ...ofApp,
      readable(oktopost),
      accountStays,
      ...provenBefore(session),
    ],
  };
}

/** What the app integration says for and against it. Only reads. @throws AppFailure when Okta cannot be asked. */
const appFindings = async (okta: Okta, app: App, session: Session): Promise<Finding[]> => [
  ...(await sendingFindings(okta, app, session)),
  userNameFinding(app),
  ...emailFinding(session),
];

/** What speaks against it now and did not when the checks of `plan` were read; null: nothing. Only reads. @throws AppFailure likewise. */
export async function newObstacle(
  okta: Okta,
  session: Session,
  plan: LifeCyclePlan,
): Promise<Finding | null> {
  const app = await okta.app(requireApp(session).id);
  if (app === null) throw gone();
  const known = new Set(plan.findings.map(({ text }) => text));
  const now = await appFindings(okta, app, session);
  return now.find(({ level, text }) => level !== 'ok' && !known.has(text)) ?? null;
}

/** The last phase deactivates the user only where it comes early: the plan lists that once. */
const plannedChanges = (phase: LifeCyclePhase, user: LifeCycleUser): Change[] =>
  changesOf[phase](user).filter(({ id }) => phase !== 'clean-up' || id !== deactivateChangeId);

const domainOf = (address: string | null): string | null =>
  /^[^\s@]+@([a-z0-9.-]+\.[a-z0-9-]+)$/i.exec(address ?? '')?.[1]?.toLowerCase() ?? null;

/** A service app has no address of its own: the domain that most of the people looked at have. */
function commonDomainOf(sample: readonly User[]): string | null {
  const domains = sample.flatMap(({ email }) => domainOf(email) ?? []);
  const timesOf = (domain: string): number => domains.filter((each) => each === domain).length;
  return domains.toSorted((a, b) => timesOf(b) - timesOf(a))[0] ?? null;
}

function unfinished({ lifeCycle, planOnly }: Session): Finding[] {
  const findings: Finding[] = [];
  if (planOnly)
    findings.push(finding('block', 'Plan only is on: nothing is written.', 'Switch Plan only off.'));
  if (lifeCycle.user !== null && !isCleaned(lifeCycle) && !wasNotCreated(lifeCycle)) {
    findings.push(
      isDeletedInOkta(lifeCycle)
        ? finding(
            'block',
            `The account of the last life-cycle test, ${accountLogin(lifeCycle) ?? ''}, is still active at Oktopost.`,
            'Deactivate it in Oktopost, then look at it again.',
          )
        : finding(
            'block',
            `The user of the last life-cycle test, ${oktaLogin(lifeCycle) ?? ''}, was not deleted yet.`,
            'Clean up first.',
          ),
    );
  }
  return findings;
}

const scopeFinding = finding(
  'block',
  `The service app may not create users: Okta did not grant it ${creatingScope}. Nothing else of this set-up needs that right.`,
  `Grant ${creatingScope} on its Okta API Scopes tab and connect again, or leave the life-cycle test out.`,
);

function rightToCreate(roles: readonly string[] | null): Finding {
  const may = mayCreateUsers(roles);
  switch (may) {
    case 'yes':
      return finding('ok', 'The assistant may create, change and delete users. Only this test needs that.');
    case 'no':
      return finding(
        'block',
        `The token may not create users: its owner has the role ${roles?.join(', ') ?? ''}. Nothing else of this set-up needs that right.`,
        'Use a token of a super admin or organization admin, or leave the life-cycle test out.',
      );
    case 'unknown':
      return finding(
        'unknown',
        'Whether the token may create users is not known: Okta does not show its owner’s rights. Only this test needs that right.',
        'The first request will show it. If Okta refuses, nothing was created.',
      );
  }
}

const directories: Readonly<Record<string, string>> = {
  ACTIVE_DIRECTORY: 'Active Directory',
  LDAP: 'an LDAP directory',
  FEDERATION: 'another identity provider',
  IMPORT: 'an import',
};

function sourceOf(sample: readonly User[]): Finding {
  const sourced = sample.filter(({ source }) => source !== null && source !== 'OKTA');
  const [first] = sourced;
  if (first === undefined) return finding('ok', 'The people of this org are kept in Okta itself.');
  const name = ownValue(directories, first.source ?? '') ?? first.source ?? '';
  return finding(
    'warn',
    `${sourced.length} of ${counted(sample.length, 'person', 'people')} looked at ${agreed(sourced.length, 'comes', 'come')} from ${name}. The assistant’s user is kept in Okta itself.`,
    'The test proves what Okta sends to Oktopost. Whether changes in your directory reach Okta, it does not show.',
  );
}

/** Source: Okta as recorded, section 4. */
const userNameFinding = ({ userNameTemplate }: App): Finding =>
  userNameTemplate?.pushStatus === 'PUSH'
    ? finding('ok', 'Okta updates user names: Create and update.')
    : finding(
        'warn',
        'Okta does not show that it updates user names: the phase of the user name may fail.',
        'On the Sign On tab, set Update application username on to Create and update.',
      );

/** An update carries the email that the account has. Source: Oktopost facts, "Supported SCIM attributes". */
function emailFinding(session: Session): Finding[] {
  if (requireTarget(session).app === 'catalogue') return [];
  if (session.mapping.choice.keepWorkEmail)
    return [finding('ok', 'The plan of the mapping keeps the work email.')];
  return [
    finding(
      'warn',
      'The work email is not mapped: the phase that changes the user name will most likely fail, since Oktopost wants both to be the same.',
      'Keep the work email on the step “Mapping” and apply its plan first.',
    ),
  ];
}

const readable = (oktopost: OktopostScim | null): Finding =>
  oktopost === null
    ? finding(
        'unknown',
        'The assistant cannot read at Oktopost: the test pauses after each phase that changes the account, and you say what the team page shows there.',
      )
    : finding('ok', 'After each phase the account is read at Oktopost.');

/** Source: Okta as recorded, section 2. */
const accountStays = finding(
  'warn',
  'Okta makes an account at Oktopost for this user. After the test it stays there, inactive, unless your org lets Okta delete accounts.',
);

/** What this test does to the proof of those before it. */
const provenBefore = (session: Session): Finding[] =>
  provesByLife(session)
    ? [
        finding(
          'warn',
          'A life-cycle test before has proven settings. They stay proven until a phase of this one shows otherwise; a stop does not.',
        ),
      ]
    : [];
