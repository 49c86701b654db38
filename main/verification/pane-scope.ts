import { keptAttributes, toAppOptions } from '../../shared/oktopost';
import type { Target } from '../../shared/oktopost';
import type { PaneFinding } from '../../shared/verification';
import type { Obstacle } from '../observe/sending';
import { wasNeverSent } from '../observe/never-sent';
import type { ToAppBoxes } from '../observe/to-app';
import type { AppUser, LogEvent, Mapping } from '../okta/types';
import type { predictedFor } from './predicted';
import { findingIn } from './finding';

const finding = findingIn('scope');

interface ScopeParts {
  app: Target['app'];
  appUser: AppUser | null;
  /** Of this person to this app, oldest first. */
  assignments: readonly LogEvent[];
  /** Why Okta would send nobody, beside the boxes; null: it shows nothing of the kind. */
  obstacle: Obstacle | null;
  /** Null: Okta does not show them. */
  boxes: ToAppBoxes | null;
  /** Of the person's user type; undefined: Okta shows none. */
  mapping: Mapping | undefined;
  predicted: ReturnType<typeof predictedFor>;
}

/** Whether Okta sends this person to Oktopost: assigned how and by whom, the To App boxes, the mapping of the user type. */
export function scopeFindings({
  app,
  appUser,
  assignments,
  obstacle,
  boxes,
  mapping,
  predicted,
}: ScopeParts): PaneFinding[] {
  return [
    ...assignedFindings(appUser, assignments.at(-1) ?? null),
    ...(obstacle === null ? [] : [finding('block', obstacle.text, obstacle.next, obstacle.step)]),
    boxesFinding(boxes),
    mappingFinding(app, mapping),
    ...blankFindings(appUser, predicted, mapping),
  ];
}

function assignedFindings(appUser: AppUser | null, event: LogEvent | null): PaneFinding[] {
  if (appUser === null) return [{ ...finding('ok', 'Not assigned.'), untilAssigned: true }];
  const by = event === null ? '' : `, by ${event.actor?.who ?? 'someone Okta does not name'}`;
  const how = appUser.scope === 'GROUP' ? 'through a group' : 'as a person';
  return [
    finding('ok', `Assigned ${how}${by}.`),
    ...sentFindings(appUser),
    ...(appUser.scope === 'GROUP'
      ? [
          finding(
            'block',
            'Assigned through a group. The assistant cannot unassign such a user alone.',
            'Pick a user that no group assigns.',
          ),
        ]
      : []),
  ];
}

function sentFindings(appUser: AppUser): PaneFinding[] {
  if (wasNeverSent(appUser)) {
    return [
      finding(
        'warn',
        `Already assigned, but never provisioned: when this person was assigned, provisioning was off or ${toAppOptions[0]} was not ticked.`,
        'The user has to be unassigned and assigned again: a plan to assign does both.',
      ),
    ];
  }
  if (appUser.externalId !== null) return [];
  return appUser.syncState === 'SYNCING'
    ? [
        finding(
          'warn',
          'Already assigned, and Okta is sending this person now.',
          'Wait a minute, then check again.',
        ),
      ]
    : [
        finding(
          'warn',
          'Already assigned, and Okta failed to send this person.',
          'Explain the failure first: Dashboard > Tasks in Okta has its message.',
        ),
      ];
}

function boxesFinding(boxes: ToAppBoxes | null): PaneFinding {
  const [create, update, deactivate] = toAppOptions;
  if (boxes === null) {
    return finding(
      'unknown',
      'Okta does not show whether the To App boxes are ticked.',
      'Look at Provisioning > To App in Okta; the test proves the first of them.',
    );
  }
  if (!boxes[0]) {
    return finding(
      'block',
      `${create} is not ticked: Okta makes no account.`,
      'Tick it under Provisioning > To App.',
      'to-app',
    );
  }
  const missing = [boxes[1] ? '' : update, boxes[2] ? '' : deactivate].filter(Boolean);
  return missing.length === 0
    ? finding('ok', 'To App: all three boxes are ticked.')
    : finding(
        'warn',
        `Not ticked: ${missing.join(' and ')}.`,
        'Tick it under Provisioning > To App.',
        'to-app',
      );
}

function mappingFinding(app: Target['app'], mapping: Mapping | undefined): PaneFinding {
  if (mapping === undefined) {
    return finding(
      'unknown',
      'Okta shows no mapping for this person’s user type.',
      'Look at the mapping in Okta: first and last name have to be mapped.',
    );
  }
  const missing = Object.keys(keptAttributes).filter((name) => mapping.properties[name] === undefined);
  const type = mapping.userType.isDefault ? 'the default user type' : `user type ${mapping.userType.name}`;
  return missing.length === 0
    ? finding('ok', `The mapping of ${type} has first and last name.`)
    : finding(
        'warn',
        `The mapping of ${type} lacks ${missing.join(' and ')}.`,
        app === 'custom'
          ? 'Map it on the step “Mapping”, or in Okta.'
          : 'Map it in Okta: Provisioning tab, To App.',
        app === 'custom' ? 'mapping' : null,
      );
}

/** Values that Okta would send blank, or leave out. Source: messages, M13. */
function blankFindings(
  appUser: AppUser | null,
  predicted: ScopeParts['predicted'],
  mapping: Mapping | undefined,
): PaneFinding[] {
  const findings: PaneFinding[] = [];
  if (appUser !== null && (appUser.userName ?? '').trim() === '') {
    findings.push(
      finding(
        'warn',
        'The user is assigned with a blank user name, which Okta keeps even after the email was filled in.',
        'Edit the user on the Assignments tab in Okta and fill in the user name, or unassign and assign the user again.',
      ),
    );
  }
  const email = mapping?.properties['email'];
  if (email !== undefined && predicted.emails === undefined) {
    findings.push(
      finding(
        'warn',
        `The work email would be blank: the mapping takes it from ${email.expression}, which is empty for this user.`,
        'Fill in that value in Okta, or map email to user.email.',
      ),
    );
  }
  return findings;
}
