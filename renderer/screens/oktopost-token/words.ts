export const words = {
  rail: 'Oktopost token',
  title: 'Enter the Oktopost token',
  lead: 'The assistant only reads with it: it asks Oktopost whether the token works and, later, what arrived there. You paste the same token into Okta later on.',
  where: {
    title: 'Where it is made',
    text: 'In Oktopost, as an admin. Copy the token once it is shown, and keep it at hand: you need it again for “Connection”.',
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
  accepted: (users: number) =>
    `Oktopost accepted the token. It shows ${users === 1 ? 'one user' : `${users.toLocaleString('en')} users`} already there.`,
  unchecked: {
    title: 'Kept, but not checked.',
    text: 'Oktopost could not be asked from this computer. You may go on: Okta’s own connector test will show whether the token works.',
  },
  state: {
    none: 'The token is missing.',
    'token-needed': 'The token was not stored. Enter it again.',
    checking: 'Asking Oktopost.',
    refused: 'Oktopost refused the token.',
    unchecked: 'Kept, not checked.',
    accepted: 'Oktopost accepted the token.',
  },
} as const;
