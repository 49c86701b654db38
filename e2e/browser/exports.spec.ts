import { readFile } from 'node:fs/promises';
import type { Page, TestInfo } from 'playwright/test';
import { statedRows } from '../../shared/stated';
import { parseSummary } from '../../main/summary/parse';
import { expect, test } from '../fixtures';
import { appsOf } from '../actions/final-check';
import { lookAt } from '../actions/look';
import { expectEveryValue, hasPdfToText, pdfText, withoutPdfToText } from '../actions/pdf';
import { words as summaryWords } from '../../renderer/screens/summary/words';
import { statementWords } from '../../renderer/words/statement';
import { enterToken } from '../actions/walk';
import { planWords } from '../../renderer/words/plan';

interface Exported {
  name: string;
  text: string;
  /** Opens the file in a browser tab. */
  open(): Promise<Page>;
}

async function exported(page: Page, button: string, testInfo: TestInfo): Promise<Exported> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  const name = download.suggestedFilename();
  const path = testInfo.outputPath(name);
  await download.saveAs(path);
  await expect(page.getByText(`${name} was handed to your browser’s downloads.`)).toBeVisible();
  return {
    name,
    text: await readFile(path, 'utf8'),
    open: async () => {
      const tab = await page.context().newPage();
      await tab.goto(`file://${path}`);
      return tab;
    },
  };
}

/** The CSP allows its style, nothing is wider than the window, and axe reports no violation. */
async function expectReadable(tab: Page, name: string, testInfo: TestInfo): Promise<void> {
  await tab.setViewportSize({ width: 720, height: 900 });
  await expect(tab.locator('body')).toHaveCSS('margin', '0px');
  const { wide, width } = await tab.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    width: document.documentElement.clientWidth,
  }));
  expect(wide).toBeLessThanOrEqual(width);
  await lookAt(tab, name, testInfo);
  // Printed black on white in either colour scheme.
  await tab.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(tab.locator('body')).toHaveCSS('color', 'rgb(0, 0, 0)');
  await expect(tab.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await tab.close();
}

test.describe('the plan', () => {
  test.use({ prepared: { until: 'plan', region: 'eu' } });

  test('@board the plan can be exported before it is approved', async ({ page, control }, testInfo) => {
    await expect(page.getByRole('button', { name: 'Create the app' })).toBeEnabled();
    const before = appsOf(await control('GET', '/state'));
    await page.setViewportSize({ width: 720, height: 900 });
    await lookAt(page, 'plan-720', testInfo);
    await page.getByRole('button', { name: planWords.export }).click();
    const markdown = await exported(page, 'Download plan as Markdown', testInfo);
    const html = await exported(page, 'Download plan as HTML', testInfo);
    expect(markdown.name).toMatch(/^practice-oktopost-okta-plan-app-.*\.md$/);
    for (const { text } of [markdown, html]) {
      expect(text).toContain('PRACTICE RUN: Plan for Oktopost in Okta');
      expect(text).toContain('https://eu-app.oktopost.com/auth/acs');
      expect(text).toContain('nothing of this plan had been written to Okta');
    }
    const tab = await html.open();
    await expect(tab.getByRole('heading', { level: 1 })).toHaveText(
      'PRACTICE RUN: Plan for Oktopost in Okta: the app integration',
    );
    await expectReadable(tab, 'plan-html', testInfo);
    expect(appsOf(await control('GET', '/state'))).toEqual(before);
  });
});

/** Each export reads Okta again; within one minute they show the same time. */
async function withinOneMinute<T>(take: () => Promise<T>): Promise<T> {
  const minuteNow = (): string => new Date().toISOString().slice(0, 16);
  const before = minuteNow();
  const taken = await take();
  return before === minuteNow() ? taken : take();
}

/** The text of the page's PDF, as the browser's own dialog saves it. */
async function printed(tab: Page, testInfo: TestInfo): Promise<string> {
  const path = testInfo.outputPath('printed.pdf');
  await tab.pdf({ path, format: 'A4', printBackground: true });
  return pdfText(path);
}

test.describe('the summary', () => {
  test.use({ prepared: { until: 'summary' } });

  test('@board the exported summary has every value of the summary', async ({
    page,
    consolePage,
    oktopostToken,
  }, testInfo) => {
    await enterToken({ page, follow: consolePage, region: 'us' }, oktopostToken, /^Summary/);
    await page.setViewportSize({ width: 720, height: 900 });
    await lookAt(page, 'summary-720', testInfo);
    // What Okta does not show is the admin's word, and leaves the list.
    await page.getByRole('button', { name: statementWords.looked }).click();
    await expect(page.getByRole('button', { name: statementWords.looked })).toHaveCount(0);
    const { summary, markdown, html } = await withinOneMinute(async () => ({
      summary: parseSummary(JSON.parse((await exported(page, 'Download JSON', testInfo)).text)),
      markdown: await exported(page, 'Download Markdown', testInfo),
      html: await exported(page, 'Download HTML', testInfo),
    }));
    expect(summary.stated).toHaveLength(1);
    const stated = summaryWords.left.stated(statedRows(summary).length);
    await expect(page.getByRole('button', { name: stated })).toBeVisible();
    expect(html.name).toMatch(/^practice-oktopost-okta-summary-board-us-.*\.html$/);
    expect(markdown.text).toContain('## What Okta does not show');
    const tab = await html.open();
    await expect(tab.getByRole('rowheader', { name: 'SCIM connector base URL' }).first()).toBeVisible();
    await expect(tab.getByRole('heading', { level: 2, name: 'Left to do' })).toBeVisible();
    expectEveryValue(summary, await tab.locator('body').innerText());
    if (hasPdfToText) expectEveryValue(summary, await printed(tab, testInfo));
    else testInfo.annotations.push({ type: 'skipped', description: withoutPdfToText });
    await expectReadable(tab, 'summary-html', testInfo);
  });
});

test.describe('on paper', () => {
  test.use({ prepared: { until: 'plan' } });

  test('the summary and the plan are printed by the browser, with their style', async ({ page }) => {
    await page.addInitScript(() => {
      window.print = () => {
        document.documentElement.dataset['printed'] = getComputedStyle(document.body).margin;
      };
    });
    await page.reload();
    await page.getByRole('button', { name: planWords.export }).click();
    await page.getByRole('button', { name: 'Print plan or save as PDF' }).click();
    await expect(page.getByText('Your browser’s print dialog opens.')).toBeVisible();
    const frame = page.frameLocator('iframe[name=print]');
    await expect(frame.getByRole('heading', { level: 1 })).toHaveText(/^PRACTICE RUN: Plan for Oktopost/);
    await expect(frame.locator('html')).toHaveAttribute('data-printed', '0px');
  });
});
