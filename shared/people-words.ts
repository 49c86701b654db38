import type { PeopleReason, PeopleState, PersonCause, PersonRow, ReconciliationState } from './people';

/** What a state is called, what it means, and what to do. */
export interface PeopleWords {
  name: string;
  says: string;
  next: string | null;
}

/** The same on screen and in exports. Source: failures list; messages, M1 to M25; article, "Provisioning Okta users to Oktopost". */
export const stateWords: Record<PeopleState, PeopleWords> = {
  red: { name: 'Will fail', says: 'Does not work before something is changed.', next: 'Change it first.' },
  amber: { name: 'Look first', says: 'Works, with something to know before.', next: 'Look at the reasons.' },
  unread: {
    name: 'Fine at Okta',
    says: 'Okta shows nothing that stands in the way. Oktopost was not read.',
    next: null,
  },
  green: { name: 'Ready', says: 'Nothing stands in the way.', next: null },
  sent: { name: 'Sent', says: 'Okta says that this person arrived. Oktopost was not read.', next: null },
  arrived: { name: 'Arrived', says: 'Provisioned, and the same at Oktopost.', next: null },
  pending: {
    name: 'On the way',
    says: 'Okta is sending this person.',
    next: 'Wait some minutes, then check again.',
  },
  'in-error': {
    name: 'In error',
    says: 'Okta could not send this person.',
    next: 'Find the cause in Okta’s Tasks and fix it. Then Retry there, or use “Repair assignments” on “Rollout”.',
  },
  'too-early': {
    name: 'Never sent',
    says: 'Assigned while provisioning or Create Users was off: Okta does not send this person by itself.',
    next: 'Use “Repair assignments” on “Rollout”.',
  },
  gone: {
    name: 'Not there any more',
    says: 'Okta has a link to an account that Oktopost does not have.',
    next: 'Unassign and assign again. Retry only fails again.',
  },
  'inactive-there': {
    name: 'Inactive at Oktopost',
    says: 'The account is at Oktopost, and inactive.',
    next: 'Look whether the person should be in. If so: unassign, wait some minutes, assign again.',
  },
  differs: {
    name: 'Differs',
    says: 'Name, user name or email at Oktopost is another than in Okta.',
    next: 'Change it in Okta where it is wrong. Okta sends its own values with the next change.',
  },
  'left-active': {
    name: 'Left, still active',
    says: 'Deactivated in Okta, and the account at Oktopost is active.',
    next: 'Close the account at Oktopost: Okta does not do it any more.',
  },
  'not-assigned': {
    name: 'Not assigned',
    says: 'Has an Okta user, and an account at Oktopost or a repair under way, and is not assigned.',
    next: 'Assign the person; or have the account closed, if it is active.',
  },
  'only-at-oktopost': {
    name: 'Only at Oktopost',
    says: 'Nobody in Okta has this user name or email.',
    next: 'Find out whose account it is. Okta will never manage it as it is.',
  },
};

