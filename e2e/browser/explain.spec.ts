import { writeFileSync } from 'node:fs';
import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { download, openFile } from '../actions/files';
import { lookAt } from '../actions/look';
import { words } from '../../renderer/screens/explain/words';
import { words as common } from '../../renderer/words/common';
import { words as welcomeWords } from '../../renderer/screens/welcome/words';

const failed =
  'Automatic provisioning of user Ana Silva to app Oktopost failed: Error while creating user: Unauthorized. Errors reported by remote server: Token is not valid';
const csv = [
  'E-mail;Failure reason',
  'ana@acme.example;Email already exists',
  'bo@acme.example;Email already exists',
  '"=HYPERLINK(""https://evil.example"")";License limit reached',
].join('\r\n');

test('a failure is explained from a pasted message, a dropped and a chosen file, without any connection', async ({
  page,
  consolePage,
}, testInfo) => {
  const screen = assistant(page, consolePage);
  await page.setViewportSize({ width: 1280, height: 900 });
  await screen.button(welcomeWords.explain.action).click();
  await expect(screen.title(words.title)).toBeVisible();
  await lookAt(page, 'explain-empty', testInfo);

  await page.getByLabel(words.give.label).fill(`${failed}\n${failed}`);
  await screen.button(words.give.action).click();
  await expect(page.getByText('Pasted text: 2 failures of 1 cause.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Pasted text: 2 failures of 1 cause.')).toBeVisible();
  await lookAt(page, 'explain-pasted', testInfo);
  await screen.button(words.another).click();

  // Dropped by the browser itself, as an admin does it.
  const migrations = testInfo.outputPath('failed-migrations.csv');
  writeFileSync(migrations, csv);
  const box = await page.locator('.drop').boundingBox();
  const place = { x: (box?.x ?? 0) + 40, y: (box?.y ?? 0) + 20 };
  const browser = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    const data = { items: [], files: [migrations], dragOperationsMask: 1 };
    await browser.send('Input.dispatchDragEvent', { type, ...place, data });
  }
  await expect(page.getByText('“failed-migrations.csv”: 3 failures of 2 causes.')).toBeVisible();
  await screen.button(words.groups.details).first().click();
  await expect(
    page.getByRole('rowheader').or(page.getByRole('cell')).getByText('ana@acme.example'),
  ).toBeVisible();
  await lookAt(page, 'explain-dropped', testInfo);
  await page.setViewportSize({ width: 720, height: 900 });
  await lookAt(page, 'explain-dropped-narrow', testInfo);
  await page.setViewportSize({ width: 1280, height: 900 });
  const file = testInfo.outputPath('explained.csv');
  await download(page, screen.button('Download CSV'), file);
  await screen.button(words.another).click();

  // What the assistant wrote can be read again.
  await openFile(screen.button(common.file.choose), file);
  await expect(page.getByText('“explained.csv”: 3 failures of 2 causes.')).toBeVisible();
  await screen.button(words.another).click();

  const workbook = testInfo.outputPath('log.xlsx');
  writeFileSync(workbook, 'PK\u0003\u0004');
  await openFile(screen.button(common.file.choose), workbook);
  await expect(page.getByRole('alert').getByText('Excel workbook').first()).toBeVisible();
});
