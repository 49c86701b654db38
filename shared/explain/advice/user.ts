import { toAppOptions, updateNow } from '../../oktopost';
import type { Advice } from './advice';

const [createUsers, updateAttributes, deactivateUsers] = toAppOptions;

const emailAsUserName = `Open Sign On in Okta, set Application username format to Email and click ${updateNow}. If it is Email already, look for a row for userName in the mapping: it takes the place of the format.`;

/** The user, their values and the assignment in Okta. Source: failures list, by row; messages, by id. */
export const user = {
  /** Row 3. */
  'assigned-too-early': {
    what: 'The user was assigned before provisioning was on, so Okta sends nothing to Oktopost.',
    owner: 'okta-admin',
    next: 'Unassign the user and assign them again; the assistant can do both. Or click Provision User (Provision now in Oktopost’s article) beside the user on the Assignments tab, where Okta shows it.',
    onceUnassigned: 'Look that provisioning is on by now. Then assign the user again.',
    resend: 'none',
    place: 'assignments',
  },
  /** Row 3, with the assignment made by a group: Okta removes such a user only through the group. */
  'assigned-too-early-by-group': {
    what: 'A group assigned the user before provisioning was on, so Okta sends nothing to Oktopost.',
    owner: 'okta-admin',
    next: 'Take the user out of the group and put them back, or click Provision User (Provision now in Oktopost’s article) beside the user on the Assignments tab, where Okta shows it.',
    resend: 'none',
    place: 'assignments',
  },
  /** Row 4, where Okta shows no boxes and says nothing: the boxes are offered only once the connection is saved. */
  'nothing-sent': {
    what: `Okta sent nothing of this user, although provisioning was read as on before they were assigned: ${createUsers} is most likely not ticked.`,
    owner: 'okta-admin',
    next: `Open Provisioning > To App in Okta, click Edit, tick ${createUsers} and save. If there is no To App, the connection is not saved yet: save it under Integration first.`,
    resend: 'again',
    place: 'to-app',
  },
  /** Row 4. */
  'create-off': {
    what: 'Oktopost does not have this user, and Okta is not allowed to create them there.',
    owner: 'okta-admin',
    next: `Open Provisioning > To App in Okta, click Edit, tick ${createUsers} and save. If it is ticked already, Oktopost’s answer to Okta’s search is the cause: copy the message with its time for Oktopost support.`,
    resend: 'again',
    place: 'to-app',
  },
  /** Row 7. */
  inactive: {
    what: 'The user’s account is inactive and was not made active again.',
    owner: 'okta-admin',
    next: `Open Provisioning > To App in Okta and switch ${deactivateUsers} on: without it Okta does not reactivate either.`,
    resend: 'again',
    place: 'to-app',
  },
  /** Row 8. */
  'name-missing': {
    what: 'The user’s first or last name is empty, and Oktopost did not accept the user.',
    owner: 'okta-admin',
    next: 'Fill First name and Last name in the user’s Okta profile, or in the directory it comes from.',
    resend: 'again',
    place: 'assignments',
  },
  /** Row 8, with both names filled. */
  'bad-request': {
    what: 'Oktopost could not accept what Okta sent for this user.',
    owner: 'okta-admin',
    next: 'Compare the user’s names and email with those of a user who works, and check that only the kept attributes are mapped.',
    resend: 'again',
    place: 'assignments',
  },
  /** Row 9. */
  'name-odd': {
    what: 'Oktopost did not accept a value of this user, most likely for odd characters in a name.',
    owner: 'okta-admin',
    next: 'Edit First name and Last name in the user’s Okta profile, or in the directory it comes from.',
    resend: 'again',
    place: 'assignments',
  },
  /** Okta's text is not known: failures list, "What has no known text". */
  'value-pattern': {
    what: 'A value of this user does not have the form that is asked for.',
    owner: 'okta-admin',
    next: 'Look at the user’s email, names and other mapped values in Okta and correct the odd one, or do not map it.',
    resend: 'again',
    place: 'assignments',
  },
  /** M15. */
  'attribute-null': {
    what: 'An attribute was sent without a value, and Oktopost asks for one.',
    owner: 'okta-admin',
    next: 'Find the row of that attribute in the mapping (Provisioning > To App in Okta). Fill the value in the user’s profile, or unmap the attribute if it is none of the kept ones.',
    resend: 'again',
    place: 'to-app',
  },
  /** M17, said of an attribute that is no user name and no email. */
  'value-taken': {
    what: 'Another user at Oktopost has the same value in an attribute that has to differ from user to user.',
    owner: 'okta-admin',
    next: 'Compare that value with the other user’s. Correct it in the user’s Okta profile, or unmap the attribute if it is none of the kept ones (Provisioning > To App in Okta).',
    resend: 'again',
    place: 'to-app',
  },
  /** M14. */
  'attribute-conflict': {
    what: 'A custom attribute of the app integration bears a name that SCIM uses itself, so Okta cannot switch SCIM on.',
    owner: 'okta-admin',
    next: 'Open Directory > Profile Editor in Okta, choose the app integration, and rename or delete the custom attribute. Then switch SCIM on.',
    resend: 'none',
    place: 'general',
  },
  /** Row 10. */
  'username-no-email': {
    what: 'The user name that Okta sends is not an email, and Oktopost needs one.',
    owner: 'okta-admin',
    next: emailAsUserName,
    resend: 'again',
    place: 'sign-on',
  },
  /** Row 10, with an email that is another one. Source: article, "Restrictions". */
  'username-not-the-email': {
    what: 'The user name that Okta sends is not the user’s email, and Oktopost asks for both to be identical.',
    owner: 'okta-admin',
    next: `${emailAsUserName} If the work email is not mapped, Okta sends the old one with a new user name: map it.`,
    resend: 'again',
    place: 'sign-on',
  },
  /** Row 10, by a row of the mapping. Source: docs/facts/okta-recorded.md, section 4. */
  'username-row': {
    what: 'The user name that Okta sends is not an email, and Oktopost needs one: the mapping has a row for userName, which takes the place of Application username format.',
    owner: 'okta-admin',
    next: 'Open Provisioning > To App in Okta, choose Go to Profile Editor, then Mappings from Okta User to the app, and let the row for userName follow Application username format again, or set it to user.email.',
    resend: 'again',
    place: 'to-app',
  },
  /** M13. */
  'username-blank': {
    what: 'The user name format produced nothing for this user when they were assigned.',
    owner: 'okta-admin',
    next: 'Fill in the value that the Application username format takes (the user’s email), then edit the user on the Assignments tab: the empty user name stays there until it is corrected.',
    onceUnassigned:
      'Fill in the value that the Application username format takes (the user’s email): it is read when they are assigned.',
    resend: 'retry',
    place: 'assignments',
  },
  /** Row 15. */
  'update-off': {
    what: 'The user is at Oktopost, but Okta is not set to send changes.',
    owner: 'okta-admin',
    next: `Open Provisioning > To App in Okta, click Edit, tick ${updateAttributes} and save. Then check that each kept attribute is mapped for create and update, not for create only.`,
    resend: 'none',
    place: 'to-app',
  },
  /** M3. */
  'account-gone': {
    what: 'The account that Okta knows does not exist at Oktopost any more.',
    owner: 'okta-admin',
    next: 'Retry only fails again. Unassign the user and assign them again: Oktopost gets a new account.',
    onceUnassigned: 'Assign the user again: Oktopost gets a new account.',
    resend: 'none',
    place: 'assignments',
  },
  /** M11. */
  'deactivation-failed': {
    what: 'Okta could not deactivate the user at Oktopost, where the account may still be active.',
    owner: 'okta-admin',
    next: 'Okta tries a deactivation only once. Deactivate the account in Oktopost yourself, then mark the task in Okta as done.',
    resend: 'none',
    place: 'oktopost',
  },
  /** M3, met at a deactivation. */
  'deactivation-needless': {
    what: 'Okta could not deactivate the user, because Oktopost says that there is no such active account.',
    owner: 'okta-admin',
    next: 'Look in Oktopost that the person has no active account under another email. Then mark the task in Okta as done.',
    resend: 'none',
    place: 'oktopost',
  },
  /** M18. */
  'account-protected': {
    what: 'Oktopost does not let go of this account: it is an owner, the last admin, or the account whose access Okta uses.',
    owner: 'okta-admin',
    next: 'Make another person the owner or admin in Oktopost first, together with Oktopost support where needed: without one, everybody may be locked out. Then deactivate the account in Oktopost and mark the task in Okta as done.',
    resend: 'none',
    place: 'oktopost',
  },
  /** M16. */
  'group-push': {
    what: 'This is about a group, not about a user: pushing groups failed.',
    owner: 'okta-admin',
    next: 'Groups are no part of this set-up. Switch Push Groups off for this app integration (Push Groups tab in Okta); users are not affected.',
    resend: 'none',
    place: 'assignments',
  },
  /** M20. */
  'parallel-push': {
    what: 'Two pushes for the same user probably ran at the same time: one was refused, another one succeeded.',
    owner: 'okta-admin',
    next: 'Look first whether Okta holds an external id for the user and whether the account is right in Oktopost. If so, nothing is broken, even if Okta’s red mark stays.',
    onceUnassigned: 'Nothing is to be put right. Assign the user again.',
    resend: 'none',
    place: 'assignments',
  },
} as const satisfies Record<string, Advice>;
