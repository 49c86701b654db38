import { capitalised, counted } from '../../../shared/counted';
import type { Snapshot } from '../../../shared/snapshot';
import type { SignInCheck } from '../../../shared/single-sign-on';
import type { SettingArea } from '../../../shared/settings';
import { leftWords } from '../../../shared/left-as-is';
import type { LeftAsIs } from '../../../shared/left-as-is';
import type { LeftItem } from '../../../shared/left-to-do';
import { testResults } from '../../../shared/summary-verdict';
import type { Evidence, KnownBy, Summary, SummarySetting } from '../../../shared/summary';
import type { TestSnapshot } from '../../../shared/verification';
import { dateTime } from '../../components/time';

export const words = {
  title: 'Read the summary',
  lead: 'What was set up, and how each setting is known.',
  reading: 'Reading Okta once more.',
  disconnected: 'The summary needs a connection to Okta.',
  about: {
    title: 'About this summary',
    org: 'Okta org',
    app: 'App integration',
    region: 'Oktopost',
    made: 'Created',
    people: 'Assigned people',
    rollout: 'Rollout',
    peopleOf: ({ assigned, neverSent, failed }: NonNullable<Summary['people']>): string => {
      const parts = [
        ...(neverSent === 0 ? [] : [`${neverSent} never sent to Oktopost`]),
        ...(failed === null || failed === 0 ? [] : [`${failed} with a failed last push`]),
      ];
      return parts.length === 0 ? String(assigned) : `${assigned}, of these ${parts.join(', ')}`;
    },
    versions: 'Versions',
    versionsOf: ({ assistant, oktaSdk }: Summary['versions']): string =>
      `assistant ${assistant}${oktaSdk === null ? '' : `, Okta’s SDK ${oktaSdk}`}`,
  },
  areas: {
    app: 'App integration',
    'single-sign-on': 'Single sign-on',
    provisioning: 'Provisioning',
    'to-app': 'To App',
    mapping: 'Attribute mapping',
  } satisfies Record<SettingArea, string>,
  heads: ['Setting and its source', 'Value', 'How it is known'],
  differs: 'Expected:',
  asExpected: (count: number): string =>
    `${count === 1 ? 'One setting is' : `${count} settings are`} as expected`,
  asLeft: (left: LeftAsIs, count: number): string =>
    `${capitalised(leftWords(left, dateTime))} (${counted(count, 'attribute')})`,
  sources: {
    article: 'Oktopost’s article',
    'help pages': 'Oktopost’s help pages, not its article',
    choice: 'your choice',
    'okta default': 'Okta’s default, or the app’s own',
    assistant: 'this assistant',
  } satisfies Record<SummarySetting['source'], string>,
  known: {
    'read-back': 'Read back',
    'proven-by-test': 'Proven by the test user',
    'proven-by-life-cycle': 'Proven by the life-cycle test of',
    'proven-by-push': 'Proven by what Okta sent for',
    stated: 'Stated by',
    'read-in-log': 'Read in Okta’s System Log',
    unknown: 'Unknown',
  } satisfies Record<KnownBy['how'], string>,
  aPerson: 'a person',
  anAdmin: 'an admin',
  measured: 'The life-cycle test did not see it so before: test again',
  change: (who: string | null, at: string, change: string, eventId: string): string =>
    `Changed by ${who ?? 'someone whom Okta’s System Log does not name'}, ${at}: ${change} (event ${eventId})`,
  notShown: {
    title: 'What Okta does not show',
    named: (count: number, stated: number): string =>
      `What Okta does not show (${counted(count, 'setting')}${stated === 0 ? '' : `, ${stated} stated`})`,
    nothing: 'Okta shows every setting.',
    heads: ['Setting', 'Value', 'How it is known'],
  },
  evidence: {
    title: (count: number): string => `Evidence: who did what and when (${count})`,
    caption: 'Evidence',
    unread: 'Okta’s System Log could not be read, so only the assistant’s own journal is shown.',
    heads: ['When', 'Who', 'What', 'Result', 'Source'],
    sources: { journal: 'Journal, run', 'system-log': 'System Log, event' } satisfies Record<
      Evidence['source'],
      string
    >,
  },
  test: {
    named: (test: Summary['test']): string =>
      `Test user: ${test === null ? 'none' : testResults[test.result]}`,
    none: 'No user was tested.',
    lifeCycle: 'Life-cycle test of',
    decisions: {
      open: 'not decided whether to keep',
      kept: 'kept assigned',
      unassigned: 'unassigned again',
    } satisfies Record<TestSnapshot['decision'], string>,
    events: 'System Log events',
  },
  signOn: {
    named: (checks: readonly Pick<SignInCheck, 'result' | 'event'>[]): string => {
      const tried = checks.filter(({ result, event }) => result !== 'open' || event !== null);
      if (tried.length === 0) return 'Sign-ins: nothing stated';
      const worked = checks.filter(({ result }) => result === 'worked').length;
      const seen = checks.filter(({ event }) => event !== null).length;
      return `Sign-ins: ${worked} of ${checks.length} worked, stated by you; Okta shows ${seen}`;
    },
    issuer: 'Issuer (entity ID)',
    until: 'Certificate valid until',
    policy: 'Sign-in policy',
    checks: 'Sign-ins that were tried',
    heads: ['Sign-in', 'Result', 'What Okta shows'],
    event: (who: string, at: string) => `${who} signed in, ${at}`,
  },
  left: {
    title: 'Left to do',
    done: 'Done',
    nothing: 'Nothing is left to do.',
    afterwards: 'From now on',
    reminders: (count: number) => (count === 1 ? 'One reminder' : `${count} reminders`),
    open: {
      oktaApp: 'Open the app in Okta',
      oktaGeneral: 'Open General in Okta',
      oktaSignOn: 'Open Sign On in Okta',
      oktaIntegration: 'Open Integration in Okta',
      oktaToApp: 'Open To App in Okta',
      oktaAssignments: 'Open Assignments in Okta',
      oktopostProvisioning: 'Open Oktopost',
      oktopostTeam: 'Open Oktopost',
      oktopostSignOn: 'Open Oktopost',
    } satisfies Record<NonNullable<LeftItem['link']>['place'], string>,
    isDone: 'Done',
    stated: (count: number) => `Stated, not read (${count})`,
  },
  revoke: {
    title: 'Revoke the Okta token',
    steps: (name: string | null) => [
      'Export the summary first: afterwards the assistant can no longer read Okta.',
      'Open Security > API > Tokens in Okta.',
      name === null
        ? 'Find the token that you created for this set-up, and choose Revoke.'
        : `Find the token “${name}”, and choose Revoke.`,
    ],
    app: {
      title: 'Deactivate the service app',
      steps: (clientId: string) => [
        'Export the summary first: afterwards the assistant can no longer read Okta.',
        `Open Applications in Okta, and find the service app with the client ID ${clientId}.`,
        'Choose Deactivate in its Actions menu, and delete it when nothing else uses it.',
      ],
      link: 'Open Applications in Okta',
      after:
        'Single sign-on and provisioning keep working without it. A check for drift on a schedule needs one that may only read.',
    },
    look: 'Look whether it is revoked',
    gone: 'Okta refuses what the assistant signed in with: it is revoked.',
    link: 'Open API tokens in Okta',
    after:
      'Single sign-on and provisioning keep working without it. A later check for drift needs a new token that may only read.',
  },
  later: {
    title: 'Change a token or the certificate',
    both: 'Oktopost’s SCIM token stays, and Okta’s signing certificate until it ends. Both can be changed for new ones.',
    certificate: 'Okta’s signing certificate stays until it ends. It can be changed for a new one.',
  },
  export: {
    title: 'Export',
    formats: (shell: Snapshot['assistant']['shell']) =>
      [
        ['json', 'Download JSON'],
        ['markdown', 'Download Markdown'],
        ['html', 'Download HTML'],
        ['pdf', shell === 'browser' ? 'Print or save as PDF' : 'Download PDF'],
        ['terraform', 'Download Terraform'],
      ] as const,
    evidence: 'Evidence pack (ZIP)',
    sealed: 'SHA-256 of its SHA256SUMS, which stands for all files. Keep it elsewhere: ',
    sealedName: 'the SHA-256 of the evidence',
  },
  state: {
    reading: 'Reading Okta.',
    done: 'Done.',
    left: 'Something is left to do.',
    reminders: (count: number) => (count === 1 ? 'One reminder is left.' : `${count} reminders are left.`),
    none: 'Not read now.',
  },
} as const;
