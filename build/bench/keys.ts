import type { Locator, Page } from 'playwright';
import { keysInto } from '../../e2e/actions/keys';
import { stepNames } from '../../shared/step-names';
import { screenIds, sideScreenIds } from '../../shared/screens';
import type { ScreenId } from '../../shared/screens';

/** The most of the main thread's time that a key took in a field. */
export interface KeyCost {
  screen: ScreenId;
  /** The name of the field, as it is on the screen. */
  field: string;
  ms: number;
}

const typed = { text: 'berger', numeric: '123456' };
const editable =
  'main :is(textarea, input:not([type=radio], [type=checkbox], [type=file])):not([readonly], [disabled])';
const settlesWithinMs = 3_000;

/** Types into every field of every screen that can be reached now; nothing is sent off. */
export async function keysOfScreens(page: Page): Promise<KeyCost[]> {
  const costs: KeyCost[] = [];
  for (const screen of [...screenIds, ...sideScreenIds]) {
    const entry = page.locator('.rail').getByRole('button', { name: stepNames[screen] }).first();
    if ((await entry.count()) === 0) continue;
    await entry.click();
    costs.push(...(await keysOfFields(page, screen)));
  }
  return costs;
}

/** Of the screen that is shown. */
export async function keysOfFields(page: Page, screen: ScreenId): Promise<KeyCost[]> {
  await openAll(page);
  const costs: KeyCost[] = [];
  for (const field of await page.locator(editable).all()) {
    if (!(await field.isVisible()) || !(await field.isEditable())) continue;
    const before = await field.inputValue();
    const times = await keysInto(
      page,
      field,
      typed[(await field.getAttribute('inputmode')) === 'numeric' ? 'numeric' : 'text'],
    );
    await field.fill(before);
    costs.push({ screen, field: await nameOf(page, field), ms: Math.round(Math.max(...times)) });
  }
  return costs;
}

/** What a screen reads first is waited for, and what it folds is opened: a field may be there. */
async function openAll(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: settlesWithinMs }).catch(() => undefined);
  for (const folded of await page.locator('main button[aria-expanded=false]').all())
    if (await folded.isVisible()) await folded.click({ timeout: settlesWithinMs }).catch(() => undefined);
}

async function nameOf(page: Page, field: Locator): Promise<string> {
  const id = await field.getAttribute('id');
  const label = page.locator(`label[for="${id ?? ''}"]`).first();
  return (await label.count()) === 0
    ? ((await field.getAttribute('aria-label')) ?? '')
    : await label.innerText();
}
