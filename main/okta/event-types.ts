/** How Okta logs a change of an app integration, made in the console or by API. Source: Okta as recorded, R2. */
export const appUpdate = 'application.lifecycle.update';
