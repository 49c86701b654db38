import { isObject } from '../okta/json';
import type { Okta } from '../okta/okta';
import type {
  App,
  AppGroup,
  AppUser,
  AppUserWithEmail,
  MappingProperty,
  SchemaAttribute,
} from '../okta/types';

/** An app integration of `smallOkta`. */
export interface SmallApp {
  id: string;
  raw: Record<string, unknown>;
  /** User names by user id. */
  people: Map<string, string>;
  mapping: Record<string, MappingProperty>;
  attributes: string[];
}

/** A write that reached Okta; `note`: the admin note of its app integration before it. */
export interface Write {
  method: keyof Okta;
  appId: string;
  note: string | null;
  userId: string | null;
  sent: unknown;
}

/** Okta in memory, without HTTP: as much of it as steps write. Cheap enough for ten thousand set-ups. */
export function smallOkta(initial: readonly SmallApp[]): {
  okta: Okta;
  apps: Map<string, SmallApp>;
  writes: Write[];
} {
  const apps = new Map(initial.map((app) => [app.id, app]));
  const writes: Write[] = [];

  const required = (appId: string): SmallApp => {
    const app = apps.get(appId);
    if (app === undefined) throw new Error(`there is no app ${appId}`);
    return app;
  };
  const wrote = (method: keyof Okta, appId: string, sent: unknown, userId: string | null = null): void => {
    writes.push({
      method,
      appId,
      note: appOf(required(appId)).adminNote,
      userId,
      sent: structuredClone(sent),
    });
  };
  const userOf = (userId: string) => ({
    id: userId,
    status: 'ACTIVE',
    login: `${userId}@acme.example`,
    email: `${userId}@acme.example`,
    givenName: userId,
    familyName: '',
    typeId: null,
    source: null,
    profile: {},
  });
  const appUserOf = (app: SmallApp, userId: string): AppUser | null => {
    const userName = app.people.get(userId);
    if (userName === undefined) return null;
    return {
      id: userId,
      externalId: `ext-${userId}`,
      status: 'ACTIVE',
      syncState: 'SYNCHRONIZED',
      scope: 'USER',
      userName,
      created: null,
      lastSync: null,
      profile: {},
    };
  };
  const withEmail = (app: SmallApp, userId: string): AppUserWithEmail | null => {
    const appUser = appUserOf(app, userId);
    const { email, login } = userOf(userId);
    return appUser === null ? null : { ...appUser, name: userId, email, login, typeId: null };
  };
  async function* people(appId: string): AsyncGenerator<AppUserWithEmail> {
    const app = required(appId);
    for (const userId of [...app.people.keys()]) {
      const appUser = withEmail(app, userId);
      if (appUser !== null) yield appUser;
    }
  }
  // oxlint-disable-next-line require-yield -- nobody is assigned through a group
  async function* noGroups(): AsyncGenerator<AppGroup> {
    return;
  }
  // oxlint-disable-next-line require-yield -- nothing here is read by pages
  async function* noPages(): AsyncGenerator<never> {
    return;
  }
  const answer = <T>(value: T): Promise<T> => Promise.resolve(value);
  const setStatus = (appId: string, status: string): Promise<void> => {
    required(appId).raw['status'] = status;
    return answer(undefined);
  };
  let made = 0;

  const okta: Okta = {
    orgUrl: 'https://acme.okta.com',
    org: () => answer({ id: 'org', name: 'Acme', subdomain: 'acme' }),
    customDomain: () => answer(null),
    serviceApp: null,
    me: () => answer(null),
    rolesOf: () => answer(null),
    apiTokens: () => answer(null),
    canRead: () => answer('yes' as const),
    findApps: (isWanted) => answer([...apps.values()].map(appOf).filter(isWanted)),
    findAppByNote: (text) =>
      answer(
        [...apps.values()].map(appOf).find(({ adminNote }) => adminNote?.includes(text) === true) ?? null,
      ),
    app: (appId) => answer(apps.has(appId) ? appOf(required(appId)) : null),
    createSamlApp: ({ label, acsUrl, audience, defaultRelayState, adminNote }) => {
      made += 1;
      const id = `0oaNew${made}`;
      const app = smallApp(id, { label, acsUrl, audience, adminNote });
      apps.set(id, app);
      writes.push({
        method: 'createSamlApp',
        appId: id,
        note: adminNote,
        userId: null,
        sent: { acsUrl, audience, defaultRelayState },
      });
      return answer(appOf(app));
    },
    changeApp: (appId, change) => {
      const app = required(appId);
      const raw = structuredClone(app.raw);
      change(raw);
      wrote('changeApp', appId, raw);
      app.raw = raw;
      return answer(appOf(app));
    },
    deactivateApp: (appId) => {
      wrote('deactivateApp', appId, null);
      return setStatus(appId, 'INACTIVE');
    },
    deleteApp: (appId) => {
      wrote('deleteApp', appId, null);
      apps.delete(appId);
      return answer(undefined);
    },
    activateApp: (appId) => {
      wrote('activateApp', appId, null);
      return setStatus(appId, 'ACTIVE');
    },
    samlMetadata: () => answer(''),
    keys: () => answer([]),
    generateKey: () => Promise.reject(new Error('not asked for')),
    accessPolicy: () => Promise.reject(new Error('not asked for')),
    provisioningOn: () => answer(null),
    connectionStatus: () => answer(null),
    provisioningFeature: () => answer({ create: false, updateProfile: false, deactivate: true }),
    enableProvisioningFeature: (appId) => {
      wrote('enableProvisioningFeature', appId, null);
      return answer('worked' as const);
    },
    restoreProvisioningFeature: (appId, boxes) => {
      wrote('restoreProvisioningFeature', appId, boxes);
      return answer(undefined);
    },
    appUser: (appId, userId) => answer(apps.has(appId) ? appUserOf(required(appId), userId) : null),
    assign: (appId, userId) => {
      wrote('assign', appId, null, userId);
      const app = required(appId);
      app.people.set(userId, `${userId}@acme.example`);
      const appUser = appUserOf(app, userId);
      if (appUser === null) throw new Error('not assigned');
      return answer(appUser);
    },
    assignKeeping: (appId, userId, { userName }) => {
      wrote('assignKeeping', appId, userName, userId);
      const app = required(appId);
      app.people.set(userId, userName ?? `${userId}@acme.example`);
      const appUser = appUserOf(app, userId);
      if (appUser === null) throw new Error('not assigned');
      return answer(appUser);
    },
    unassign: (appId, userId) => {
      wrote('unassign', appId, null, userId);
      required(appId).people.delete(userId);
      return answer(undefined);
    },
    appUsersWithEmail: people,
    appUserWithEmail: (appId, userId) => answer(apps.has(appId) ? withEmail(required(appId), userId) : null),
    setUserName: (appId, userId, userName) => {
      wrote('setUserName', appId, userName, userId);
      const app = required(appId);
      app.people.set(userId, userName);
      const appUser = appUserOf(app, userId);
      if (appUser === null) throw new Error('not assigned');
      return answer(appUser);
    },
    appUsers: people,
    appGroups: noGroups,
    assignedPages: () => noPages(),
    memberPages: () => noPages(),
    userPages: () => noPages(),
    searchGroups: () => answer([]),
    allowance: () => null,
    appGroup: () => answer(null),
    assignGroup: () => answer(undefined),
    unassignGroup: () => answer(undefined),
    user: (userId) => answer(userOf(userId)),
    searchUsers: () => answer([]),
    usersNamed: () => answer([]),
    userByLogin: () => answer(null),
    createUser: () => notHere(),
    activateUser: () => notHere(),
    changeProfile: () => notHere(),
    deactivateUser: () => notHere(),
    deleteUser: () => notHere(),
    groupNames: () => answer([]),
    assignmentEvents: () => answer([]),
    mappings: (appId) => {
      const { mapping: properties } = required(appId);
      const userType = { id: 'oty1', name: 'user', isDefault: true };
      return answer({
        readable: [{ id: `prm-${appId}`, userType, properties: { ...properties } }],
        unreadable: [],
      });
    },
    userTypes: () => answer(null),
    updateMapping: (mappingId, properties) => {
      const appId = mappingId.replace(/^prm-/, '');
      wrote('updateMapping', appId, properties);
      const { mapping } = required(appId);
      for (const [name, row] of Object.entries(properties)) {
        if (row === null) delete mapping[name];
        else mapping[name] = row;
      }
      return answer(undefined);
    },
    appUserSchema: (appId) => answer(required(appId).attributes.map(attributeOf)),
    deleteSchemaAttributes: (appId, names) => {
      wrote('deleteSchemaAttributes', appId, names);
      const app = required(appId);
      app.attributes = app.attributes.filter((name) => !names.includes(name));
      return answer(undefined);
    },
    addSchemaAttributes: (appId, definitions) => {
      wrote('addSchemaAttributes', appId, definitions);
      required(appId).attributes.push(...Object.keys(definitions));
      return answer(undefined);
    },
    logEvents: () => answer([]),
    newestEvents: () => answer({ events: [], isWhole: true }),
    appUpdates: () => answer([]),
    pause: () => answer(undefined),
    withContext: (_context, work) => work(),
    recently: (_reads, work) => work(),
    stopWaiting: () => undefined,
  };
  return { okta, apps, writes };
}

