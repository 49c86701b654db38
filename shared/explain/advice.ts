import { authenticate, toAppOptions, tokenPlace } from '../oktopost';
import type { Explanation } from '../verification';

type Advice = Pick<Explanation, 'what' | 'owner' | 'next'> & { place: NonNullable<Explanation['place']> };

const [createUsers, updateAttributes, deactivateUsers] = toAppOptions;
const again = 'Then unassign the test user and assign them again.';
const testAndSave = 'click Test Connector Configuration, then Save';

/** What is told for each known cause. Labels are Okta's own. Source of the advice: failures list, by row. */
export const advice = {
  /** Row 1. */
  'token-refused': {
    what: 'Oktopost refused the token that Okta sent.',
    owner: 'okta-admin',
    next: `Make a new token in Oktopost (${tokenPlace.join(' > ')}). In Okta, open Provisioning > Integration > Edit, check that the SCIM connector base URL is your region’s, paste the token into Authorization, ${testAndSave}. ${again}`,
    place: 'integration',
  },
  /** Row 2. */
  'sign-in-refused': {
    what: 'Okta says that the credentials of the connection to Oktopost are invalid.',
    owner: 'okta-admin',
    next: `Open Provisioning > Integration in Okta, click Edit and authenticate again. Where the page asks for a token instead, paste a new one, ${testAndSave}. ${again}`,
    place: 'integration',
  },
  /** Rows 1 and 2, for the pre-built app. */
  'access-refused': {
    what: 'Oktopost does not accept the access that Okta was given.',
    owner: 'okta-admin',
    next: `Open Provisioning > Integration in Okta, click Edit, click ${authenticate.button}, sign in to Oktopost as an admin, allow the access and save. ${again}`,
    place: 'integration',
  },
  /** Row 3. */
  'assigned-too-early': {
    what: 'The user was assigned before provisioning was on, so Okta sends nothing to Oktopost.',
    owner: 'okta-admin',
    next: 'Unassign the user and assign them again; the assistant can do both. Or click Provision User (Provision now in Oktopost’s article) beside the user on the Assignments tab, where Okta shows it.',
    place: 'assignments',
  },
  /** Row 3, with the assignment made by a group: Okta removes such a user only through the group. */
  'assigned-too-early-by-group': {
    what: 'A group assigned the user before provisioning was on, so Okta sends nothing to Oktopost.',
    owner: 'okta-admin',
    next: 'Take the user out of the group and put them back, or click Provision User (Provision now in Oktopost’s article) beside the user on the Assignments tab, where Okta shows it.',
    place: 'assignments',
  },
  /** Row 4. */
  'create-off': {
    what: 'Oktopost does not have this user, and Okta is not allowed to create them there.',
    owner: 'okta-admin',
    next: `Open Provisioning > To App in Okta, click Edit, tick ${createUsers} and save. ${again}`,
    place: 'to-app',
  },
  /** Row 5. */
  'already-exists': {
    what: 'Oktopost already has a user with this email. Upper and lower case count as the same.',
    owner: 'oktopost',
    next: 'Look for the email in Oktopost. Ask Oktopost support to link that user or to free the email, then unassign the test user and assign them again.',
    place: 'oktopost',
  },
  /** Row 6. */
  'search-finds-nobody': {
    what: 'The user seems to exist at Oktopost, yet Oktopost’s search by user name does not find them, so Okta cannot link them.',
    owner: 'oktopost',
    next: 'Copy what is shown here, with its time, for Oktopost support: the SCIM filter on userName answers with an empty list.',
    place: 'oktopost',
  },
  /** Row 7. */
  inactive: {
    what: 'The user’s account is inactive and was not made active again.',
    owner: 'okta-admin',
    next: `Open Provisioning > To App in Okta and switch ${deactivateUsers} on: without it Okta does not reactivate either. ${again}`,
    place: 'to-app',
  },
  /** Row 8. */
  'name-missing': {
    what: 'The user’s first or last name is empty, and Oktopost did not accept the user.',
    owner: 'okta-admin',
    next: `Fill First name and Last name in the user’s Okta profile, or in the directory it comes from. ${again}`,
    place: 'assignments',
  },
  /** Row 8, with both names filled. */
  'bad-request': {
    what: 'Oktopost could not accept what Okta sent for this user.',
    owner: 'okta-admin',
    next: `Compare the user’s names and email with those of a user who works, and check that only the kept attributes are mapped. ${again}`,
    place: 'assignments',
  },
  /** Row 9. */
  'name-odd': {
    what: 'Oktopost did not accept a value of this user, most likely for odd characters in a name.',
    owner: 'okta-admin',
    next: `Edit First name and Last name in the user’s Okta profile, or in the directory it comes from. ${again}`,
    place: 'assignments',
  },
  /** Okta's text is not known: failures list, "What has no known text". */
  'value-pattern': {
    what: 'A value of this user does not have the form that is asked for.',
    owner: 'okta-admin',
    next: `Look at the user’s email and names in Okta and correct the odd one. ${again}`,
    place: 'assignments',
  },
  /** Row 10. */
  'username-no-email': {
    what: 'The user name that Okta sends is not an email, and Oktopost needs one.',
    owner: 'okta-admin',
    next: `Open Sign On in Okta, set Application username format to Email and click Update Now. ${again}`,
    place: 'sign-on',
  },
  /** Row 11. */
  'no-connection': {
    what: 'Okta could not connect to the SCIM address.',
    owner: 'network',
    next: 'Open Provisioning > Integration in Okta, compare the SCIM connector base URL with the one of your region, and click Test Connector Configuration. If the address is right, a firewall or Oktopost’s side stops Okta: try again later, then ask Oktopost support.',
    place: 'integration',
  },
  /** Row 12. */
  'answer-unreadable': {
    what: 'Okta could not read Oktopost’s answer.',
    owner: 'oktopost',
    next: 'Copy what is shown here, with its time, for Oktopost support: the answer’s content type, or numbers sent as text, are the usual reasons.',
    place: 'oktopost',
  },
  /** Row 13. */
  slow: {
    what: 'Oktopost has not answered Okta in time.',
    owner: 'oktopost',
    next: 'Follow again in some minutes: Okta may still be at it. If it stays so, ask Oktopost support.',
    place: 'assignments',
  },
  /** Row 14. */
  'rate-limited': {
    what: 'Oktopost asked Okta to slow down.',
    owner: 'oktopost',
    next: 'Do nothing: Okta tries again by itself, at first after about 5 minutes, then less often. Follow again later.',
    place: 'assignments',
  },
  /** Row 15. */
  'update-off': {
    what: 'The user is at Oktopost, but Okta is not set to send changes.',
    owner: 'okta-admin',
    next: `Open Provisioning > To App in Okta, click Edit, tick ${updateAttributes} and save. Then check that each kept attribute is mapped for create and update, not for create only.`,
    place: 'to-app',
  },
  /** Row 18. */
  'licence-limit': {
    what: 'Oktopost’s account seems to have no free seat for this user.',
    owner: 'oktopost',
    next: 'Free a seat in Oktopost or ask Oktopost for more. The user stays listed among the failed migrations in Oktopost’s team settings and can be tried again.',
    place: 'oktopost',
  },
  /** Failures list, row 20, and a PUT that set provisioning back to None (Okta facts, section 1, "Hazards"). */
  'scim-off': {
    what: 'Okta shows no SCIM provisioning for this app integration.',
    owner: 'okta-admin',
    next: `Open General > App Settings > Edit in Okta, set Provisioning to SCIM and save. If SCIM is not offered there, ask Okta support for SCIM app provisioning. ${again}`,
    place: 'general',
  },
  /** Row 20, for the pre-built app. */
  'api-integration-off': {
    what: 'Okta shows no provisioning for this app integration.',
    owner: 'okta-admin',
    next: `Open Provisioning in Okta, click ${authenticate.configure}, tick ${authenticate.enable}, click ${authenticate.button} and save. ${again}`,
    place: 'integration',
  },
  /** Row 11, for the pre-built app: its address is Oktopost’s own. */
  'no-connection-of-app': {
    what: 'Okta could not connect to Oktopost.',
    owner: 'network',
    next: 'The address is part of the pre-built app integration, so nothing is to be corrected in Okta. Try again later, then ask Oktopost support.',
    place: 'integration',
  },
  /** Okta's texts for "Bad Gateway" and similar are not known: failures list, "What has no known text". */
  'server-fault': {
    what: 'Oktopost’s server, or something before it, answered with a fault of its own.',
    owner: 'oktopost',
    next: 'Wait some minutes, then unassign the test user and assign them again. If it comes back, copy what is shown here, with its time, for Oktopost support.',
    place: 'oktopost',
  },
  /** Of the same cause as row 11: the address is reached, but no SCIM is there. */
  'wrong-address': {
    what: 'The address that Okta asked does not exist at the server.',
    owner: 'okta-admin',
    next: `Open Provisioning > Integration > Edit in Okta, compare the SCIM connector base URL with the one of your region, ${testAndSave}. ${again}`,
    place: 'integration',
  },
} as const satisfies Record<string, Advice>;

export type Cause = keyof typeof advice;
