/** An app integration. Only the fields in use are typed; `raw` has the whole response. */
export interface App {
  id: string;
  name: string;
  label: string;
  status: string;
  signOnMode: string;
  created: string;
  lastUpdated: string;
  features: string[];
  userNameTemplate: { template: string; type: string; pushStatus: string | null } | null;
  adminNote: string | null;
  /** Id of the key that Okta signs with; null where Okta does not answer with it. */
  signingKid: string | null;
  signOn: {
    ssoAcsUrl: string | null;
    recipient: string | null;
    destination: string | null;
    audience: string | null;
    defaultRelayState: string | null;
    subjectNameIdTemplate: string | null;
    subjectNameIdFormat: string | null;
    responseSigned: boolean | null;
    assertionSigned: boolean | null;
    signatureAlgorithm: string | null;
    digestAlgorithm: string | null;
  } | null;
  raw: Record<string, unknown>;
}

/** What a custom SAML app integration is created from. */
export interface NewSamlApp {
  label: string;
  acsUrl: string;
  audience: string;
  defaultRelayState: string | null;
  /** For `settings.notes.admin`: finds the app integration when the response of the create was lost. */
  adminNote: string;
}

export interface AppUser {
  id: string;
  externalId: string | null;
  status: string;
  /** DISABLED, ERROR, OUT_OF_SYNC, SYNCHRONIZED, SYNCING; judge by `externalId` first. */
  syncState: string;
  scope: 'USER' | 'GROUP';
  userName: string | null;
  /** When they were assigned, and when Okta synchronised them last; null where Okta does not answer with it. */
  created: string | null;
  lastSync: string | null;
  profile: Record<string, unknown>;
}

/** A group that is assigned to an app. */
export interface AppGroup {
  id: string;
  /** Of several groups of a person the one with the lowest number decides; null where Okta does not answer with it. */
  priority: number | null;
  /** What its members get in the app; empty for most. */
  profile: Record<string, unknown>;
}

export interface User {
  id: string;
  status: string;
  login: string;
  email: string;
  givenName: string;
  familyName: string;
  /** Id of the user type; null where Okta does not answer with it. */
  typeId: string | null;
  /** Where the user comes from: `OKTA`, or a directory such as `ACTIVE_DIRECTORY`; null where Okta does not answer with it. */
  source: string | null;
  profile: Record<string, unknown>;
}

/** The profile of a user that is created; all of it is in every org. */
export interface NewUser {
  login: string;
  email: string;
  firstName: string;
  lastName: string;
  displayName: string;
}

export interface MappingProperty {
  expression: string;
  pushStatus: 'PUSH' | 'DONT_PUSH';
}

/** A signing key of an app; `x5c` is its certificate chain, base64 DER, leaf first. */
export interface SigningKey {
  kid: string;
  expiresAt: string | null;
  /** Null where Okta does not answer with it. */
  created: string | null;
  x5c: string[];
}

/** A user type of the org; its `name` never changes. Every org has a default one. */
export interface UserType {
  id: string;
  name: string;
}

/**
 * The user-to-app profile mapping for the people of one user type. It seldom has a row for `userName`, which is set on the Sign
 * On tab. Source: docs/facts/okta-recorded.md, section 4.
 */
export interface Mapping {
  id: string;
  userType: UserType & { isDefault: boolean };
  properties: Record<string, MappingProperty>;
}

export interface Mappings {
  /** Of the default user type first. Empty: Okta shows none. */
  readable: Mapping[];
  /** User types whose mapping Okta lists but does not show. */
  unreadable: UserType[];
}

export interface SchemaAttribute {
  name: string;
  title: string;
  required: boolean;
  /** Base attributes cannot be removed; custom ones can. */
  base: boolean;
  /** Okta's definition, from which a deleted attribute can be restored. */
  definition: Record<string, unknown>;
}

/** A value of `changeDetails` in words; null: none, or none that can be read. */
export interface LoggedValue {
  /** Okta's name of it, such as `create_users`. */
  name: string;
  from: string | null;
  to: string | null;
}

export interface LogTarget {
  id: string;
  type: string;
  alternateId: string | null;
  displayName: string | null;
  /** What changed of it; empty where Okta does not tell. */
  changes: LoggedValue[];
}

export interface LogEvent {
  uuid: string;
  published: string;
  eventType: string;
  legacyEventType: string | null;
  severity: string;
  displayMessage: string | null;
  outcome: { result: string; reason: string | null } | null;
  /** `who`: a login, or the words for a service app; null where Okta names nobody. */
  actor: { id: string; who: string | null } | null;
  targets: LogTarget[];
  /** Okta's own sentence about the event (`debugData.customMessage`). */
  customMessage: string | null;
  /** For a sign-in to an app: which side started it; null when Okta does not report it. */
  initiation: 'idp' | 'sp' | null;
  /** For what a request caused, the id of that request. */
  transactionId: string | null;
}

/** An API token as listed by the org, without its value. */
export interface ListedToken {
  name: string;
  userId: string | null;
  expiresAt: string | null;
  network: { connection: string | null; include: string[]; exclude: string[] } | null;
}

export interface Org {
  id: string;
  name: string;
  subdomain: string;
}

/** An app user with the Okta user's email, null when there is none. */
export interface AppUserWithEmail extends AppUser {
  name: string;
  email: string | null;
  /** Of the person, not of the assignment; null where Okta did not answer with the person. */
  login: string | null;
  /** Id of the person's user type; null likewise. */
  typeId: string | null;
}

/** Who somebody is at Okta, as far as a list of a hundred thousand keeps it. */
export interface OktaPerson {
  userId: string;
  login: string;
  email: string;
  givenName: string;
  familyName: string;
  /** Empty where Okta did not answer with the person. */
  status: string;
  /** As `User.source`. */
  source: string | null;
  typeId: string | null;
}

/** What an app user holds of its person, likewise. */
export interface Assignment extends Pick<
  AppUser,
  'externalId' | 'status' | 'syncState' | 'scope' | 'userName'
> {
  /** As Okta sends them; null where they are not mapped. */
  givenName: string | null;
  familyName: string | null;
  email: string | null;
}

export interface AssignedPerson {
  person: OktaPerson;
  assignment: Assignment;
}

export interface Group {
  id: string;
  name: string;
}

/** What the rate limit of some requests leaves now, by the headers of the last answers. Times of this computer's clock. */
export interface Allowance {
  /** Requests of a minute, and what is left of them now; both without the tenth that is left to the org's other clients. */
  perWindow: number;
  remaining: number;
  until: Date;
}

/** The capabilities of the USER_PROVISIONING feature. */
export interface ProvisioningFeature {
  create: boolean;
  updateProfile: boolean;
  deactivate: boolean;
}
