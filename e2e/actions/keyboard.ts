import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

const maxStops = 200;

/** Operation by keyboard only: Tab, Enter, Space, arrows and letters. Every focused element has to be visible. */
export function keyboard(page: Page) {
  const isOn = (locator: Locator): Promise<boolean> =>
    locator.first().evaluate((element) => element === document.activeElement);

  const tab = async (key: 'Tab' | 'Shift+Tab'): Promise<void> => {
    await page.keyboard.press(key);
    expect(await page.evaluate(hiddenFocus)).toBeNull();
  };

  const reach = async (locator: Locator): Promise<void> => {
    await expect(locator.first()).toBeEnabled();
    for (let stop = 0; stop < maxStops; stop += 1) {
      if (await isOn(locator)) return;
      await tab('Tab');
    }
    throw new Error(`${String(locator)} is not reached with Tab`);
  };

  const press = async (locator: Locator): Promise<void> => {
    await reach(locator);
    await page.keyboard.press('Enter');
  };

  return {
    reach,
    press,

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
    goAround: async (): Promise<void> => {
      const atEnd = (): Promise<boolean> => page.evaluate(() => document.activeElement === document.body);
      for (const key of ['Tab', 'Shift+Tab'] as const) {
        let stops = 0;
        do {
          await tab(key);
          stops += 1;
          expect(stops, `stops with ${key}`).toBeLessThan(maxStops);
        } while (!(await atEnd()));
      }
    },
  };
}

/** Runs in the page: the focused element when it is not visible, else null. */
function hiddenFocus(): string | null {
  const active = document.activeElement;
  if (active === null || active === document.body) return null;
  const name = `${active.tagName} “${(active.getAttribute('aria-label') ?? active.textContent ?? '').trim().slice(0, 60)}”`;
  // A choice shows the focus of the input on top of it.
  const shown = active.closest('.choice') ?? active;
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  if (outlineStyle === 'none' || parseFloat(outlineWidth) < 1) return `${name} has no outline`;
  const box = active.getBoundingClientRect();
  const fixed = active.closest('.bar, .band, .rail, .veil') !== null;
  const top = fixed ? 0 : (document.querySelector('.band')?.getBoundingClientRect().bottom ?? 0);
  const bottom = fixed
    ? innerHeight
    : (document.querySelector('.bar')?.getBoundingClientRect().top ?? innerHeight);
  const fits = box.height <= bottom - top;
  return fits && (box.top < top - 1 || box.bottom > bottom + 1) ? `${name} is covered` : null;
}
