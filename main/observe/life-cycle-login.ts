/**
 * Whether a login is of the user of a life-cycle test, which tells itself what is to be done about them: in Okta's System Log it tells
 * them apart after they were deleted too.
 */
export const isLifeCycleLogin = (login: string | null): boolean =>
  /^oktopost-test-[0-9a-f]{6}(-new)?@/i.test(login ?? '');
