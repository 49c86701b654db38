import { statusName } from '../../shared/status-name';
import type { PaneFinding } from '../../shared/verification';
import { emailRule, isBlank, isFromDirectory, statusRule } from '../observe/person-rules';
import { formattedName } from '../observe/user-name-format';
import type { App, Mapping, User } from '../okta/types';
import { hasUserNameRow, userNameCheck } from '../steps/mapping/user-name-row';
import { findingIn } from './finding';

const finding = findingIn('user');

interface UserParts {
  user: User;
  app: App | null;
  /** Null: the token may not read them. */
  groups: readonly string[] | null;
  mapping: Mapping | undefined;
}

/** The person in Okta: status, name, user name by the format in force, source, groups. */
export function userFindings({ user, app, groups, mapping }: UserParts): PaneFinding[] {
  const overridden = overriddenUserName(mapping);
  const ownUserName = userNameFinding(user);
  return [
    statusFinding(user),
    nameFinding(user),
    ...(overridden === null || ownUserName.level === 'block' ? [ownUserName] : [overridden]),
    ...formatFindings(user, app),
    sourceFinding(user),
    groups === null
      ? finding(
          'unknown',
          'Groups: this token may not read them.',
          'Nothing of the test needs them. In Okta they are on the person’s page.',
        )
      : finding('ok', `Groups: ${groups.slice(0, groupsNamed).join(', ')}${more(groups.length)}.`),
  ];
}

function sourceFinding({ source }: User): PaneFinding {
  if (source === null) {
    return finding(
      'unknown',
      'Okta does not show where the account comes from: a directory may overwrite names and email.',
      'Look at the person’s page in Okta.',
    );
  }
  return isFromDirectory(source)
    ? finding('ok', `The account comes from ${source}: change names and email there.`)
    : finding('ok', 'The account is Okta’s own: no directory overwrites it.');
}

const groupsNamed = 8;
const more = (count: number): string =>
  count > groupsNamed ? ` and ${String(count - groupsNamed)} more` : count === 0 ? 'none' : '';

/** A row of the mapping that takes the place of the user name format, and does not give the email. */
export function overriddenUserName(mapping: Mapping | undefined): PaneFinding | null {
  const check = mapping === undefined || !hasUserNameRow(mapping) ? null : userNameCheck(mapping);
  if (check === null || check.state === 'same') return null;
  return finding(
    'warn',
    `The mapping has a row for userName: ${check.actual ?? ''}. Okta sends that as user name, and Oktopost asks for the email.`,
    check.next,
  );
}

function formatFindings(user: User, app: App | null): PaneFinding[] {
  const { format, userName } = formattedName(app, user);
  if (format === null) return [];
  if (userName === null) {
    return [
      finding(
        'warn',
        `Application username format: ${format}. What it makes of this person is not worked out here.`,
        'Oktopost asks for the email: set the format to Email on the Sign On tab.',
      ),
    ];
  }
  return userName === user.email
    ? [finding('ok', `Application username format: ${format}, which gives ${userName}.`)]
    : [
        finding(
          'warn',
          `Application username format: ${format}. Okta would send ${userName}, and Oktopost asks for the email.`,
          'Set the format to Email on the Sign On tab.',
        ),
      ];
}

function statusFinding({ status }: User): PaneFinding {
  const rule = statusRule(status);
  if (rule === 'active') return finding('ok', 'The user is active in Okta.');
  if (rule === 'waits') {
    return finding(
      'warn',
      `The user’s status in Okta is “${statusName(status)}”, not “${statusName('ACTIVE')}”.`,
      'An active user makes a clearer test.',
    );
  }
  return finding(
    'block',
    `The user’s status in Okta is “${statusName(status)}”. Okta does not provision such a user.`,
    'Pick an active user.',
  );
}

function nameFinding({ givenName, familyName }: User): PaneFinding {
  const missing = [isBlank(givenName) ? 'first name' : '', isBlank(familyName) ? 'last name' : ''].filter(
    Boolean,
  );
  if (missing.length === 0) return finding('ok', 'First name and last name are filled.');
  return finding(
    'block',
    `The ${missing.join(' and the ')} is empty in Okta. Oktopost refuses a user without it.`,
    'Fill the name in Okta, or pick another user.',
  );
}

function userNameFinding({ login, email }: User): PaneFinding {
  const rule = emailRule(email);
  if (rule === 'missing') {
    return finding(
      'block',
      'The user has no email in Okta, so the user name for Oktopost would be blank. Okta refuses a blank user name, and keeps it after the email was filled in.',
      'Fill in the email in Okta before the user is assigned, or pick another user.',
    );
  }
  if (rule === 'unusable') {
    return finding(
      'block',
      'The user has no usable email in Okta. The user name at Oktopost is the email.',
      'Pick a user with an email.',
    );
  }
  if (login === email) return finding('ok', 'User name and email are identical.');
  return finding(
    'warn',
    `The Okta user name is ${login}, the email is ${email}. Okta sends the email as user name, so this works now.`,
    'Oktopost asks to keep both identical: mind it when either changes.',
  );
}
