import { counted } from '../../shared/counted';
import { rolesBeyondNeed } from '../../shared/connection';
import { roleName } from '../../shared/role-name';
import type { OktaConnection } from '../../shared/connection';
import { scopesFor } from '../../shared/okta-scopes';
import { targetOf } from '../../shared/oktopost';
import { labelOf } from '../../shared/settings';
import type { SettingId } from '../../shared/settings';
import type { Summary } from '../../shared/summary';
import { minute, reported } from '../export/document';
import type { Block, Cell } from '../export/document';
import { knownOfRow } from '../summary/document';
import type { Fact } from './facts';

interface Asked {
  summary: Summary;
  facts: readonly Fact[];
  okta: OktaConnection;
}

type Answer = [question: string, answer: Cell, known: string];

const answers = (rows: readonly Answer[]): Block => ({
  kind: 'table',
  heads: ['Question', 'Answer', 'How it is known'],
  rows,
});
/** Okta is let in at Oktopost by an admin's consent there: nobody has a SCIM token. */
export const isConsented = ({ destination, region }: Summary): boolean =>
  targetOf(destination, region).app === 'catalogue';

const notHere = (text: string): Block[] => [
  { kind: 'heading', level: 2, text: 'What this cannot show' },
  { kind: 'text', text },
];

const createsAccounts: readonly SettingId[] = [
  'connection.push-new-users',
  'api-integration',
  'to-app.create',
];

/** Who gets an account at Oktopost, and by whom. */
export function accountsPage({ summary }: Asked): Block[] {
  const { app, people, integration, made } = summary;
  const groups = integration?.groups ?? null;
  const creating = summary.settings.filter(({ setting }) => createsAccounts.includes(setting));
  const isOn =
    creating.length > 0 &&
    creating.every(({ value, expected, known }) => known.how !== 'unknown' && value === expected);
  const whom = `for whoever is assigned to ${app.label} (${app.id}), alone or by a group`;
  const neverSent = people?.neverSent ?? 0;
  return [
    {
      kind: 'text',
      text: [
        isOn
          ? `By these settings Okta creates an account at Oktopost ${whom}.`
          : `Whether Okta creates accounts at Oktopost ${whom}, nothing shows: the settings by which it does are not known to be on.`,
        'So whoever may assign people to it, or may change its groups, can create accounts.',
        ...(people === null || neverSent === 0
          ? []
          : [
              `${neverSent} of the ${people.assigned} who are assigned were never sent: for them Okta has created none.`,
            ]),
      ].join(' '),
    },
    answers([
      // The pre-built app has its API integration in place of the box.
      settingAnswer(summary, isConsented(summary) ? 'api-integration' : 'connection.push-new-users'),
      settingAnswer(summary, 'to-app.create'),
      ...assignedAnswers(people, made),
      [
        'Assigned groups',
        groups === null ? 'not read' : counted(groups.length, 'group'),
        groups === null
          ? 'not read'
          : `read ${minute(made)}: ${groups.map(({ id }) => id).join(', ') || 'none'}`,
      ],
    ]),
    ...notHere(
      `Which admins of Okta may assign people: in the Admin Console, Security > Administrators. Whether accounts were made at Oktopost by hand, or by another holder of ${isConsented(summary) ? 'access to its API' : 'its SCIM token'}: at Oktopost only; the screen People of the assistant lists accounts for whom nobody in Okta stands.`,
    ),
  ];
}

/** Who removes those who leave, and how fast that was. */
export function leaversPage({ summary, facts }: Asked): Block[] {
  const removing = facts.filter(({ leaves }) => leaves !== null);
  const isDeleting = removing.some(({ leaves }) => leaves === 'deleted');
  const setting = summary.settings.find((each) => each.setting === 'to-app.deactivate');
  const isOn = setting !== undefined && setting.known.how !== 'unknown' && setting.value === setting.expected;
  return [
    {
      kind: 'text',
      text: isOn
        ? `By this setting Okta makes whoever is unassigned, or deactivated in Okta, inactive at Oktopost. ${isDeleting ? 'When that was tested, the account was deleted: ask at Oktopost what becomes of what it has posted.' : 'The account itself stays, with what it has posted.'}`
        : 'Whoever leaves may stay active at Oktopost: the setting by which Okta makes them inactive there is not known to be on. Look in Oktopost, and deactivate them there.',
    },
    answers([
      settingAnswer(summary, 'to-app.deactivate'),
      ...(removing.length === 0
        ? [
            [
              'Whether it works, and how fast',
              'not tested',
              'the life-cycle test of the assistant measures it',
            ] satisfies Answer,
          ]
        : removing.map(({ what, result, seconds, actual, leaves }): Answer => [
            what,
            result === 'pass'
              ? seconds === null
                ? `seen ${leaves ?? ''}`
                : `seen ${leaves ?? ''} ${seconds === 0 ? 'less than a second' : counted(seconds, 'second')} after it was written to Okta`
              : { alert: result === 'fail' ? 'failed:' : `${result}:`, text: actual },
            'tested, see tests.html',
          ])),
    ]),
    ...notHere(
      'How long it takes until somebody who leaves is unassigned or deactivated in Okta: that is your process. Okta retries a refused deactivation by hand only: Dashboard > Tasks.',
    ),
  ];
}

