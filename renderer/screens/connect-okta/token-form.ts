/** The form of the chosen way to sign in, so that the button in the bar can submit it. */
export const tokenFormId = 'okta-token-form';
