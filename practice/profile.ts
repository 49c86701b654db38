/**
 * What is *likely* or *unknown* about Okta and Oktopost, as switches. The first value of each is the likely one. Source:
 * Okta facts, sections 1 and 2; Oktopost facts, "Supported SCIM attributes". The product has to work with all of them.
 */
export const profileSwitches = {
  /** `PUT /features/USER_PROVISIONING` on a custom app once SCIM is on. */
  featuresPut: ['refused', 'works'],
  /** What `features` of an app contains: all stages, only SCIM, or never anything. */
  featuresRead: ['all', 'scim-only', 'never'],
  /** Whether the console offers Provisioning: SCIM. */
  scimChoice: ['offered', 'missing'],
  /** Whether a PUT of the app sets provisioning back to None (seen in 2022). */
  laterPut: ['keeps', 'resets'],
  duplicateLabels: ['accepted', 'refused'],
  /** Whether `pushStatus` of a BUILT_IN user name template is kept. */
  builtInPushStatus: ['ignored', 'kept'],
  /** Connections of a custom app after SCIM is on. */
  connectionAfterScim: ['unknown', 'enabled'],
  /** Whether an unknown connection names its `authScheme`. Source: Okta as recorded, section 3. */
  unknownConnection: ['with-scheme', 'without-scheme'],
  /** User types of the org: the default one, or contractors too. Source: Okta as recorded, section 4. */
  userTypes: ['one', 'two'],
  /** Rows of the mapping when SCIM is switched on: with `emailType` and the like, without, or with an override of `userName` too. */
  defaultMapping: ['with-types', 'without-types', 'with-user-name'],
  /** Whether new apps have a custom attribute that hinders switching SCIM on. Source: Okta as recorded, section 4. */
  customAttribute: ['none', 'conflicts'],
  /** Whether apps are profile sources, whose mappings cannot be changed. Source: Okta as recorded, section 4. */
  profileSource: ['no', 'yes'],
  /** Whether the link to the next page of app users keeps `expand`. Source: Okta as recorded, section 3. */
  nextLink: ['keeps-expand', 'loses-expand'],
  /** Whether people and groups of an app can be read as soon as it is created. Source: Okta as recorded, section 3. */
  newApp: ['at-once', 'late'],
  /** Whether lists hold apps and people with nulls and odd values. Source: Okta as recorded, section 3. */
  oddRows: ['none', 'some'],
  /**
   * Which `userName` Oktopost accepts: only an email equal to the work email, or any, with a separate work email. Its help
   * pages require the same value; whether it refuses others is unknown.
   */
  userNames: ['email', 'any'],
  /**
   * What the System Log tells of a changed app integration: each value from and to, one sentence for each To App box, or nothing.
   * Source: Okta as recorded, R1 and R2.
   */
  logDetails: ['changes', 'messages', 'none'],
  /** The words of the console's menu. Source: Okta as recorded, section 6. */
  menu: ['2026.08', 'older'],
  /** How General > App Settings asks for SCIM. Source: Okta as recorded, section 6. */
  generalTab: ['radio', 'checkbox'],
  /** What the token's field is called, and whether the console puts `Bearer ` in front. Source: Okta as recorded, section 5. */
  tokenLabel: ['Authorization', 'Bearer'],
  tokenPrefix: ['added', 'as-typed'],
  /** Which part of a SAML response has to be signed for Oktopost. */
  signedPart: ['either', 'assertion', 'response'],
  /** Whether Oktopost asks for an attribute statement, as some service providers do. */
  samlAttributes: ['ignored', 'needed'],
  /** Whether Oktopost minds that the certificate of a response has ended. Source: Okta as recorded, section 8. */
  endedCertificate: ['accepted', 'refused'],
  /** How Oktopost searches for a user name. Source: SCIM servers, "Searches". */
  oktopostSearch: ['any-case', 'ignores-filter', 'case-sensitive'],
  /** How Oktopost writes values: by the standard, or booleans as text and emails without a type. Source: SCIM servers, "Values". */
  oktopostValues: ['standard', 'loose'],
  /** What an assignment right after an unassignment ends in. Source: Okta as recorded, section 5. */
  reassignment: ['active', 'stale-inactive'],
  /** What Okta does to the account of an unassigned user. Source: Okta as recorded, section 2. */
  unassignment: ['deactivates', 'deletes', 'schedules-deletion'],
  /** Where the org's people come from. Source: Okta as recorded, section 4. */
  directory: ['okta', 'active-directory'],
  /** Where a DPoP proof has to hold a nonce: at the token endpoint only, or at the API as well. Source: Okta's guide to DPoP. */
  dpopNonce: ['token', 'everywhere'],
  /**
   * Rate limits of a minute: as the options say; 50; 10 below `/apps` and 50 elsewhere with few headers, as in a developer org; 50
   * and no headers at all. Source: Okta as recorded, section 3.
   */
  rateLimits: ['options', '50', '10', 'unreported'],
} as const;

