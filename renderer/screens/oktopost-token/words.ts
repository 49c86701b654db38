import { counted } from '../../../shared/counted';

export const words = {
  title: 'Enter the Oktopost token',
  lead: 'The assistant only reads with it: whether the token works and, later, what arrived.',
  where: {
    title: 'Where to create it',
    text: 'In Oktopost, as an admin. It is shown only once: keep a copy until you paste it into Okta, at “Connection”.',
    link: 'Open Oktopost',
    unknown: 'The link is known once a region is chosen.',
  },
  token: {
    title: 'The token',
    label: 'Oktopost SCIM token',
    hint: 'Raw, without the word Bearer.',
    action: 'Check the token',
    again: 'Enter another token',
  },
  aside: (address: string) =>
    `The token for ${address} is kept aside until the assistant is closed, and taken again if you return to that choice.`,
  accepted: (users: number) => `Accepted. Oktopost has ${counted(users, 'account')}, active or not.`,
  unchecked: {
    title: 'Kept, but not checked.',
    text: 'Oktopost could not be reached from this computer. You can continue: Okta’s own connector test will show whether the token works.',
  },
  elsewhere: {
    question: (region: string) => `Whether your account is in the region ${region} can be tried.`,
    host: (host: string) =>
      `The assistant can ask ${host} with the same token, and nothing else. The token goes there only if you say so.`,
    practiceHost: 'the practice Oktopost’s account there',
    ask: (region: string) => `Try ${region}`,
    works: (region: string) => `It works in ${region}: the token is right, the region was not.`,
    change: 'Nothing was created yet, so the region can still be changed.',
    changeTo: (region: string) => `Change the region to ${region}`,
    tooLate: (region: string) =>
      `This set-up’s app integration was created for ${region}. Start over to create one for the right region; then delete this one in Okta.`,
    neither: (region: string, destination: string) =>
      `${region} does not accept the token either: it is wrong or revoked, or your account is for the ${destination}, which your account manager at Oktopost knows. If it is not, create a new token in Oktopost and enter it.`,
    noAnswer: (region: string) => `${region} did not answer, so nothing is known about it.`,
    again: 'Try once more',
  },
  state: {
    none: 'The token is missing.',
    typed: 'The token is not checked yet.',
    'token-needed': 'The token was not stored. Enter it again, or a new one: Okta keeps its own.',
    checking: 'Asking Oktopost.',
    refused: 'Oktopost refused the token.',
    another: 'Oktopost refused the other token: the one before stays.',
    unchecked: 'Kept, not checked.',
    accepted: 'Oktopost accepted the token.',
  },
} as const;
