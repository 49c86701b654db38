import { regions } from '../../shared/oktopost';
import type { Region } from '../../shared/oktopost';

export const accountIds = ['us', 'eu', 'us-platform', 'eu-platform'] as const;
export type AccountId = (typeof accountIds)[number];

interface Account {
  region: Region;
  /** The kind of users that the account provisions: one or the other, not both. Source: Oktopost facts, "Two destinations, two regions". */
  people: 'advocates' | 'platform users';
  /** The path prefix of its pages and its SCIM server on the practice Oktopost. */
  root: string;
  /** Oktopost's production SCIM base URL for it. */
  trueScimBaseUrl: string;
}

/** The accounts of the practice Oktopost: in each region one that provisions advocates and one that provisions platform users. */
export const accounts: Record<AccountId, Account> = {
  us: { region: 'us', people: 'advocates', root: '', trueScimBaseUrl: regions.us.boardScimBaseUrl },
  eu: { region: 'eu', people: 'advocates', root: '/eu', trueScimBaseUrl: regions.eu.boardScimBaseUrl },
  'us-platform': {
    region: 'us',
    people: 'platform users',
    root: '/platform',
    trueScimBaseUrl: regions.us.platformScimBaseUrl,
  },
  'eu-platform': {
    region: 'eu',
    people: 'platform users',
    root: '/eu/platform',
    trueScimBaseUrl: regions.eu.platformScimBaseUrl,
  },
};

export const platformAccount: Record<Region, AccountId> = { us: 'us-platform', eu: 'eu-platform' };

/** The path of an account's SCIM server on the practice Oktopost. */
export const scimPathOf = (account: AccountId): string => `${accounts[account].root}/scim/v2`;

/** Settings > Security > Provisioning, where an account's tokens are created. */
export const provisioningPathOf = (account: AccountId): string =>
  `${accounts[account].root}/settings/security/provisioning`;

/** Settings > Security > Single Sign-On. */
export const signOnPathOf = (account: AccountId): string =>
  `${accounts[account].root}/settings/security/single-sign-on`;

/** Settings > Team. */
export const teamPathOf = (account: AccountId): string => `${accounts[account].root}/settings/team`;

/** The account of a path: the one with the longest matching root. */
export function accountAt(path: string): AccountId {
  const below = accountIds.filter((id) => path.startsWith(`${accounts[id].root}/`));
  return below.reduce<AccountId>(
    (found, id) => (accounts[id].root.length > accounts[found].root.length ? id : found),
    'us',
  );
}
