import type { Locator, Page } from 'playwright';

/** Types a word into a field. @returns for each key the main thread's time, in milliseconds, two frames included. */
export async function keysInto(page: Page, field: Locator, word: string): Promise<number[]> {
  await field.click();
  const { worked, detach } = await workOf(page);
  const times: number[] = [];
  for (const key of word) {
    const before = await worked();
    await page.keyboard.press(key);
    await page.evaluate(async () => {
      for (let frame = 0; frame < 2; frame += 1)
        await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    });
    times.push(((await worked()) - before) * 1000);
  }
  await detach();
  return times;
}

/** The time, in seconds, for which the page's main thread has worked so far. */
export async function workOf(
  page: Page,
): Promise<{ worked: () => Promise<number>; detach: () => Promise<void> }> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Performance.enable', { timeDomain: 'threadTicks' });
  return {
    worked: async () => {
      const { metrics } = await browser.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
    },
    detach: () => browser.detach(),
  };
}
