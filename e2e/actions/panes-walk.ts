import { expect } from 'playwright/test';
import type { Page } from 'playwright/test';
import { assistant } from './assistant';
import type { Follow } from './assistant';
import type { Control } from './org-state';
import { oktaConsole } from './console';
import { enterToken, testUser } from './walk';
import { faultsAt, oktaDown, userExists } from '../screens/faults';
import { words } from '../../renderer/screens/test-user/words';
import { words as common } from '../../renderer/words/common';
import type { PaneId } from '../../shared/verification';

interface PanesWalk {
  page: Page;
  follow: Follow;
  oktopostToken: string;
  control: Control;
  /** Called at each verdict, under a name for it. */
  onVerdict: (name: string) => Promise<void>;
}

const { levels } = words.check;
const { result } = words.panes;

/** Somebody else, whatever was searched for. */
const somebodyElse = (totalResults: number | string) => ({
  status: 200,
  body: {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults,
    startIndex: 1,
    itemsPerPage: 1,
    Resources: [{ id: '4711', userName: 'somebody.else@bellwether.example', active: true }],
  },
});

/** Each verdict of the five panes of the test of a person, by faults that the practice org plays; from a set-up without a test. */
export async function walkPanes({
  page,
  follow,
  oktopostToken,
  control,
  onVerdict,
}: PanesWalk): Promise<void> {
  const screen = assistant(page, follow);
  const faults = faultsAt(control);
  const is = async (verdicts: Partial<Record<PaneId, string>>): Promise<void> => {
    for (const [pane, verdict] of Object.entries(verdicts)) {
      const name = `${new Map<string, string>(Object.entries(words.panes.names)).get(pane) ?? ''} ${verdict}`;
      await expect(page.getByRole('heading', { level: 3, name, exact: true })).toBeVisible();
    }
  };
  const pick = async (name: string, login: string): Promise<void> => {
    await page.getByLabel(words.search.label).fill(name);
    await screen.button(words.search.action).click();
    await screen.button(words.search.choose(login)).click();
  };
  const again = (): Promise<void> => screen.button(common.checkAgain).click();

  await screen.button(/^Test one user/).click();
  await pick('Bruno', testUser.email);
  await is({ connection: levels.unknown, user: levels.ok, scope: levels.ok, match: levels.unknown });
  await is({ result: result.none });
  await onVerdict('no-token');

  await enterToken({ page, follow, region: 'us' }, oktopostToken, /^Test one user/);
  await pick('Bruno', testUser.email);
  await is({ connection: levels.ok, match: levels.ok });
  await onVerdict('all-well');
  await faults.refuse('oktopost', oktaDown, 'GET');
  await again();
  await is({ connection: levels.warn, match: levels.unknown });
  await onVerdict('server-down');
  await faults.end();
  await faults.refuse('oktopost', somebodyElse('1'), 'GET');
  await again();
  await is({ connection: levels.block });
  await onVerdict('numbers-as-text');
  await faults.end();
  await faults.refuse('oktopost', somebodyElse(1), 'GET');
  await again();
  await is({ connection: levels.ok, match: levels.block });
  await onVerdict('somebody-else');
  await faults.end();

  await screen.button(words.search.other).click();
  await pick('Kenji', 'kmori');
  await is({ user: levels.warn });
  await onVerdict('odd-login');
  await screen.button(words.search.other).click();
  await pick('Petra', 'petra@bellwether.example');
  await is({ user: levels.block });
  await onVerdict('no-last-name');

  await screen.button(/^To App/).click();
  const toApp = await screen.follow('Open To App in Okta');
  await screen.button(/^Test one user/).click();
  await pick('Bruno', testUser.email);
  for (const [box, verdict] of [
    ['Update User Attributes', levels.warn],
    ['Create Users', levels.block],
  ] as const) {
    await oktaConsole.untickToApp(toApp, box);
    await again();
    await is({ scope: verdict });
    await onVerdict(`without-${box.toLowerCase().replaceAll(' ', '-')}`);
  }
  await oktaConsole.tickToApp(toApp);
  await toApp.close();
  await again();
  await is({ scope: levels.ok });

  await faults.hold('oktopost', 'POST');
  await screen.button(words.assign(testUser.name)).click();
  await is({ result: result.following });
  // Nothing of what was read before is said of now.
  await is({ connection: words.panes.wasOk, user: words.panes.wasOk, scope: words.panes.wasOk });
  await expect(page.getByText(/^Checked before the assignment, at /)).toBeVisible();
  await onVerdict('following');
  await screen.button(words.follow.stop).click();
  await is({ result: result.stopped });
  await onVerdict('stopped');
  await faults.end();
  await screen.button(words.follow.again).click();
  await expect(page.getByText(words.state.passed).first()).toBeVisible();
  await screen.button(words.panes.title).click();
  await is({ result: result.passed });
  await onVerdict('passed');

  await faults.refuse('oktopost', userExists, 'POST');
  await screen.button(words.search.again).click();
  await pick('Chiara', 'chiara.costa@bellwether.example');
  await screen.button(words.assign('Chiara Costa')).click();
  await is({ result: result.failed });
  // Read again by itself: assigned now, and Okta could not send.
  await is({ connection: levels.ok, user: levels.ok, scope: levels.warn, match: levels.ok });
  await expect(page.getByText(/^Checked again at /)).toBeVisible();
  await onVerdict('failed');
  await faults.end();
}