export const reasonWords: Record<PeopleReason, { name: string; next: string | null }> = {
  'not-in-okta': { name: 'Not in Okta', next: 'Correct the email in the list, or create the user.' },
  'given-name-missing': { name: 'No first name', next: 'Fill it in: Oktopost refuses a user without it.' },
  'family-name-missing': { name: 'No last name', next: 'Fill it in: Oktopost refuses a user without it.' },
  'email-missing': { name: 'No email', next: 'Fill it in before the person is assigned.' },
  'email-unusable': { name: 'Email is none', next: 'Correct it: mind blanks and a missing @.' },
  double: { name: 'Same email as another', next: 'Oktopost takes an email once. Change one of them.' },
  deactivated: { name: 'Deactivated in Okta', next: 'Okta does not provision such a user.' },
  suspended: { name: 'Suspended in Okta', next: 'Okta does not provision such a user. Unsuspend first.' },
  'type-without-mapping': {
    name: 'User type without a mapping',
    next: 'Add a profile mapping for this user type in Okta.',
  },
  'too-early': { name: 'Never sent', next: stateWords['too-early'].next },
  'in-error': { name: 'In error', next: stateWords['in-error'].next },
  'user-name-differs': { name: 'User name is not the email', next: 'Oktopost asks for both to be the same.' },
  'user-name-case': {
    name: 'User name differs in case or blanks',
    next: 'Write both in the same way: some searches tell case apart.',
  },
  'odd-characters': { name: 'Odd characters', next: 'Symbols or invisible characters are refused at times.' },
  'not-active': { name: 'Not active yet', next: 'The person has not finished signing up at Okta.' },
  'at-oktopost': {
    name: 'Already at Oktopost',
    next: 'Okta links to that account and overwrites its values.',
  },
  'at-oktopost-inactive': {
    name: 'At Oktopost, inactive',
    next: 'Okta links to that account and makes it active: it takes a licence.',
  },
  'at-oktopost-renamed': {
    name: 'Email is at Oktopost under another user name',
    next: 'Have Oktopost change the user name to the email first.',
  },
  'from-directory': { name: 'From a directory', next: 'Change names and email there, not in Okta.' },
  provisioned: { name: 'Provisioned already', next: null },
  'life-cycle-test': {
    name: 'Of the life-cycle test',
    next: 'The assistant made it: no person uses it.',
  },
  'account-active': { name: 'Account active', next: 'The account can be used, and takes a licence.' },
  'account-inactive': {
    name: 'Account inactive',
    next: 'Nobody signs in with it. An assignment, of whoever is in Okta, makes it active again.',
  },
  'in-repair': {
    name: 'Unassigned by the repair at the moment',
    next: 'It assigns them again; where it is paused: “Go on with the repair” on “Rollout”.',
  },
  'account-exists': { name: 'Account without a link', next: 'An assignment links to this account.' },
  'other-account': {
    name: 'Link to another account',
    next: 'Unassign and assign again: Okta then links anew.',
  },
  'name-differs': { name: 'Name differs', next: null },
  'email-differs': { name: 'Email differs', next: null },
  'owner-unclear': {
    name: 'May be another’s account',
    next: 'Several people have this email, and nothing tells whose account it is: look in Oktopost.',
  },
  'by-group': { name: 'Assigned by a group', next: 'Such a person is unassigned by leaving the group.' },
  changed: { name: 'Changed since the last time', next: null },
};

/**
 * What to do for a person in this state, by the cause where one was read; null: nothing. Who left, and whose account is inactive, is
 * not to be assigned; a repair assigns whom it unassigned.
 */
export const nextOf = ({
  state,
  reasons,
  cause,
}: Pick<PersonRow, 'state' | 'reasons' | 'cause'>): string | null =>
  state === 'not-assigned' && (reasons.includes('deactivated') || reasons.includes('in-repair'))
    ? null
    : (cause?.next ?? stateWords[state].next);

const causeOf: Record<PersonCause['of'], string> = { rollout: 'Rollout', test: 'Test of this user' };

/** Why somebody is in a state, in a line. */
export const reasonsOf = ({ reasons, cause }: Pick<PersonRow, 'reasons' | 'cause'>): string =>
  [
    ...(cause === undefined ? [] : [`${causeOf[cause.of]}: ${cause.what.replace(/\.$/, '')}`]),
    ...reasons.map((reason) => reasonWords[reason].name),
  ].join('; ');

export const isOfTest = ({ reasons }: Pick<PersonRow, 'reasons'>): boolean =>
  reasons.includes('life-cycle-test');

/** What to do with the user or the account of a life-cycle test, in place of what is done for a person; null: nothing. */
export function testAdvice({ state, reasons }: Pick<PersonRow, 'state' | 'reasons'>): string | null {
  if (state !== 'only-at-oktopost') return 'Go on with the test, or clean up, under “Life-cycle test”.';
  return reasons.includes('account-active')
    ? 'Deactivate the account in Oktopost: its Okta user is deleted.'
    : null;
}

/** Whether Okta’s Retry (Tasks) can help somebody in this state; null: there is nothing to retry. Source: messages, M3. */
export const retryOf: Record<ReconciliationState, 'helps' | 'does-not-help' | null> = {
  arrived: null,
  sent: null,
  pending: null,
  'in-error': 'helps',
  'too-early': 'does-not-help',
  gone: 'does-not-help',
  'inactive-there': 'does-not-help',
  differs: null,
  'left-active': null,
  'not-assigned': null,
  'only-at-oktopost': null,
};
