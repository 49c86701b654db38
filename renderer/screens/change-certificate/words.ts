import { dateTime } from '../../components/time';
import { changeWalkWords } from '../../words/change-walk';

export const words = {
  title: 'Change the certificate',
  lead: 'A new certificate for Okta’s signatures: Oktopost gets it before Okta signs with it. You can leave at any time and go on later.',
  none: 'Okta tells admins 60 days before a certificate ends, and replaces none by itself.',
  ...changeWalkWords,
  begin: 'Read the certificate in use',
  inUse: (until: string) => `The one in use is valid until ${dateTime(until)}.`,
  again: (until: string) => `Okta signs with the one before again. It is valid until ${dateTime(until)}.`,
  ended: (until: string) => `The one in use ended ${dateTime(until)}: Oktopost may refuse sign-ins.`,
  stays: 'The new certificate stays in Okta.',
  states: {
    none: 'Not begun.',
    reading: 'Okta has not been read yet.',
    make: 'Next: make the new certificate.',
    handOver: 'Next: hand the new certificate over.',
    activate: 'Okta signs with the one before.',
    signIn: 'No sign-in has proven it yet.',
    failed: 'A sign-in did not work.',
    remove: 'The one before still has to go.',
    over: 'Okta signs with the new certificate.',
  },
  make: {
    title: '1. Make it',
    text: 'Okta goes on signing with the one it has.',
    preview: 'Preview a new certificate',
    apply: 'Make the certificate',
    read: (fingerprint: string) => `Okta has it. SHA-256: ${fingerprint}`,
  },
  handOver: {
    title: '2. Hand it over',
    text: 'Enter it at Oktopost beside the one before. Whether it holds both is not known: if not, do this and the next step right after each other.',
    pem: 'New certificate (PEM)',
    files: [
      ['cert', 'Save okta-next.cert'],
      ['pem', 'Save okta-next.pem'],
    ],
    open: 'Open Oktopost',
    state: 'Oktopost has it',
  },
  activate: {
    title: '3. Sign with it',
    text: 'Sign-ins fail from then on until Oktopost has it.',
    preview: 'Preview the activation',
    apply: 'Sign with it',
    read: (at: string, isOwn: boolean) =>
      `Okta signs with it, since ${dateTime(at)}${isOwn ? '' : ' or earlier'}.`,
    updateOn:
      'Look at “Update application username on” in Okta (Sign On tab, Settings): the write may have reset it.',
    open: 'Open Okta',
  },
  signIn: {
    title: '4. Sign in',
    text: 'Try one sign-in on the step “Single sign-on”, and say whether it worked. One from before does not count.',
    worked: 'Okta logged a sign-in since then, and you said that it worked.',
    failed:
      'A sign-in did not work. Compare the certificate at Oktopost with this one and try again, or let Okta sign with the one before again.',
    back: 'Preview the way back',
    backApply: 'Sign with the one before',
  },
  remove: {
    title: '5. Retire the one before',
    text: 'Okta keeps it, inactive: its API deletes no certificate. Take it out at Oktopost, and leave the other there.',
    which: 'Which of the two',
    heads: ['', 'Take out', 'Leave'],
    rows: {
      created: 'Created',
      until: 'Valid until',
      fingerprint: 'SHA-256',
      ends: 'Text ends with',
    },
    pem: 'The one to take out (PEM)',
    state: 'It is not at Oktopost any more',
  },
  drop: 'Drop the preview',
  checks: 'Read back from Okta',
} as const;
