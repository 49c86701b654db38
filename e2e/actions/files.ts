import type { Locator, Page } from 'playwright/test';

/** Chooses a file in the dialog that the button opens. */
export async function openFile(button: Locator, file: string): Promise<void> {
  const [chooser] = await Promise.all([button.page().waitForEvent('filechooser'), button.click()]);
  await chooser.setFiles(file);
}

/** Presses a download button and saves the file to the path. */
export async function download(page: Page, button: Locator, file: string): Promise<void> {
  const [got] = await Promise.all([page.waitForEvent('download'), button.click()]);
  await got.saveAs(file);
}
