import { dateTime } from '../../components/time';
import { changeWalkWords } from '../../words/change-walk';

export const words = {
  title: 'Change a token',
  lead: 'A new SCIM token for Okta: the one before is revoked last. You can leave at any time and go on later.',
  none: 'Make a new one when the token was seen by others, when whoever made it leaves, or as often as your rules ask for.',
  ...changeWalkWords,
  begin: 'Begin',
  stays: {
    made: 'The new token stays valid at Oktopost: revoke it there.',
    before: 'Both tokens stay valid at Oktopost: the one before is still to be revoked there.',
    none: 'The new token stays in Okta.',
  },
  states: {
    none: 'Not begun.',
    made: 'Next: make the new token.',
    pasted: 'Okta needs the new token.',
    sent: 'Nothing is proven yet.',
    failed: 'Okta could not send.',
    revoked: 'The token before still has to be revoked.',
    again: 'Okta has not sent since then.',
    over: 'Okta sends with the new token.',
    overStated: 'Okta sends with the new token, if the one before is revoked, as you stated.',
    noToken: 'This app integration has no token.',
  },
  noToken:
    'Nobody pastes a token for this app integration: it authenticates at Oktopost. Where that ended, authenticate again.',
  make: {
    title: '1. Make a token in Oktopost',
    text: 'Leave the token before as it is. The new one is entered here too, so that Oktopost is asked whether it accepts it.',
    open: 'Open Oktopost',
    label: 'New token',
    hint: 'It is shown once. It stays in this assistant’s memory.',
    action: 'Check the token',
    read: (at: string) => `Oktopost accepts it, read ${dateTime(at)}.`,
    refused: (at: string) => `Oktopost accepted it ${dateTime(at)}, and refuses it now.`,
  },
  paste: {
    title: '2. Paste it into Okta',
    text: 'Provisioning, Integration, Edit: paste the token, Test Connector Configuration, Save. Okta shows nothing of it afterwards.',
    open: 'Open Integration in Okta',
    state: 'Pasted, tested and saved',
  },
  prove: {
    title: '3. Prove it with one person',
    text: 'Change the first name of one assigned person in Okta, or test one user. Okta’s System Log then says whether it could send.',
    waiting: 'Okta has logged nothing since then.',
    sent: (who: string | null, at: string) => `Okta sent ${who ?? 'a person'} to Oktopost, ${dateTime(at)}.`,
    either:
      'With which of the two tokens is not shown. If the new one was not saved, revoking the one before stops provisioning.',
    failed: (who: string | null) => `Okta could not send ${who ?? 'a person'}:`,
    event: 'Event in Okta’s System Log',
  },
  revoke: {
    title: '4. Revoke the token before',
    text: 'In Oktopost, where it was made. Before that, Okta may still send with it.',
    state: 'Revoked',
    read: (at: string) => `Oktopost refuses it, read ${dateTime(at)}.`,
    accepts: 'Check now asks Oktopost whether it still accepts it.',
    forgotten: 'The assistant does not have it: your word counts.',
    again:
      'Prove it once more now: only what Okta sends from now on shows that it does not use the one before.',
  },
} as const;
