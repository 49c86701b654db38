import { AppFailure } from '../../shared/errors';
import type { Target } from '../../shared/oktopost';
import { predictScimBody } from '../../shared/predict';
import type { Finding, PreCheck, UserRow } from '../../shared/verification';
import type { AppUser, Mapping, Okta, User } from '../okta/types';
import type { OktopostScim, UserSearch } from '../oktopost/types';
import type { Session } from '../storage/session';
import { mappingForType } from '../observe/assignment-count';
import { requireTarget } from '../storage/target';
import { unknownUser } from '../steps/assignment/step';
import { wantedMapping } from '../steps/mapping/wanted';
import { hasUserNameRow, userNameCheck } from '../steps/mapping/user-name-row';
import { requireApp } from '../storage/required';

interface PreCheckParts {
  okta: Okta;
  oktopost: OktopostScim | null;
  session: Session;
}

/** Looks at everything that is known to make a first provisioning fail, before anything is assigned. Only reads. */
export async function preCheck(
  { okta, oktopost, session }: PreCheckParts,
  userId: string,
): Promise<PreCheck> {
  const { id: appId } = requireApp(session);
  const [user, appUser, { readable }] = await Promise.all([
    okta.user(userId),
    okta.appUser(appId, userId),
    okta.mappings(appId),
  ]);
  if (user === null) throw unknownUser();
  const atOktopost =
    user.email.trim() === '' ? [] : await lookAtOktopost(oktopost, user.email, requireTarget(session));
  const predicted = predictedFor(user, readable, session);
  const mapping = mappingOf(user, readable);
  const overridden = overriddenUserName(mapping);
  // What Okta makes of an expression is not worked out here.
  const sent = { cannotBePredicted: mapping?.properties['userName']?.expression };
  const ownUserName = userNameFinding(user);
  const findings = [
    statusFinding(user),
    nameFinding(user),
    ...(overridden === null || ownUserName.level === 'block' ? [ownUserName] : [overridden]),
    ...blankFindings(appUser, predicted, mapping),
    ...atOktopost,
    ...(appUser !== null && appUser.externalId === null
      ? [
          {
            level: 'warn' as const,
            text: 'Already assigned, but never provisioned: assigned before provisioning was on.',
            next: 'The plan unassigns the user first, then assigns again.',
          },
        ]
      : []),
    ...(appUser?.scope === 'GROUP'
      ? [
          {
            level: 'block' as const,
            text: 'Assigned through a group. The assistant cannot unassign such a user alone.',
            next: 'Pick a user that no group assigns.',
          },
        ]
      : []),
  ];
  return {
    user: userRow(user),
    findings,
    predictedBody: JSON.stringify(
      overridden === null ? predicted : { ...predicted, userName: sent },
      null,
      2,
    ),
    assigned: appUser === null ? 'no' : appUser.scope === 'GROUP' ? 'group' : 'user',
  };
}

export function userRow({ id, login, email, givenName, familyName, status }: User): UserRow {
  return { id, login, email, givenName, familyName, status };
}

/** A row of the mapping that takes the place of the user name format, and does not give the email. */
function overriddenUserName(mapping: Mapping | undefined): Finding | null {
  const check = mapping === undefined || !hasUserNameRow(mapping) ? null : userNameCheck(mapping);
  if (check === null || check.state === 'same') return null;
  return {
    level: 'warn',
    text: `The mapping has a row for userName: ${check.actual ?? ''}. Okta sends that as user name, and Oktopost asks for the email.`,
    next: check.next,
  };
}

/** The mapping of the user's type. */
export const mappingOf = (user: User, mappings: readonly Mapping[]): Mapping | undefined =>
  mappingForType(mappings, user.typeId) ?? mappings[0];

/** What Okta will send for this user with the mapping as Okta holds it now, or as planned before SCIM is on. */
export function predictedFor(user: User, mappings: readonly Mapping[], session: Session) {
  const properties = mappingOf(user, mappings)?.properties ?? wantedMapping(session.mapping.choice);
  return predictScimBody({
    oktaUserId: user.id,
    userName: user.email,
    mapping: Object.entries(properties).map(([name, { expression }]) => ({ name, expression })),
    user: {
      ...user.profile,
      login: user.login,
      email: user.email,
      firstName: user.givenName,
      lastName: user.familyName,
    },
  });
}

function statusFinding({ status }: User): Finding {
  const usable = ['ACTIVE', 'PROVISIONED', 'STAGED', 'RECOVERY', 'PASSWORD_EXPIRED', 'LOCKED_OUT'];
  if (status === 'ACTIVE') return { level: 'ok', text: 'The user is active in Okta.', next: null };
  if (usable.includes(status)) {
    return {
      level: 'warn',
      text: `The user’s status in Okta is ${status}, not ACTIVE.`,
      next: 'An active user makes a clearer test.',
    };
  }
  return {
    level: 'block',
    text: `The user’s status in Okta is ${status}. Okta does not provision such a user.`,
    next: 'Pick an active user.',
  };
}

