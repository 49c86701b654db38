import type { OktaApp, OktaGroup, OktaUser, OktopostAccount, OktopostUser, PracticeState } from './state';
import { newApp, newAppIds } from './app-template';
import { catalogueLabel, newCatalogueApp } from './catalogue-app';
import { newAppUser } from './people';

/** The mail domain of the practice company: a reserved domain, so no mail can be delivered. */
export const mailDomain = 'bellwether.example';
const subdomain = 'bellwether';

const firstNames =
  'Ada Bruno Chiara Dmitri Elif Farid Grace Hugo Ines Jonas Keiko Liam Maya Noah Olga Pavel Quinn Rosa Sven Tara Umar Vera Wim Xenia Yusuf Zoe'.split(
    ' ',
  );
const lastNames =
  'Abbott Berger Costa Dahl Evans Fischer Garcia Haddad Ito Jansen Keller Larsen Moreau Novak Okafor Petrov Quintero Rossi Silva Tanaka'.split(
    ' ',
  );
const departments = ['Sales', 'Marketing', 'Support', 'Engineering', 'Finance'] as const;

interface Person {
  firstName: string | null;
  lastName: string | null;
  login?: string;
  email?: string;
  status?: OktaUser['status'];
}

/** Irregular users of real directories, one of each kind that makes a rollout fail. */
const irregularUsers: readonly Person[] = [
  { firstName: 'Petra', lastName: null, email: `petra@${mailDomain}` },
  { firstName: 'Kenji', lastName: 'Mori', login: 'kmori', email: `kenji.mori@${mailDomain}` },
  { firstName: 'Dana', lastName: 'Reyes', email: `dana.reyes@${mailDomain}` },
  {
    firstName: 'Dana',
    lastName: 'Reyes',
    login: `d.reyes@${mailDomain}`,
    email: `Dana.Reyes@${mailDomain.toUpperCase()}`,
  },
  { firstName: 'Samuel', lastName: 'Iverson', status: 'SUSPENDED' },
  { firstName: 'Lena', lastName: 'Vogt', status: 'DEPROVISIONED' },
  { firstName: 'Zoë', lastName: 'Brontë-Müller', email: `zoe.bronte@${mailDomain}` },
  {
    firstName: 'Maria Fernanda Guadalupe',
    lastName: 'Fernández de la Vega y Álvarez de Toledo Montero',
    email: `maria.fernandez@${mailDomain}`,
  },
  { firstName: 'Tom', lastName: 'Okoro', login: `tom@${mailDomain}`, email: `tom.okoro@${mailDomain}` },
];

/** Oktopost's catalogue apps in a new org. */
export const catalogueAppChoices = ['active', 'inactive', 'none', 'two'] as const;
export type CatalogueAppChoice = (typeof catalogueAppChoices)[number];

/**
 * A realistic company: `users` users (irregular ones first), five groups, an unrelated app, Oktopost's catalogue app in use for
 * sign-on only, a custom app that resembles it, and a few users who exist at Oktopost, one under an email that differs in case
 * only.
 */
export function seedState(
  users: number,
  licences: number,
  now: Date,
  newId: (prefix: string) => string,
  catalogueApp: CatalogueAppChoice = 'active',
): PracticeState {
  const created = new Date(now.getTime() - 200 * 86_400_000).toISOString();
  const people: OktaUser[] = [
    makeUser({ firstName: 'Alex', lastName: 'Admin', login: `admin@${mailDomain}` }, 0, created, newId),
  ];
  for (const person of irregularUsers) people.push(makeUser(person, people.length, created, newId));
  for (let index = 0; people.length < Math.max(users, 1); index += 1) {
    people.push(makeUser(ordinaryPerson(index), people.length, created, newId));
  }
  const kept = people.slice(0, Math.max(users, 1));
  const ids = () => newAppIds(newId, created);
  const apps = [
    newApp({
      ...ids(),
      name: `${subdomain}_expensr_1`,
      label: 'Expensr',
      acsUrl: 'https://expensr.example/saml/acs',
      audience: 'urn:expensr:sp',
    }),
    ...catalogueLabels[catalogueApp].map((label): OktaApp => {
      const app = newCatalogueApp({ ...ids(), label });
      for (const user of kept.filter(usesOktopost)) {
        const assignment = {
          appUserId: newId('0ua'),
          at: created,
          scope: 'USER',
          provisioned: false,
        } as const;
        app.users[user.id] = newAppUser(app, user, assignment);
      }
      return { ...app, status: catalogueApp === 'inactive' ? 'INACTIVE' : 'ACTIVE' };
    }),
    newApp({
      ...ids(),
      name: `${subdomain}_oktopost_1`,
      label: 'Oktopost (test)',
      acsUrl: 'https://saml-test.bellwether.example/acs',
      audience: 'urn:bellwether:saml-test',
    }),
  ];
  return {
    version: 2,
    org: { id: newId('00o'), companyName: 'Bellwether Outfitters', subdomain, created },
    ports: null,
    users: byId(kept),
    groups: byId(groupsOf(kept, created, newId)),
    apps: byId(apps),
    apiTokens: {},
    log: [],
    oktopost: accountsAtStart(licences, created, newId),
  };
}

