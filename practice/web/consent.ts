/** The endpoints of the authorization code flow between console and Oktopost. Those of the real services are unknown. */
export const consent = {
  clientId: 'okta',
  authorizePath: '/oauth/authorize',
  tokenPath: '/oauth/token',
  callbackPath: '/admin/app/cpc/oktopost/oauth/callback',
} as const;