/** What the assistant signed in with, and what that may do. */
export function privilegePage({ summary, okta }: Asked): Block[] {
  const { token = null, roles = null } = okta.state === 'connected' ? okta : {};
  const beyond = rolesBeyondNeed(roles);
  const isServiceApp = token?.status === 'service-app';
  const credential =
    token === null
      ? 'not connected now'
      : token.status === 'service-app'
        ? `a service app, ${token.clientId}${token.bound ? '; access tokens are bound to a key (DPoP)' : ''}`
        : 'an API token, which has every right of its owner';
  return [
    answers([
      ['The assistant signed in with', credential, token === null ? 'not read' : 'read from Okta'],
      isServiceApp
        ? ['As', 'nobody: a service app signs in as itself', 'how the assistant signs in']
        : ['As', reported(summary.by), summary.by === null ? 'not read' : 'read from Okta'],
      ...(token?.status === 'service-app' ? [scopesAnswer(token.missing, summary)] : []),
      [
        'Roles',
        roles === null
          ? 'not reported'
          : roles.map(roleName).join(', ') || 'none of its own; groups may add some',
        roles === null ? 'not read' : 'read from Okta',
      ],
      [
        'Roles that may do more than this set-up needs',
        beyond.length === 0
          ? roles === null
            ? 'not known'
            : 'none among the standard roles'
          : { alert: 'more than needed:', text: beyond.map(roleName).join(', ') },
        'Okta’s help: standard administrator roles',
      ],
      ['Writes to Okta', 'only plans that were approved, see changes.html', 'journal of the assistant'],
      ['Writes to Oktopost', 'none: the assistant only reads there', 'how the assistant is built'],
      ['Secrets in this pack', 'none', 'every file is cleaned of the tokens that were used'],
    ]),
    ...notHere(
      `${isConsented(summary) ? 'What Okta may do at Oktopost by the consent that an admin gave there: it creates and changes every account.' : 'What Oktopost’s SCIM token may do: it creates and changes every account. Okta keeps it and shows it to nobody.'} ${isServiceApp ? 'A service app that is not needed any more is deactivated in the Admin Console, Applications > Applications.' : 'An API token that is not needed any more is revoked in the Admin Console, Security > API > Tokens.'}`,
    ),
  ];
}

/** `missing`: of the scopes that the assistant asks for, those that Okta did not grant; null where Okta did not say. */
function scopesAnswer(
  missing: readonly { scope: string }[] | null,
  { destination, region }: Summary,
): Answer {
  const asked = scopesFor(targetOf(destination, region).app).map(({ scope }) => scope);
  if (missing === null)
    return ['Scopes', `asked for, not known to be granted: ${asked.join(', ')}`, 'not read'];
  const lacking = missing.map(({ scope }) => scope);
  const granted = asked.filter((scope) => !lacking.includes(scope));
  return [
    'Scopes that Okta granted',
    `${granted.join(', ')}${lacking.length === 0 ? '' : `; not ${lacking.join(', ')}`}`,
    'read from Okta, of those that the assistant asks for',
  ];
}

function assignedAnswers(people: Summary['people'], made: string): Answer[] {
  if (people === null) return [['Assigned people', 'not read', 'not read']];
  const { assigned, neverSent, failed } = people;
  const read = `read ${minute(made)}`;
  const count = failed === null ? 'not noted' : String(failed);
  return [
    ['Assigned people', String(assigned), read],
    ['Assigned people, of these never sent', String(neverSent), read],
    [
      'Assigned people, of these with a failed last push',
      failed === null || failed === 0 ? count : { alert: 'in error:', text: count },
      read,
    ],
  ];
}

/** How many tests there were, and of what. */
export function testedPage({ facts }: Asked): Block[] {
  const count = (result: Fact['result']): string =>
    String(facts.filter((fact) => fact.result === result).length);
  return [
    answers([
      ['Facts that were tested', String(facts.length), 'tests.html has each, numbered'],
      ['Passed', count('pass'), 'tests.html says of each what was read, and where'],
      ['Seen by an admin', count('seen'), 'not read back: an admin looked at the account at Oktopost'],
      [
        'Stated by an admin',
        count('stated'),
        'not read: an admin says that a sign-in worked, or a token was revoked; Okta shows its own part at most',
      ],
      [
        'Failed',
        count('fail') === '0' ? '0' : { alert: 'failed:', text: count('fail') },
        'tests.html says of each what came back',
      ],
      [
        'Stopped',
        count('stopped') === '0' ? '0' : { alert: 'stopped:', text: count('stopped') },
        'written to Okta, and not seen to arrive before the test was stopped',
      ],
      ['Not read', count('not read'), 'nothing shows what came of it'],
    ]),
    ...notHere(
      'Each test was made with one person, or with a user of the assistant’s own where the life-cycle test ran. That each person of a rollout arrived, the screen Rollout verifies ring by ring.',
    ),
  ];
}

function settingAnswer({ settings, left }: Summary, id: SettingId): Answer {
  const row = settings.find(({ setting }) => setting === id);
  if (row === undefined)
    return [labelOf(id), 'not part of this set-up', 'the pre-built app has it otherwise'];
  const { value, expected, known } = row;
  return [
    labelOf(id),
    known.how === 'unknown' || value === expected ? value : { alert: 'differs:', text: value },
    knownOfRow(row, left),
  ];
}