export type ProfileSwitch = keyof typeof profileSwitches;
export type Profile = { [S in ProfileSwitch]: (typeof profileSwitches)[S][number] };

export const likelyProfile: Profile = {
  featuresPut: 'refused',
  featuresRead: 'all',
  scimChoice: 'offered',
  laterPut: 'keeps',
  duplicateLabels: 'accepted',
  builtInPushStatus: 'ignored',
  connectionAfterScim: 'unknown',
  unknownConnection: 'with-scheme',
  userTypes: 'one',
  defaultMapping: 'with-types',
  customAttribute: 'none',
  profileSource: 'no',
  nextLink: 'keeps-expand',
  newApp: 'at-once',
  oddRows: 'none',
  userNames: 'email',
  logDetails: 'changes',
  menu: '2026.08',
  generalTab: 'radio',
  tokenLabel: 'Authorization',
  tokenPrefix: 'added',
  signedPart: 'either',
  samlAttributes: 'ignored',
  endedCertificate: 'accepted',
  oktopostSearch: 'any-case',
  oktopostValues: 'standard',
  reassignment: 'active',
  unassignment: 'deactivates',
  directory: 'okta',
  dpopNonce: 'token',
  rateLimits: 'options',
};

/** Switches without which a set-up looks the same: they decide what is shown, who is let in, and what follows later. */
const laterSwitches: readonly ProfileSwitch[] = [
  'menu',
  'generalTab',
  'tokenLabel',
  'tokenPrefix',
  'signedPart',
  'samlAttributes',
  'endedCertificate',
  'oktopostSearch',
  'oktopostValues',
  'reassignment',
  'unassignment',
  'directory',
  'logDetails',
  'dpopNonce',
  'rateLimits',
];

/** Switches that change what Okta answers and not what its pages and the assistant's screens show: tried without a window. */
const answerSwitches: readonly ProfileSwitch[] = [
  'unknownConnection',
  'userTypes',
  'defaultMapping',
  'customAttribute',
  'profileSource',
  'nextLink',
  'newApp',
  'oddRows',
];

/** Every single deviation from the likely profile, named `switch=value`. */
export const profileNames: readonly string[] = Object.entries(profileSwitches).flatMap(([name, values]) =>
  values.slice(1).map((value) => `${name}=${value}`),
);

const namesWithout = (switches: readonly ProfileSwitch[]): readonly string[] =>
  profileNames.filter((name) => !switches.some((each) => name.startsWith(`${each}=`)));

/** Those of `profileNames` that a set-up can notice on its screens. */
export const setUpProfileNames: readonly string[] = namesWithout([...laterSwitches, ...answerSwitches]);

/** Those of `profileNames` by which Okta answers otherwise, and a set-up still ends well. */
export const answerProfileNames: readonly string[] = profileNames.filter(
  (name) =>
    answerSwitches.some((each) => name.startsWith(`${each}=`)) &&
    !['defaultMapping=with-user-name', 'customAttribute=conflicts', 'profileSource=yes'].includes(name),
);

/**
 * Reads `likely` or `switch=value[,switch=value…]`.
 * @throws Error naming the invalid part and the valid values.
 */
export function parseProfile(text: string): Profile {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== 'likely');
  const profile = { ...likelyProfile };
  for (const part of parts) Object.assign(profile, parseSwitch(part));
  return profile;
}

function parseSwitch(part: string): Partial<Profile> {
  const [name = '', value = ''] = part.split('=');
  const values: readonly string[] | undefined = isSwitch(name) ? profileSwitches[name] : undefined;
  if (values?.includes(value) === true) return { [name]: value };
  throw new Error(`no profile "${part}"; there are: likely, ${profileNames.join(', ')}`);
}

const isSwitch = (name: string): name is ProfileSwitch => Object.hasOwn(profileSwitches, name);