function nameFinding({ givenName, familyName }: User): Finding {
  const missing = [
    givenName.trim() === '' ? 'first name' : '',
    familyName.trim() === '' ? 'last name' : '',
  ].filter(Boolean);
  if (missing.length === 0) return { level: 'ok', text: 'First name and last name are filled.', next: null };
  return {
    level: 'block',
    text: `The ${missing.join(' and the ')} is empty in Okta. Oktopost refuses a user without it.`,
    next: 'Fill the name in Okta, or pick another user.',
  };
}

function userNameFinding({ login, email }: User): Finding {
  if (email.trim() === '') {
    return {
      level: 'block',
      text: 'The user has no email in Okta, so the user name for Oktopost would be blank. Okta refuses a blank user name, and keeps it after the email was filled in.',
      next: 'Fill in the email in Okta before the user is assigned, or pick another user.',
    };
  }
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
    return {
      level: 'block',
      text: 'The user has no usable email in Okta. The user name at Oktopost is the email.',
      next: 'Pick a user with an email.',
    };
  }
  if (login === email) return { level: 'ok', text: 'User name and email are identical.', next: null };
  return {
    level: 'warn',
    text: `The Okta user name is ${login}, the email is ${email}. Okta sends the email as user name, so this works now.`,
    next: 'Oktopost asks to keep both identical: mind it when either changes.',
  };
}

/** Values that Okta would send blank, or leave out. Source: messages, M13. */
function blankFindings(
  appUser: AppUser | null,
  predicted: ReturnType<typeof predictedFor>,
  mapping: Mapping | undefined,
): Finding[] {
  const findings: Finding[] = [];
  if (appUser !== null && (appUser.userName ?? '').trim() === '') {
    findings.push({
      level: 'warn',
      text: 'The user is assigned with a blank user name, which Okta keeps even after the email was filled in.',
      next: 'Edit the user on the Assignments tab in Okta and fill in the user name, or unassign and assign the user again.',
    });
  }
  const email = mapping?.properties['email'];
  if (email !== undefined && predicted.emails === undefined) {
    findings.push({
      level: 'warn',
      text: `The work email would be blank: the mapping takes it from ${email.expression}, which is empty for this user.`,
      next: 'Fill in that value in Okta, or map email to user.email.',
    });
  }
  return findings;
}

/** Case-insensitive at Oktopost: an account with the same email is linked or refused, not made. */
async function lookAtOktopost(
  oktopost: OktopostScim | null,
  email: string,
  { app }: Target,
): Promise<Finding[]> {
  const notKnown = (text: string, next: string): Finding[] => [{ level: 'unknown', text, next }];
  if (app === 'catalogue') {
    return notKnown(
      'Whether this email exists at Oktopost is not known: the pre-built app integration has no token that the assistant could ask with.',
      'Look for it among the users in Oktopost. Okta links to an account that is there.',
    );
  }
  if (oktopost === null) {
    return notKnown(
      'Whether this email exists at Oktopost is not known: there is no Oktopost token.',
      'Enter the token on the step “Oktopost token” to know before.',
    );
  }
  try {
    const found = await oktopost.findByUserName(email);
    const odd = found.remarks.map((text): Finding => ({
      level: 'warn',
      text,
      next: 'Show this to Oktopost support before more people are assigned.',
    }));
    return found.onlyInLowerCase ? odd : [presence(found), ...odd];
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
    return notKnown(`Oktopost could not be asked: ${error.error.message}`, error.error.next);
  }
}

function presence({ user, conclusive, others }: UserSearch): Finding {
  if (others) {
    return {
      level: 'block',
      text: 'Oktopost’s search answers with other people than the one who is asked for. Okta would link to a wrong account and overwrite it.',
      next: 'Assign nobody, and show this to Oktopost support.',
    };
  }
  if (user !== null) {
    return {
      level: 'warn',
      text: `Oktopost already has ${user.userName}. Okta will link to that account instead of making a new one.`,
      next: 'To see a user being created, pick one who is not at Oktopost.',
    };
  }
  if (conclusive) {
    return {
      level: 'ok',
      text: 'This email is not at Oktopost yet: it is not found in this spelling.',
      next: null,
    };
  }
  return {
    level: 'unknown',
    text: 'Whether this email exists at Oktopost is not known: its search does not answer in full.',
    next: 'Look for it among the users in Oktopost.',
  };
}
