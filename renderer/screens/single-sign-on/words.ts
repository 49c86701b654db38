import type { AccessPolicy, IdpDetails, SignInCheck, SignInWay } from '../../../shared/single-sign-on';

type Sent = IdpDetails['sent'];

interface CheckWords {
  title: string;
  /** `who`: the person to sign in as. */
  steps: (who: string, isTileHidden: boolean) => readonly string[];
  /** What to compare when it did not work, beside `refusedByOktopost`: Okta shows a sign-in, or shows none. */
  lookAt: { seen: readonly string[]; notSeen: readonly string[] };
}

const wayTitles: Record<SignInWay, string> = {
  'from-oktopost': 'Sign in from Oktopost',
  'from-okta': 'Sign in from the Okta tile',
};

/**
 * Okta let `who` in, so Oktopost refused; likeliest cause first. `region`: by its name. `sent`: null, not read. `isPreBuilt`: its
 * app integration has no SAML Settings that an admin could edit. Source: Oktopost facts, "Sign-on".
 */
const refusedByOktopost = (
  who: string,
  region: string | null,
  sent: Sent,
  isPreBuilt: boolean,
): readonly string[] => [
  `Okta let ${who} in, so Oktopost refused. Most likely the values above are not entered there, all three as they are now${region === null ? '' : `, in the account in ${region}`}.`,
  'The Name ID is the email: the Oktopost account has to have the same one, and be active.',
  ...signatures(sent, isPreBuilt),
  'Clocks: a new certificate may not be valid yet at Oktopost, and Okta’s answer is valid for minutes only. Try again, then ask Oktopost support.',
  `${sent === null ? '' : `Attribute Statements: ${sent.attributes}. `}If Oktopost misses an attribute, ask its support which it reads.`,
];

/** Only what is not as it should be, or was not read where it can be changed. */
function signatures(sent: Sent, isPreBuilt: boolean): string[] {
  const where = isPreBuilt
    ? 'The pre-built app has no place for it: ask Okta support.'
    : 'Set it on the General tab, SAML Settings, Edit.';
  if (sent === null)
    return isPreBuilt ? [] : [`Response and Assertion Signature have to be Signed. ${where}`];
  return Object.entries({ Response: sent.response, 'Assertion Signature': sent.assertion })
    .filter(([, value]) => value !== 'Signed')
    .map(([name, value]) => `${name} is ${value}, and has to be Signed. ${where}`);
}

