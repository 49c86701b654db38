import type { OktaApp, OktaUser, ScimConnection } from '../world/state';

/** The effects of console actions. The pages validate the input and change settings themselves. */
export interface ConsoleActions {
  /** General > App Settings > Provisioning: SCIM. The SCIM attributes appear. @returns why Okta refuses, or null. */
  switchScimOn(app: OktaApp): string | null;
  switchScimOff(app: OktaApp): void;
  /** Provisioning > Integration of a catalogue app: switches provisioning on or off. */
  enableApi(app: OktaApp, connection: ScimConnection): void;
  disableApi(app: OktaApp): void;
  /** Sign On > Update now: recomputes all user names. */
  updateUserNames(app: OktaApp): void;
  /** After Provisioning > Integration was saved. */
  connectionSaved(app: OktaApp): void;
  /** After Provisioning > To App was saved. */
  toAppSaved(app: OktaApp): void;
  assign(app: OktaApp, userId: string): void;
  unassign(app: OktaApp, userId: string): void;
  /** Pushes a user who was assigned before provisioning was on, or whose push failed. */
  provisionUser(app: OktaApp, userId: string): void;
  /** Tasks > Retry: sends what failed once more. */
  retry(app: OktaApp, userId: string): void;
  /** An Okta profile was changed: pushed where the mapping applies on update. */
  userChanged(user: OktaUser): void;
  /** A user was deactivated: removes all assignments. */
  userDeactivated(user: OktaUser): void;
}
