/** The OAuth-style way from the console to the practice Oktopost and back. Its details at the true ones are not known. */
export const consent = {
  clientId: 'okta',
  authorizePath: '/oauth/authorize',
  tokenPath: '/oauth/token',
  callbackPath: '/admin/app/cpc/oktopost/oauth/callback',
} as const;