export const words = {
  title: 'Set up single sign-on in Oktopost',
  lead: 'You enter the details of your Okta org in Oktopost, then try two sign-ins. Nothing is written to Okta.',
  forCertificate: 'The new certificate needs one of the two sign-ins.',
  certificateTried: 'The new certificate has its sign-in.',
  reading: 'Reading keys, metadata and sign-in policy from Okta.',
  disconnected: 'This needs a connection to Okta.',
  requireSso: {
    before: {
      title: 'Do not tick “Require SSO” in Oktopost yet.',
      text: 'Tick it after both sign-ins below worked, and stay signed in yourself until then.',
    },
    after: {
      title: 'You said that both sign-ins worked: “Require SSO” may be ticked in Oktopost.',
      text: 'Stay signed in to Oktopost while you do, and try once more in a private window. If it fails, untick it.',
    },
  },
  values: {
    title: 'Values for Oktopost',
    text: 'Enter the metadata or the single values, whichever Oktopost asks for.',
    inUse: 'Where people sign in with this app integration already, they are entered: only try the sign-ins.',
    link: 'Open Oktopost',
    issuer: 'Issuer (entity ID)',
    signOnUrl: 'Sign-on URL',
    metadata: 'Metadata',
    certificate: 'Certificate (PEM)',
    metadataShown: 'Show the metadata',
    filesTitle: 'Save as files',
    source: 'Oktopost’s article does not name these fields; its help pages name the place.',
    files: [
      ['metadata', 'Save metadata.xml'],
      ['cert', 'Save okta.cert'],
      ['pem', 'Save okta.pem'],
    ],
    filesHint: 'okta.cert and okta.pem hold the same certificate.',
  },
  certificate: {
    title: 'Signing certificate',
    named: (left: string) => `Signing certificate: ${left}`,
    subject: 'Subject',
    fingerprint: 'SHA-256 fingerprint',
    from: 'Valid from',
    until: 'Valid until',
    left: (days: number): string => {
      if (days < 0) return 'It has expired: Oktopost may refuse sign-ins with it.';
      if (days === 0) return 'It expires today.';
      return days === 1 ? 'One day is left.' : `${days.toLocaleString('en')} days are left.`;
    },
    calendarText: 'A reminder 30 and 7 days before it expires.',
    calendar: [['calendar', 'Save the reminder (.ics)']],
    none: 'Okta shows no signing certificate that can be read.',
    next: {
      title: 'Next certificate',
      text: 'Not active yet. Give it to Oktopost first, then make it active in Okta. If Oktopost keeps only one, sign-ins fail in between: do both right after each other.',
      link: 'Open the certificates in Okta',
      pem: 'Next certificate (PEM)',
      files: [
        ['cert', 'Save okta-next.cert'],
        ['pem', 'Save okta-next.pem'],
        ['calendar', 'Save the reminder (.ics)'],
      ],
    },
    earlier: 'Certificates that are no longer in use',
    heads: ['SHA-256 fingerprint', 'Valid until'],
  },
  policy: {
    title: 'Sign-in policy',
    named: (name: string) => `Sign-in policy “${name}”`,
    text: 'With which factors, and from where, people sign in to Oktopost.',
    name: 'Authentication policy',
    status: 'Status',
    rules: 'Rules',
    rulesUnknown: 'This token may not read them.',
    not: {
      'no-link': 'Okta reports none, which is usual on Classic Engine.',
      refused: 'This token may not read it. Nothing here depends on it.',
      'not-found': 'Okta does not find the policy that the app integration names.',
    } satisfies Record<Extract<AccessPolicy, { availability: 'unavailable' }>['why'], string>,
    link: 'Open Sign On in Okta',
  },
  check: {
    ways: {
      'from-oktopost': {
        title: wayTitles['from-oktopost'],
        steps: (who) => [
          'Open a private window, so that no earlier sign-in helps.',
          `Open the address below there, and sign in as ${who}.`,
          'You should end up signed in to Oktopost, without an Oktopost password.',
        ],
        lookAt: {
          seen: [],
          notSeen: [
            'Oktopost has to send you to Okta. If it does not, the sign-on URL is missing there, or is not the one above.',
            'If Okta refused: the app integration has to be active, the person assigned to it, and let in by the sign-in policy.',
          ],
        },
      },
      'from-okta': {
        title: wayTitles['from-okta'],
        steps: (who, isTileHidden) => [
          'Open a new private window.',
          isTileHidden
            ? `Open the address of the tile, below, there, and sign in as ${who}.`
            : `Open Okta’s dashboard there, sign in as ${who}, and choose the tile of this app integration.`,
          'You should end up signed in to Oktopost, without an Oktopost password.',
        ],
        lookAt: {
          seen: [
            'If you land on the wrong page of Oktopost, look at the Default RelayState of the app integration.',
          ],
          notSeen: [
            'No tile: the app integration has to be active, the person assigned, and the tile shown (General tab, App visibility).',
            'If Okta refused, look at the sign-in policy above.',
          ],
        },
      },
    } satisfies Record<SignInWay, CheckWords>,
    nobody:
      'This set-up has assigned nobody, so Okta refuses everyone whom nobody else assigned. Assign a test user first.',
    anyone: 'someone who is assigned and whom Oktopost knows',
    address: 'Oktopost’s sign-in address',
    addressEu:
      'Oktopost’s help pages name this address for the US only: that it is the same on the European host, no page confirms.',
    dashboard: 'Okta’s dashboard',
    tile: 'Address of the tile',
    open: {
      'from-oktopost': 'Open the sign-in page',
      'from-okta': 'Open Okta’s dashboard',
    } satisfies Record<SignInWay, string>,
    usual: 'Opens in your usual window, where you may be signed in. For a private one, copy the address.',
    hidden: 'The tile is hidden from dashboards. Its address works the same way.',
    /** The accessible name of a button: there are two checks with the same labels. */
    named: (action: string, way: SignInWay): string => `${action}: ${wayTitles[way]}`,
    start: 'Start this check',
    startAgain: 'Start again',
    earlier: 'An earlier try did not work.',
    since: 'Watching Okta’s System Log since',
    notWatching: 'The check began',
    none: 'Okta shows no sign-in yet. The System Log can be a minute late.',
    seen: (who: string, at: string): string => `Okta signed ${who} in at ${at}.`,
    other: (asked: string) => `Only a sign-in of ${asked} counts.`,
    event: 'System Log event',
    proves: 'This proves Okta’s part. You say whether Oktopost let the person in.',
    unproven: 'Say how it went. Until Okta’s log shows the sign-in, it counts as stated by you.',
    lookNow: 'Check now',
    worked: 'It worked',
    didNot: 'It did not work',
    results: {
      open: '',
      worked: 'You said that it worked.',
      'did-not-work': 'You said that it did not work.',
    } satisfies Record<SignInCheck['result'], string>,
    lookAtTitle: 'What to check',
    refusedByOktopost,
    tryAgain: (at: string) =>
      `Before the next try, press “Start again”: a sign-in after ${at} does not count for this one. While “Require SSO” is ticked in Oktopost, untick it.`,
  },
  later: {
    both: {
      action: 'Leave the sign-ins for later',
      hint: 'The summary lists them.',
      done: 'The sign-ins are left for later. The summary lists them.',
      back: 'Try them now',
    },
    other: {
      action: 'Leave the other one for later',
      hint: 'The summary lists it.',
      done: 'The other sign-in is left for later. The summary lists it.',
      back: 'Try it now',
    },
  },
  state: {
    reading: 'Reading Okta.',
    open: 'Try both sign-ins and say how they went.',
    half: 'One sign-in is still to be tried.',
    failed: 'A sign-in did not work.',
    certificate: 'Try one sign-in with the new certificate.',
    read: 'You said that both sign-ins worked; Okta shows its part.',
    stated: 'You said that both sign-ins worked.',
    later: 'The sign-ins are left for later.',
    halfLater: 'You said that one sign-in worked. The other is left for later.',
  },
} as const;
