import type { Page } from 'playwright';
import { stepNames } from '../../shared/step-names';
import { words } from '../../renderer/screens/people/words';
import { workOf } from './keys';

/** What the display showed in one stretch of time. */
export interface Frames {
  perSecond: number;
  /** The longest time between two frames, in milliseconds. */
  longestMs: number;
  /** Processor time of the page's main thread for one frame, in milliseconds. */
  workMs: number;
  /** Of the frames, those whose middle row was loaded. */
  loadedShare: number;
}

/** Reads the members of a group for the table of People. @returns how many rows it has. */
export async function readPeopleOf(page: Page, group: string, withinMs: number): Promise<number> {
  const radio = (name: string) => page.getByRole('radio', { name, exact: true });
  await page.getByRole('button', { name: stepNames.people }).first().click();
  await radio(words.source.groups).check({ force: true });
  await page.getByLabel(words.source.query).fill(group);
  await page.getByRole('button', { name: words.source.find, exact: true }).click();
  await page.getByRole('checkbox', { name: group, exact: true }).check({ force: true });
  await page.getByRole('button', { name: words.read, exact: true }).click();
  const grid = page.locator('[role=grid][aria-busy=false]');
  await grid.waitFor({ timeout: withinMs });
  return Number(await grid.getAttribute('aria-rowcount')) - 1;
}

/** Scrolls the table by so many pixels a frame and counts the frames that the display shows meanwhile; 0 scrolls nothing. */
export async function framesWhile(page: Page, pixels: number, seconds: number): Promise<Frames> {
  const { worked, detach } = await workOf(page);
  const before = await worked();
  const { frames, ...shown } = await scrolled(page, pixels, seconds);
  const workMs = ((await worked()) - before) * (1000 / frames);
  await detach();
  return { ...shown, workMs };
}

function scrolled(
  page: Page,
  pixels: number,
  seconds: number,
): Promise<Omit<Frames, 'workMs'> & { frames: number }> {
  // No named function in here: tsx would wrap it in one that the page does not have.
  return page.evaluate(
    async ({ step, ms, loading }) => {
      const box = document.querySelector('.grid-people');
      if (box === null) throw new Error('there is no table of people');
      const first = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      let [last, frames, longestMs, loaded] = [first, 0, 0, 0];
      while (last - first < ms) {
        box.scrollTop += step;
        const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
        longestMs = Math.max(longestMs, now - last);
        last = now;
        frames += 1;
        const rows = box.querySelectorAll('tbody tr');
        const text = rows[Math.floor(rows.length / 2)]?.textContent ?? loading;
        if (!text.startsWith(loading)) loaded += 1;
      }
      return { frames, perSecond: (frames * 1000) / (last - first), longestMs, loadedShare: loaded / frames };
    },
    { step: pixels, ms: seconds * 1000, loading: words.table.loading },
  );
}
