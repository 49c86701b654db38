import type { App } from './types';

/**
 * Whether the app integration is a custom app, not one of the catalogue: Okta names custom apps `{subdomain}_{label}_{n}`. The
 * second test covers an org whose subdomain was renamed; that Okta keeps the old name then is an assumption.
 * Source: Okta facts, section 1, "Admin application path", and section 2, "Create".
 */
export const isCustomApp = ({ name }: Pick<App, 'name'>, subdomain: string): boolean =>
  name.startsWith(`${subdomain}_`) || /^.+_.+_\d+$/.test(name);
