import { regions } from '../../shared/oktopost';
import type { Region } from '../../shared/oktopost';

export const accountIds = ['us', 'eu', 'us-platform', 'eu-platform'] as const;
export type AccountId = (typeof accountIds)[number];

interface Account {
  region: Region;
  /** Whom the account provisions: one kind or the other, not both. Source: Oktopost facts, "Two destinations, two regions". */
  people: 'advocates' | 'platform users';
  /** What its pages and its SCIM server lie below on the practice Oktopost. */
  root: string;
  /** The true Oktopost's SCIM base URL for it. */
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

/** Where an account's SCIM server lies on the practice Oktopost. */
export const scimPathOf = (account: AccountId): string => `${accounts[account].root}/scim/v2`;

/** Settings > Security > Provisioning, where an account's tokens are made. */
export const provisioningPathOf = (account: AccountId): string =>
  `${accounts[account].root}/settings/security/provisioning`;

/** Settings > Security > Single Sign-On. */
export const signOnPathOf = (account: AccountId): string =>
  `${accounts[account].root}/settings/security/single-sign-on`;

/** The account whose pages a path belongs to: the one with the longest fitting root. */
export function accountAt(path: string): AccountId {
  const below = accountIds.filter((id) => path.startsWith(`${accounts[id].root}/`));
  return below.reduce<AccountId>(
    (found, id) => (accounts[id].root.length > accounts[found].root.length ? id : found),
    'us',
  );
}
