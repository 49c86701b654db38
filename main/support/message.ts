import { counted } from '../../shared/counted';
import { masked } from '../../shared/explain/mask';
import type { Value } from '../../shared/api';
import { accountLogin } from '../../shared/life-cycle';
import type { LifeCycle, PhaseRecord } from '../../shared/life-cycle';
import { lifeCyclePhaseNames } from '../../shared/life-cycle-words';
import type { ExplainedFailures } from '../../shared/explained';
import { destinations, regions, targetOf } from '../../shared/oktopost';
import type { Explanation } from '../../shared/verification';
import { factLine } from './document';
import type { SupportParts } from './document';

/** Oktopost publishes no address for this. Source: docs/facts/oktopost.md. */
const to = 'your Oktopost account manager';

/** The message to Oktopost, ready to send: what they need to look for it at their side, in plain text. */
export function messageToOktopost({
  session,
  explained,
  clean,
  now,
  timeZone,
}: Omit<SupportParts, 'summary' | 'ports'>): Value<'support.message'> {
  const { destination, region, test } = session;
  const target = destination === null || region === null ? null : targetOf(destination, region);
  const about =
    target === null
      ? ['Account: (your account)']
      : [
          `Account: ${destinations[target.destination].name}, ${regions[target.region].name}`,
          `SCIM base URL: ${target.scimBaseUrl ?? 'that of the pre-built app in Okta'}`,
        ];
  const { user, assignedAt, explanation, unassignment } = test;
  const tested =
    user === null
      ? []
      : [
          ...failureLines(
            `Test user: ${user.login}, assigned ${assignedAt ?? 'at a time not known'}`,
            explanation,
          ),
          ...failureLines(
            `Test user: ${user.login}, unassigned ${unassignment?.unassignedAt ?? ''}`,
            unassignment?.explanation ?? null,
          ),
        ];
  const failures = [
    explanation,
    unassignment?.explanation ?? null,
    ...failedPhases(session.lifeCycle).map((record) => record.explanation),
  ].filter((found) => found !== null);
  const lifeCycle = lifeCycleLines(session);
  const isPractice = session.mode === 'practice';
  const isSilent = explained === null && failures.length === 0;
  const lines = [
    ...(isPractice ? ['PRACTICE RUN: nothing of this happened at Oktopost. Do not send it.', ''] : []),
    'Hello,',
    '',
    'Okta provisions our people to Oktopost by SCIM, and this fails:',
    ...about,
    ...(explained === null ? [] : groupLines(explained)),
    ...tested,
    ...lifeCycle,
    ...(isSilent
      ? ['', '(No failure was explained yet: describe here what fails, for whom, and when.)']
      : []),
    '',
    requestFor([...(explained?.groups ?? []), ...failures]),
    `Times are in UTC; we are at ${timeZone}. Written ${now.toISOString()}. We can send you a support bundle.`,
  ];
  return {
    to,
    subject: `${isPractice ? 'PRACTICE RUN: ' : ''}SCIM provisioning from Okta fails`,
    text: lines.map((line) => masked(clean(line))).join('\n'),
  };
}

/** What the explanations give to others alone, Oktopost is not asked to look for at its side. */
const requestFor = (found: readonly Pick<Explanation, 'owner'>[]): string =>
  found.length === 0 || found.some(({ owner }) => owner === 'oktopost' || owner === 'unknown')
    ? 'Please look at your side what the SCIM server received and answered for them, and tell us what to change.'
    : 'By its explanation this is to be mended on our side. Please tell us if your SCIM server shows otherwise.';

const failureLines = (title: string, explanation: Explanation | null): string[] =>
  explanation === null ? [] : ['', title, ...explanationLines(explanation)];

const explanationLines = ({ what, said }: Explanation): string[] => [
  `- ${what}`,
  ...(said === null ? [] : [`  Okta says: ${said}`]),
];

const failedPhases = ({ phases }: LifeCycle): PhaseRecord[] =>
  phases.filter(({ state }) => state === 'failed');

/** Each phase of the life-cycle test that failed: when, and what was expected and found. */
const lifeCycleLines = (session: SupportParts['session']): string[] =>
  failedPhases(session.lifeCycle).flatMap(({ phase, startedAt, endedAt, explanation, facts }) => [
    '',
    `Life-cycle test of ${accountLogin(session.lifeCycle) ?? 'a user'}: ${lifeCyclePhaseNames[phase]}, begun ${startedAt ?? 'at a time not known'}, failed ${endedAt ?? 'at a time not known'}`,
    ...(explanation === null ? [] : explanationLines(explanation)),
    ...facts.filter(({ state }) => state !== 'same').map((fact) => `  ${factLine(fact, session)}`),
  ]);

/** What is Oktopost's part; where nothing is, all of it. */
function groupLines({ groups }: ExplainedFailures): string[] {
  const theirs = groups.filter(({ owner }) => owner === 'oktopost');
  return (theirs.length > 0 ? theirs : groups).slice(0, 5).flatMap((group) => [
    '',
    `${counted(group.count, 'time')}: ${group.says}`,
    ...group.examples.slice(0, 1).map((example) => `  The message: ${example}`),
    ...(group.first === null ? [] : [`  Between ${group.first} and ${group.last ?? group.first}`]),
    ...(group.people.length === 0
      ? []
      : [
          `  For example: ${group.people
            .slice(0, 5)
            .map(({ login, name }) => login ?? name ?? '')
            .join(', ')}`,
        ]),
  ]);
}