const catalogueLabels: Record<CatalogueAppChoice, readonly string[]> = {
  active: [catalogueLabel],
  inactive: [catalogueLabel],
  none: [],
  two: [catalogueLabel, 'Oktopost Events team'],
};

/** Users whose Okta username is not their email, and some for whom it is. */
function usesOktopost({ status, profile: { login, email, lastName } }: OktaUser): boolean {
  return status === 'ACTIVE' && (login !== email || lastName === 'Garcia' || lastName === 'Haddad');
}

function ordinaryPerson(index: number): Person {
  const firstName = firstNames[index % firstNames.length] ?? 'Ada';
  const round = Math.floor(index / firstNames.length);
  const lastName = lastNames[(index + round) % lastNames.length] ?? 'Abbott';
  const number = Math.floor(index / (firstNames.length * lastNames.length));
  const email = `${firstName}.${lastName}${number === 0 ? '' : String(number)}@${mailDomain}`.toLowerCase();
  return { firstName, lastName, email };
}

function makeUser(
  person: Person,
  index: number,
  created: string,
  newId: (prefix: string) => string,
): OktaUser {
  const { firstName, lastName, status = 'ACTIVE' } = person;
  const email =
    person.email ?? person.login ?? `${firstName ?? ''}.${lastName ?? ''}@${mailDomain}`.toLowerCase();
  const department = departments[index % departments.length] ?? 'Sales';
  return {
    id: newId('00u'),
    status,
    created,
    activated: created,
    statusChanged: created,
    lastLogin: null,
    lastUpdated: created,
    passwordChanged: created,
    profile: {
      firstName,
      lastName,
      email,
      login: person.login ?? email,
      secondEmail: null,
      mobilePhone: index % 3 === 0 ? `+1 555 0${String(100 + (index % 900))}` : null,
      title: index % 2 === 0 ? `${department} specialist` : null,
      department,
      displayName: [firstName, lastName].filter(Boolean).join(' '),
    },
  };
}

function groupsOf(users: OktaUser[], created: string, newId: (prefix: string) => string): OktaGroup[] {
  const group = (
    name: string,
    description: string,
    members: OktaUser[],
    type: OktaGroup['type'] = 'OKTA_GROUP',
  ): OktaGroup => ({
    id: newId('00g'),
    created,
    lastUpdated: created,
    lastMembershipUpdated: created,
    type,
    profile: { name, description },
    memberIds: members.map(({ id }) => id),
  });
  const department = (name: string): OktaUser[] =>
    users.filter(({ profile }) => profile['department'] === name);
  return [
    group('Everyone', 'All users in your organization', users, 'BUILT_IN'),
    group('Sales', 'Sales team', department('Sales')),
    group('Marketing', 'Marketing team', department('Marketing')),
    group('Social advocates', 'People who share for the company', users.slice(1, 25)),
    group('Contractors', 'No member yet', []),
  ];
}

type ExistingAccount = readonly [userName: string, givenName: string, familyName: string, active?: boolean];

/** Accounts at Oktopost from before SCIM; one of each kind differs in case from Okta's email. */
const advocates: readonly ExistingAccount[] = [
  [`Grace.Garcia@${mailDomain}`, 'Grace', 'Garcia'],
  ['agency@partner.example', 'Pat', 'Partner'],
  [`intern.2024@${mailDomain}`, 'Old', 'Intern', false],
];
const platformUsers: readonly ExistingAccount[] = [
  [`admin@${mailDomain}`, 'Alex', 'Admin'],
  [`Hugo.Haddad@${mailDomain}`, 'Hugo', 'Haddad'],
  [`tom.okoro@${mailDomain}`, 'Tom', 'Okoro'],
  [`social.media@${mailDomain}`, 'Social', 'Media', false],
];

export function accountsAtStart(
  licences: number,
  created: string,
  newId: (prefix: string) => string,
): PracticeState['oktopost'] {
  const board = () => account(advocates, licences, created, () => newId('adv'));
  const platform = () => account(platformUsers, licences, created, () => newId('usr'));
  return { us: board(), eu: board(), 'us-platform': platform(), 'eu-platform': platform() };
}

function account(
  people: readonly ExistingAccount[],
  licences: number,
  created: string,
  nextId: () => string,
): OktopostAccount {
  const user = ([userName, givenName, familyName, active = true]: ExistingAccount): OktopostUser => ({
    id: nextId(),
    userName,
    givenName,
    familyName,
    active,
    externalId: null,
    created,
    lastModified: created,
  });
  return {
    licences,
    users: byId(people.map(user)),
    tokens: {},
    failedMigrations: [],
  };
}

function byId<T extends { id: string }>(items: readonly T[]): Record<string, T> {
  return Object.fromEntries(items.map((item) => [item.id, item]));
}
