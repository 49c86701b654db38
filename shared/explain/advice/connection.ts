import { capitalised } from '../../counted';
import { authenticate, scim, tokenPlace } from '../../oktopost';
import { testAndSave } from './advice';
import type { Advice } from './advice';

/** What Okta takes as a base URL. Source: docs/facts/okta-recorded.md, section 5. */
const addressForm = 'https, no slash at the end, no underscore';

const toThisAccount = `open Provisioning > Integration > Edit in Okta, compare the SCIM connector base URL with the one of your region, and make sure that the token is of the Oktopost account that is read here; correct it, ${testAndSave}.`;

/** Token, address and everything on the way to Oktopost. Source: failures list, by row; messages, by id. */
export const connection = {
  /** Row 1; M6. */
  'token-refused': {
    what: 'Oktopost refused the token that Okta sent.',
    owner: 'okta-admin',
    next: `If the token was pasted just now, look at its prefix (Okta has to send “Bearer ” exactly once); otherwise make a new token in Oktopost (${tokenPlace.join(' > ')}), paste the token in Okta under Provisioning > Integration > Edit, ${testAndSave}. Check there that the SCIM connector base URL is your region’s. Where the page shows Bearer in front of the field (Authorization, in some orgs Bearer), paste the token alone; where it does not, put “Bearer ” before it.`,
    resend: 'again',
    place: 'integration',
  },
  /** Row 2. */
  'sign-in-refused': {
    what: 'Okta says that the credentials of the connection to Oktopost are invalid.',
    owner: 'okta-admin',
    next: `Open Provisioning > Integration in Okta, click Edit and authenticate again. Where the page asks for a token instead, paste a new one, ${testAndSave}.`,
    resend: 'again',
    place: 'integration',
  },
  /** Rows 1 and 2, for the pre-built app. */
  'access-refused': {
    what: 'Oktopost does not accept the access that Okta was given.',
    owner: 'okta-admin',
    next: `Open Provisioning > Integration in Okta, click Edit, click ${authenticate.button}, sign in to Oktopost as an admin, allow the access and save.`,
    resend: 'again',
    place: 'integration',
  },
  /** Row 20, and a PUT that set provisioning back to None (Okta facts, section 1). */
  'scim-off': {
    what: 'Okta shows no SCIM provisioning for this app integration.',
    owner: 'okta-admin',
    next: 'Open General > App Settings > Edit in Okta, set Provisioning to SCIM and save. If SCIM is not offered there, ask Okta support for SCIM app provisioning.',
    resend: 'again',
    place: 'general',
  },
  /** Row 20, for the pre-built app. */
  'api-integration-off': {
    what: 'Okta shows no provisioning for this app integration.',
    owner: 'okta-admin',
    next: `Open Provisioning in Okta, click ${authenticate.configure}, tick ${authenticate.enable}, click ${authenticate.button} and save.`,
    resend: 'again',
    place: 'integration',
  },
  /** M4. */
  'no-answer': {
    what: 'Okta got no answer at the SCIM address.',
    owner: 'okta-admin',
    next: `Open Provisioning > Integration > Edit in Okta, compare the SCIM connector base URL with the one of your region (${addressForm}), correct it, ${testAndSave}.`,
    resend: 'retry',
    place: 'integration',
  },
  /** M5. */
  'no-results': {
    what: 'Okta’s search at the SCIM address brought no list of users: the path is wrong, something else than SCIM answers there, or the directory is empty. The token is not the cause.',
    owner: 'okta-admin',
    next: `Open Provisioning > Integration > Edit in Okta, compare the SCIM connector base URL with the one of your region, ${testAndSave}. If the address is right, copy the message with its time for Oktopost support.`,
    resend: 'retry',
    place: 'integration',
  },
  /** Of the same cause as row 11: the address is reached, but no SCIM is there. M10 and M23. */
  'wrong-address': {
    what: 'The address that Okta asked does not exist at the server.',
    owner: 'okta-admin',
    next: `Open Provisioning > Integration > Edit in Okta, compare the SCIM connector base URL with the one of your region (${addressForm}), ${testAndSave}.`,
    resend: 'again',
    place: 'integration',
  },
  /** Source: docs/facts/okta-api.md, section 3: the search before an account is made, by the field that the connection names. */
  'other-identifier': {
    what: 'Okta looked for the user at Oktopost by another attribute than the user name, and Oktopost refused that: Unique identifier field for users is filled in otherwise.',
    owner: 'okta-admin',
    next: `Open Provisioning > Integration > Edit in Okta, set Unique identifier field for users to ${scim.uniqueIdentifier}, ${testAndSave}.`,
    resend: 'again',
    place: 'integration',
  },
  /** Row 22. */
  'sent-elsewhere': {
    what: 'Okta has the id of an account that the Oktopost account which is read here does not have: Okta sends to another address, or with the token of another Oktopost account.',
    owner: 'okta-admin',
    next: `First have the user unassigned, while Okta still sends there: Okta then deactivates the account that it made. Then ${toThisAccount}`,
    onceUnassigned: capitalised(toThisAccount),
    resend: 'anew',
    place: 'integration',
  },
  /** Row 11. */
  'no-connection': {
    what: 'Okta could not connect to the SCIM address.',
    owner: 'network',
    next: 'Open Provisioning > Integration in Okta, compare the SCIM connector base URL with the one of your region, and click Test Connector Configuration. If the address is right, a firewall or Oktopost’s side stops Okta: try again later, then ask Oktopost support.',
    resend: 'none',
    place: 'integration',
  },
  /** Row 11, for the pre-built app: its address is Oktopost’s own. */
  'no-connection-of-app': {
    what: 'Okta could not connect to Oktopost.',
    owner: 'network',
    next: 'The address is part of the pre-built app integration, so nothing is to be corrected in Okta. Try again later, then ask Oktopost support.',
    resend: 'none',
    place: 'integration',
  },
  /** M7, where the status or the words say that the request was stopped. */
  blocked: {
    what: 'A firewall, a proxy or an allow list between Okta and Oktopost stopped the request. It never reached Oktopost’s SCIM.',
    owner: 'network',
    next: 'Ask whoever keeps that firewall or allow list to let Okta’s addresses through. If nothing of yours stands between Okta and Oktopost, copy the message with its time for Oktopost support.',
    resend: 'retry',
    place: 'integration',
  },
  /** M7, where nothing says who sent the page. */
  'web-page': {
    what: 'A web page came back in place of an answer: a firewall, a proxy or a sign-in page answered, not Oktopost’s SCIM.',
    owner: 'network',
    next: 'Compare the SCIM connector base URL (Provisioning > Integration in Okta) with the one of your region. If it is right, ask whoever keeps the firewall or allow list between Okta and Oktopost to let Okta’s addresses through.',
    resend: 'retry',
    place: 'integration',
  },
  /** M23: size. */
  'too-large': {
    what: 'The request was refused for its size by a server on the way.',
    owner: 'network',
    next: 'Compare the SCIM connector base URL with the one of your region first, and check that only the kept attributes are mapped. If both are right, ask whoever keeps the proxy between Okta and Oktopost for its limit, then Oktopost support.',
    resend: 'retry',
    place: 'integration',
  },
  /** M8. */
  'proxy-fault': {
    what: 'A proxy in front of Oktopost answered with a fault of its own, in no form that Okta reads. This usually passes.',
    owner: 'network',
    next: 'Wait some minutes. If it comes back, copy the message with its time for Oktopost support.',
    resend: 'retry',
    place: 'integration',
  },
} as const satisfies Record<string, Advice>;
