/**
 * Before settings had ids, files named them by what the screen called them: sessions up to version 3, summaries up to version 2.
 * This table is what those versions wrote. It never changes, whatever a setting is called today.
 */
const idsByLabel = new Map([
  ['App integration', 'app'],
  ['Status', 'app.status'],
  ['Single sign-on URL', 'sign-on.acs-url'],
  ['Recipient URL', 'sign-on.recipient'],
  ['Destination URL', 'sign-on.destination'],
  ['Audience URI (SP Entity ID)', 'sign-on.audience'],
  ['Default RelayState', 'sign-on.relay-state'],
  ['Name ID', 'sign-on.name-id'],
  ['Name ID format', 'sign-on.name-id-format'],
  ['Response', 'sign-on.response'],
  ['Assertion Signature', 'sign-on.assertion-signature'],
  ['Application username format', 'user-name-format'],
  ['Update application username on', 'user-name-format.update-on'],
  ['Assigned users whose user name is not their email', 'user-names'],
  ['Provisioning', 'scim'],
  ['SCIM connector base URL', 'connection.base-url'],
  ['Unique identifier field for users', 'connection.unique-identifier'],
  ['Push New Users', 'connection.push-new-users'],
  ['Push Profile Updates', 'connection.push-profile-updates'],
  ['Authentication Mode', 'connection.authentication-mode'],
  ['Authorization', 'connection.authorization'],
  ['Enable API integration', 'api-integration'],
  ['Create Users', 'to-app.create'],
  ['Update User Attributes', 'to-app.update'],
  ['Deactivate Users', 'to-app.deactivate'],
]);

const unusedAttributes = 'Unused attributes of the app user profile';
const longestName = 256;

/** The id of the setting that a file without ids means; null when no version wrote such a label. */
export function settingOfLabel(label: string, ofMapping: boolean): string | null {
  if (!ofMapping) return idsByLabel.get(label) ?? null;
  if (label === unusedAttributes) return 'unused-attributes';
  return label === '' || label.length > longestName ? null : `mapping:${label}`;
}
