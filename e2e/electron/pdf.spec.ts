import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSummary } from '../../main/summary/parse';
import { firstMissing } from '../../shared/testing/summary';
import { expect, test } from '../fixtures';
import { expectEveryValue, hasPdfToText, pdfText, withoutPdfToText } from '../actions/pdf';
import { enterToken } from '../actions/walk';
import { planWords } from '../../renderer/words/plan';

test.describe('of the plan', () => {
  test.use({ prepared: { until: 'plan', region: 'eu' } });

  test('the plan as PDF', async ({ page, assistant, folder }) => {
    const { electron } = assistant;
    if (electron === null) throw new Error('this test is for Electron');
    test.skip(!hasPdfToText, withoutPdfToText);
    await expect(page.getByRole('button', { name: 'Create the app' })).toBeEnabled();
    const file = join(dirname(folder), 'plan.pdf');
    await electron.saveInto(file);
    await page.getByRole('button', { name: planWords.export }).click();
    await page.getByRole('button', { name: 'Download plan as PDF' }).click();
    await expect(page.getByText(`Saved as ${file}.`)).toBeVisible();
    const said = [
      'PRACTICE RUN: Plan for Oktopost in Okta: the app integration',
      'Single sign-on URL',
      'https://eu-app.oktopost.com/auth/acs',
      'To undo:',
    ];
    expect(firstMissing(said, pdfText(file))).toBeNull();
    expect(electron.app.windows()).toHaveLength(1);
  });
});

test.describe('of the summary', () => {
  test.use({ prepared: { until: 'summary' } });

  test('the summary as PDF has every value of its JSON, in order', async ({
    page,
    assistant,
    consolePage,
    folder,
    oktopostToken,
  }) => {
    const { electron } = assistant;
    if (electron === null) throw new Error('this test is for Electron');
    test.skip(!hasPdfToText, withoutPdfToText);
    await enterToken({ page, follow: consolePage, region: 'us' }, oktopostToken, /^Summary/);
    const take = async (format: string): Promise<string> => {
      const file = join(dirname(folder), `summary.${format}`);
      await electron.saveInto(file);
      await page.getByRole('button', { name: `Download ${format.toUpperCase()}` }).click();
      await expect(page.getByText(`Saved as ${file}.`)).toBeVisible();
      return file;
    };
    // Each export reads Okta again; within one minute they show the same time.
    await expect(async () => {
      const minute = new Date().getMinutes();
      const summary = parseSummary(JSON.parse(readFileSync(await take('json'), 'utf8')));
      const text = pdfText(await take('pdf'));
      expect(new Date().getMinutes()).toBe(minute);
      expectEveryValue(summary, text);
    }).toPass();
  });
});
