import type { Okta } from '../okta/okta';
import type { AppGroup, AppUser, AppUserWithEmail } from '../okta/types';
import { appOf, attributeOf, smallApp } from './small-app';
import type { SmallApp } from './small-app';

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
  const emailOf = (userId: string): string => `${userId}@acme.example`;
  const userOf = (userId: string) => ({
    id: userId,
    status: 'ACTIVE',
    login: emailOf(userId),
    email: emailOf(userId),
    givenName: userId,
    familyName: '',
    typeId: null,
    source: null,
    profile: {},
  });
  const assigned = (userId: string, userName: string): AppUser => ({
    id: userId,
    externalId: `ext-${userId}`,
    status: 'ACTIVE',
    syncState: 'SYNCHRONIZED',
    scope: 'USER',
    userName,
    created: null,
    lastSync: null,
    profile: {},
  });
  const appUserOf = (app: SmallApp, userId: string): AppUser | null => {
    const userName = app.people.get(userId);
    return userName === undefined ? null : assigned(userId, userName);
  };
  const named = (appId: string, userId: string, userName: string): AppUser => {
    required(appId).people.set(userId, userName);
    return assigned(userId, userName);
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
      return answer(named(appId, userId, emailOf(userId)));
    },
    assignKeeping: (appId, userId, { userName }) => {
      wrote('assignKeeping', appId, userName, userId);
      return answer(named(appId, userId, userName ?? emailOf(userId)));
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
      return answer(named(appId, userId, userName));
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