/** The walks of this Okta have no users of their own. */
const notHere = (): Promise<never> => Promise.reject(new Error('this Okta keeps its users'));

const attributeOf = (name: string): SchemaAttribute => ({
  name,
  title: name,
  required: false,
  base: name === 'userName',
  definition: { externalNamespace: 'urn:ietf:params:scim:schemas:core:2.0:User', type: 'string' },
});

interface Made {
  label: string;
  acsUrl: string;
  audience: string;
  adminNote: string | null;
  name?: string;
}

/** A SAML app integration with SCIM attributes, of one person who has another user name than their email. */
export function smallApp(
  id: string,
  { label, acsUrl, audience, adminNote, name = `acme_${label}_1` }: Made,
): SmallApp {
  return {
    id,
    raw: {
      id,
      name,
      label,
      status: 'ACTIVE',
      signOnMode: 'SAML_2_0',
      credentials: { userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' } },
      visibility: { hide: { web: false, iOS: false } },
      settings: {
        notes: { admin: adminNote },
        signOn: { ssoAcsUrl: acsUrl, recipient: acsUrl, destination: acsUrl, audience },
      },
    },
    people: new Map([['00uBruno', 'bruno.other@acme.example']]),
    mapping: { title: { expression: 'user.title', pushStatus: 'PUSH' } },
    attributes: ['userName', 'givenName', 'familyName', 'email', 'title'],
  };
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const within = (value: unknown, key: string): Record<string, unknown> => {
  const found = isObject(value) ? value[key] : null;
  return isObject(found) ? found : {};
};

function appOf({ raw }: SmallApp): App {
  const settings = within(raw, 'settings');
  const signOn = within(settings, 'signOn');
  const template = within(within(raw, 'credentials'), 'userNameTemplate');
  return {
    id: text(raw['id']) ?? '',
    name: text(raw['name']) ?? '',
    label: text(raw['label']) ?? '',
    status: text(raw['status']) ?? '',
    signOnMode: 'SAML_2_0',
    created: '2026-11-01T00:00:00.000Z',
    lastUpdated: '2026-11-01T00:00:00.000Z',
    features: [],
    userNameTemplate: {
      template: text(template['template']) ?? '',
      type: 'BUILT_IN',
      pushStatus: text(template['pushStatus']),
    },
    adminNote: text(within(settings, 'notes')['admin']),
    signingKid: null,
    signOn: {
      ssoAcsUrl: text(signOn['ssoAcsUrl']),
      recipient: text(signOn['recipient']),
      destination: text(signOn['destination']),
      audience: text(signOn['audience']),
      defaultRelayState: text(signOn['defaultRelayState']),
      subjectNameIdTemplate: text(signOn['subjectNameIdTemplate']),
      subjectNameIdFormat: text(signOn['subjectNameIdFormat']),
      responseSigned: true,
      assertionSigned: true,
      signatureAlgorithm: text(signOn['signatureAlgorithm']),
      digestAlgorithm: text(signOn['digestAlgorithm']),
    },
    raw,
  };
}
