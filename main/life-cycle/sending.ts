import { toAppOptions } from '../../shared/oktopost';
import type { Finding } from '../../shared/verification';
import { readScim } from '../observe/scim';
import { readSending } from '../observe/sending';
import type { ToAppBoxes } from '../observe/to-app';
import type { Okta } from '../okta/okta';
import type { App } from '../okta/types';
import { provingTest, standingRefusal } from '../storage/proving-test';
import type { Session } from '../storage/session';
import { requireTarget } from '../storage/target';
import { finding } from '../verification/finding';

/** Whether Okta can send the test's user to Oktopost as far as it shows that. Only reads. @throws AppFailure when Okta cannot be asked. */
export async function sendingFindings(okta: Okta, app: App, session: Session): Promise<Finding[]> {
  const [{ obstacle, boxes }, scim] = await Promise.all([
    readSending(okta, app, session),
    requireTarget(session).app === 'catalogue' ? [] : scimFindings(okta, app, session),
  ]);
  const refusal = standingRefusal(session);
  return [
    ...(obstacle === null
      ? [...scim, ...boxFindings(boxes)]
      : [finding('block', obstacle.text, obstacle.next, obstacle.step)]),
    ...(refusal === null ? [] : [finding('warn', refusal.what, refusal.next)]),
  ];
}

/** Of a custom app whose SCIM Okta does not show as off. */
async function scimFindings(okta: Okta, app: App, session: Session): Promise<Finding[]> {
  const { on } = await readScim(app, session.featuresShowScim, () => okta.appUserSchema(app.id));
  if (on === true) return [finding('ok', 'SCIM is on.')];
  // A user who arrived shows that it is on, whatever Okta shows.
  if (provingTest(session) !== null) return [];
  return [
    finding(
      'block',
      'Okta does not show that SCIM is on: it may send nobody.',
      'Turn it on first. If it is on, test one user: that proves it.',
      'scim-on',
    ),
  ];
}

function boxFindings(boxes: ToAppBoxes | null): Finding[] {
  if (boxes === null) return [];
  const off = toAppOptions.filter((_name, index) => boxes[index] === false);
  if (off.length === 0) return [finding('ok', `${toAppOptions.join(', ')} are on, on the To App page.`)];
  return [
    finding(
      'warn',
      `${off.join(' and ')} ${off.length === 1 ? 'is' : 'are'} off on the To App page: the phases that rest on it will fail.`,
      'Tick the boxes first, on the step “To App”.',
      'to-app',
    ),
  ];
}
