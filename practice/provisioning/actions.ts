import type { OktaApp, ScimConnection } from '../world/state';

/** What follows in Okta from what an admin does in the console. The pages check the input and change plain settings themselves. */
export interface ConsoleActions {
  /** General > App Settings > Provisioning: SCIM. The SCIM attributes appear. */
  switchScimOn(app: OktaApp): void;
  switchScimOff(app: OktaApp): void;
  /** Provisioning > Integration of a catalogue app: provisioning is on or off with it. */
  enableApi(app: OktaApp, connection: ScimConnection): void;
  disableApi(app: OktaApp): void;
  /** Sign On > Update now: everybody's user name is made anew. */
  updateUserNames(app: OktaApp): void;
  /** After Provisioning > Integration was saved. */
  connectionSaved(app: OktaApp): void;
  /** After Provisioning > To App was saved. */
  toAppSaved(app: OktaApp): void;
  assign(app: OktaApp, userId: string): void;
  unassign(app: OktaApp, userId: string): void;
  /** Pushes a user who was assigned before provisioning was on, or failed. */
  provisionUser(app: OktaApp, userId: string): void;
}
