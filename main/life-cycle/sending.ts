import { toAppOptions } from '../../shared/oktopost';
import type { Finding } from '../../shared/verification';
import { readApiIntegration } from '../observe/api-integration';
import { readScim } from '../observe/scim';
import { readToApp } from '../observe/to-app';
import type { ToAppBoxes } from '../observe/to-app';
import type { Okta } from '../okta/okta';
import type { App } from '../okta/types';
import { provingTest } from '../storage/proving-test';
import type { Session } from '../storage/session';
import { requireTarget } from '../storage/target';
import { finding } from '../verification/finding';

/** Whether Okta can send the test's user to Oktopost as far as it shows that. Only reads. @throws AppFailure when Okta cannot be asked. */
export async function sendingFindings(okta: Okta, app: App, session: Session): Promise<Finding[]> {
  const [provisioning, { boxes }] = await Promise.all([
    provisioningFindings(okta, app, session),
    readToApp(okta, app),
  ]);
  return [...activeFindings(app), ...provisioning, ...boxFindings(boxes)];
}

const activeFindings = ({ status }: App): Finding[] =>
  status === 'ACTIVE' || status === ''
    ? []
    : [
        finding(
          'block',
          'The app integration is not active in Okta: nobody can be assigned to it.',
          'Activate it there first, at the top of its page.',
        ),
      ];

async function provisioningFindings(okta: Okta, app: App, session: Session): Promise<Finding[]> {
  if (requireTarget(session).app === 'catalogue') {
    const { on } = await readApiIntegration(okta, app);
    return on === false
      ? [
          finding(
            'block',
            'The API integration is off in Okta: it would send nobody.',
            'Enable it there first.',
          ),
        ]
      : [];
  }
  const { on } = await readScim(app, session.featuresShowScim, () => okta.appUserSchema(app.id));
  if (on === true) return [finding('ok', 'SCIM is on.')];
  if (on === false)
    return [finding('block', 'SCIM is off in Okta: it would send nobody.', 'Turn it on first.')];
  // A user who arrived shows that it is on, whatever Okta shows.
  if (provingTest(session) !== null) return [];
  return [
    finding(
      'block',
      'Okta does not show that SCIM is on: it may send nobody.',
      'Turn it on first. If it is on, test one user: that proves it.',
    ),
  ];
}

function boxFindings(boxes: ToAppBoxes | null): Finding[] {
  if (boxes === null) return [];
  const [create] = toAppOptions;
  if (!boxes[0]) {
    return [
      finding(
        'block',
        `${create} is off on the To App page: Okta would make no account.`,
        'Tick it first, on the step “To App”.',
      ),
    ];
  }
  const off = toAppOptions.filter((_name, index) => boxes[index] === false);
  if (off.length === 0) return [finding('ok', `${toAppOptions.join(', ')} are on, on the To App page.`)];
  return [
    finding(
      'warn',
      `${off.join(' and ')} ${off.length === 1 ? 'is' : 'are'} off on the To App page: the phases that rest on it will fail.`,
      'Tick the boxes first, on the step “To App”.',
    ),
  ];
}
