import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import type { Okta } from '../okta/okta';
import type { App, AppUser, AppUserWithEmail, Mapping, User } from '../okta/types';
import type { OktopostScim, ScimUser, UserSearch } from '../oktopost/types';

// What Okta and Oktopost answer of an ordinary person, Ana Silva, beside what is given. For tests of what is judged of it.

export const userWith = (given: Partial<User> = {}): User => ({
  id: '00u1ana',
  status: 'ACTIVE',
  login: 'ana.silva@acme.example',
  email: 'ana.silva@acme.example',
  givenName: 'Ana',
  familyName: 'Silva',
  typeId: null,
  source: 'OKTA',
  profile: {},
  ...given,
});

/** Assigned as a person, and provisioned. */
export const appUserWith = (given: Partial<AppUser> = {}): AppUser => ({
  id: '00u1ana',
  externalId: '7',
  status: 'PROVISIONED',
  syncState: 'SYNCHRONIZED',
  scope: 'USER',
  userName: 'ana.silva@acme.example',
  created: null,
  lastSync: null,
  profile: { givenName: 'Ana', familyName: 'Silva', email: 'ana.silva@acme.example' },
  ...given,
});

export const appUserWithEmail = (given: Partial<AppUserWithEmail> = {}): AppUserWithEmail => ({
  ...appUserWith(),
  ...{ name: 'Ana Silva', login: 'ana.silva@acme.example', email: 'ana.silva@acme.example', typeId: null },
  ...given,
});

/** Active, and linked to the user of Okta. */
export const scimUserWith = (given: Partial<ScimUser> = {}): ScimUser => ({
  id: '7',
  userName: 'ana.silva@acme.example',
  givenName: 'Ana',
  familyName: 'Silva',
  email: 'ana.silva@acme.example',
  active: true,
  externalId: '00u1ana',
  isAdmin: null,
  ...given,
});

/** What a search at Oktopost brings that answered in full. */
export const searchWith = (user: ScimUser | null, given: Partial<UserSearch> = {}): UserSearch => ({
  user,
  conclusive: true,
  others: false,
  onlyInLowerCase: false,
  remarks: [],
  ...given,
});

export const appWith = (given: Partial<App> = {}): App => ({
  id: '0oa1',
  name: 'acme_oktopost_1',
  label: 'Oktopost',
  status: 'ACTIVE',
  signOnMode: 'SAML_2_0',
  created: '2026-11-01T00:00:00.000Z',
  lastUpdated: '2026-11-01T00:00:00.000Z',
  features: [],
  userNameTemplate: null,
  adminNote: null,
  signingKid: null,
  signOn: null,
  raw: {},
  ...given,
});

/** Of the default user type. */
export const mappingWith = (rows: Readonly<Record<string, string>>, isDefault = true): Mapping => ({
  id: 'prm1',
  userType: { id: 'oty1', name: isDefault ? 'user' : 'contractor', isDefault },
  properties: Object.fromEntries(
    Object.entries(rows).map(([name, expression]) => [name, { expression, pushStatus: 'PUSH' }]),
  ),
});

/** As Okta answers a list, page by page. */
export async function* listed<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

/** Why a request failed, where the code alone matters. */
export const failureWith = (code: AppError['code'], message = 'No.'): AppFailure =>
  new AppFailure({ code, message, owner: 'okta-admin', next: 'x' });

/** Okta and Oktopost that answer to nothing but what is given. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const oktaWith = (given: Partial<Okta>): Okta => given as Okta;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const oktopostWith = (given: Partial<OktopostScim>): OktopostScim => given as OktopostScim;
