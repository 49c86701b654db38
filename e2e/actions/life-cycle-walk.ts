import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';
import { assistant } from './assistant';
import type { Follow } from './assistant';
import type { Control } from './org-state';
import { oktaConsole } from './console';
import { faultsAt, notAllowed, userExists } from '../screens/faults';
import type { Refusal } from '../screens/faults';
import { words } from '../../renderer/screens/life-cycle/words';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';

interface FailingWalk {
  page: Page;
  follow: Follow;
  control: Control;
  /** Called at each failed phase. */
  onFailed: (phase: LifeCyclePhase) => Promise<void>;
}

const { names, states } = words.phases;

const refused = (status: number, detail: string): Refusal => ({ status, body: { detail } });

/**
 * One life in which each phase fails by a fault that the practice org plays, is explained, and is gone on from as the explanation says;
 * from the plan of the life-cycle test, all its settings right. At its end Okta has the user no more.
 */
export async function walkFailingPhases({ page, follow, control, onFailed }: FailingWalk): Promise<void> {
  const screen = assistant(page, follow);
  const faults = faultsAt(control);
  /** Okta has done all that it was about to. */
  const settled = (): Promise<unknown> => control('GET', '/state');
  /** In the line of the phase, or where Okta refused a write at the top. */
  const reason = (phase: LifeCyclePhase): Locator =>
    phase === 'create' || phase === 'clean-up'
      ? page.getByRole('alert')
      : page.getByRole('listitem').filter({ hasText: `${names[phase]} – ${states.failed}` });
  const fails = async (phase: LifeCyclePhase, why: RegExp): Promise<void> => {
    await expect(page.getByText(`${names[phase]} – ${states.failed}`)).toBeVisible({ timeout: 30_000 });
    await expect(reason(phase).getByText(why).first()).toBeVisible();
    await onFailed(phase);
    await faults.end();
  };
  const again = (): Promise<void> => screen.button(words.again).click();
  const next = (): Promise<void> => screen.button(words.next).click();

  await screen.button(/^To App/).click();
  const okta = await screen.follow('Open To App in Okta');
  const signOn = new URL('#tab-signon', okta.url()).href;
  await screen.button(/^Life-cycle test/).click();

  await faults.refuse('okta', notAllowed, 'POST');
  await screen.button(words.begin).click();
  await fails('create', /The token’s owner may not do this in Okta/);

  await faults.refuse('oktopost', userExists, 'POST');
  await again();
  await fails('assign', /search by user name does not find them/);
  await oktaConsole.retryTask(okta);
  await settled();

  await faults.refuse('oktopost', refused(400, 'Invalid name'), 'PUT');
  await again();
  await fails('first-name', /Oktopost could not accept what Okta sent/);
  await oktaConsole.retryTask(okta);
  await settled();
  await okta.goto(signOn);
  await oktaConsole.updateUserNamesOn(okta, 'Create only');

  await again();
  await fails('user-name', /it updates that on Create only/);
  await oktaConsole.updateUserNamesOn(okta, 'Create and update');
  await settled();

  await faults.refuse('oktopost', refused(502, ''), 'PUT');
  await again();
  await fails('unassign', /Okta could not deactivate the user at Oktopost/);

  await faults.refuse('oktopost', refused(401, ''), 'PUT');
  await next();
  await fails('reassign', /Oktopost refused the token that Okta sent/);
  await oktaConsole.retryTask(okta);
  await settled();

  await faults.refuse('oktopost', refused(500, ''), 'PUT');
  await next();
  await fails('deactivate', /Okta could not deactivate the user at Oktopost/);

  await faults.refuse('okta', notAllowed, 'DELETE');
  await next();
  await fails('clean-up', /The token’s owner may not do this in Okta/);
  await again();
  await expect
    .poll(async () => JSON.stringify(await control('GET', '/state')))
    .not.toContain('"login":"oktopost-test-');
  await okta.close();
}
