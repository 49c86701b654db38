import { expect, test } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

const maxStops = 200;

/** Operation by keyboard only: Tab, Enter, Space, arrows and letters. Every focused element has to be visible. */
export function keyboard(page: Page) {
  const isOn = (locator: Locator): Promise<boolean> =>
    locator.first().evaluate((element) => element === document.activeElement);

  /** Whether the focus left the page. */
  const tab = async (key: 'Tab' | 'Shift+Tab'): Promise<boolean> => {
    await page.keyboard.press(key);
    let focused = await page.evaluate(focusedElement);
    if (focused !== null && focused.fault !== null) {
      // What arrives above it moves it, and it is scrolled back into view with the next frame.
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 50))));
      focused = await page.evaluate(focusedElement);
    }
    if (focused === null) return true;
    if (focused.fault !== null) throw new Error(focused.fault);
    return false;
  };

  // Playwright looks through all the steps of a test for the parent of a new one, unless it is inside a step.
  const reach = (locator: Locator): Promise<void> =>
    test.step(`Tab to ${String(locator)}`, async () => {
      await expect(locator.first()).toBeEnabled();
      for (let stop = 0; stop < maxStops; stop += 1) {
        if (await isOn(locator)) return;
        await tab('Tab');
      }
      throw new Error(`${String(locator)} is not reached with Tab`);
    });

  const press = async (locator: Locator): Promise<void> => {
    await reach(locator);
    await page.keyboard.press('Enter');
  };

  return {
    reach,
    press,

    /** A control that went away when it was pressed leaves the focus somewhere on the page. */
    expectKept: (): Promise<void> =>
      expect.poll(() => page.evaluate(() => document.activeElement === document.body)).toBe(false),

    /** Follows a link to the tab it opens. */
    follow: async (link: Locator): Promise<Page> => {
      const opened = page.context().waitForEvent('page');
      await press(link);
      const tabOfLink = await opened;
      await tabOfLink.waitForLoadState();
      return tabOfLink;
    },

    fill: async (field: Locator, text: string): Promise<void> => {
      await reach(field);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(text);
    },

    check: async (box: Locator): Promise<void> => {
      if (await box.isChecked()) return;
      await reach(box);
      await page.keyboard.press('Space');
      await expect(box).toBeChecked();
    },

    /** Starts at the option of the group that has the tab stop. */
    choose: async (stop: Locator, option: Locator): Promise<void> => {
      await reach(stop);
      while (!(await isOn(option))) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Space');
      await expect(option).toBeChecked();
    },

    /** Tabs through all focusable elements, forwards and backwards: there is no focus trap. */
    goAround: (): Promise<void> =>
      test.step('Tab through everything', async () => {
        for (const key of ['Tab', 'Shift+Tab'] as const) {
          let stops = 0;
          while (!(await tab(key))) {
            stops += 1;
            if (stops === maxStops) throw new Error(`${key} never leaves the page`);
          }
        }
      }),
  };
}

/** Runs in the page: what is wrong with the focused element, which has to be visible; null when none has the focus. */
function focusedElement(): { fault: string | null } | null {
  const active = document.activeElement;
  if (active === null || active === document.body) return null;
  const name = `${active.tagName} “${(active.getAttribute('aria-label') ?? active.textContent ?? '').trim().slice(0, 60)}”`;
  // A choice shows the focus of the input on top of it.
  const shown = active.closest('.choice') ?? active;
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  if (outlineStyle === 'none' || parseFloat(outlineWidth) < 1) return { fault: `${name} has no outline` };
  const box = active.getBoundingClientRect();
  const fixed = active.closest('.bar, .band, .rail, .veil') !== null;
  const top = fixed ? 0 : (document.querySelector('.band')?.getBoundingClientRect().bottom ?? 0);
  const bottom = fixed
    ? innerHeight
    : (document.querySelector('.bar')?.getBoundingClientRect().top ?? innerHeight);
  const fits = box.height <= bottom - top;
  const covered = fits && (box.top < top - 1 || box.bottom > bottom + 1);
  return { fault: covered ? `${name} is covered` : null };
}
