import type { App } from './types';

/** Names of custom app integrations begin with the org's subdomain; the catalogue's have none. Source: Okta facts, section 1. */
export const isCustomApp = ({ name }: Pick<App, 'name'>, subdomain: string): boolean =>
  name.startsWith(`${subdomain}_`);
