import type { App } from './types';

/**
 * Whether the org itself made the app integration: its name begins with the org's subdomain then, the catalogue's does not. In an
 * org that was renamed it begins with an older one; it still ends in a number. Source: Okta facts, section 1, "Admin application
 * path", and section 2, "Create".
 */
export const isCustomApp = ({ name }: Pick<App, 'name'>, subdomain: string): boolean =>
  name.startsWith(`${subdomain}_`) || /^.+_.+_\d+$/.test(name);
