import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { download, openFile } from '../actions/files';
import { lookAt } from '../actions/look';
import { walkGuided, walkToSummary } from '../actions/walk';
import { startBrowserAssistant } from '../shells/browser';
import { practiceOrgOf, reapPracticeOrg } from '../shells/practice-org';
import { words as welcomeWords } from '../../renderer/screens/welcome/words';
import { words as oktopostTokenWords } from '../../renderer/screens/oktopost-token/words';

test.use({ prepared: { until: 'scim-on' } });

test('@board a set-up is saved, and resumed by an assistant with another folder', async ({
  page,
  assistant: running,
  consolePage,
  folder,
  oktopostToken,
}, testInfo) => {
  test.setTimeout(180_000);
  const file = testInfo.outputPath('set-up.json');
  const first = assistant(page, consolePage);
  await page.setViewportSize({ width: 1280, height: 900 });
  const org = practiceOrgOf(folder);
  if (org === null) throw new Error('no practice org was started');
  await first.button('Save this set-up').click();
  await lookAt(page, 'save-set-up', testInfo);
  await download(page, first.button('Save as a file'), file);
  const text = readFileSync(file, 'utf8');
  for (const token of [oktopostToken, org.okta.apiToken]) expect(text).not.toContain(token);

  // The practice org's files are in the folder of the first assistant: they are moved once it has exited.
  await running.stop();
  await reapPracticeOrg(folder);
  const parent = mkdtempSync(join(tmpdir(), 'assistant-e2e-colleague-'));
  const other = join(parent, 'assistant');
  mkdirSync(other, { mode: 0o700 });
  cpSync(join(folder, 'practice'), join(other, 'practice'), { recursive: true });
  const server = await startBrowserAssistant(other);
  try {
    const tab = await page.context().newPage();
    await tab.setViewportSize({ width: 720, height: 900 });
    await tab.goto(server.link);
    const second = assistant(tab, consolePage);
    await openFile(second.button('Open a file'), file);
    await expect(tab.getByRole('heading', { name: welcomeWords.file.kinds['saved-setup'] })).toBeVisible();
    await expect(tab.getByText('Its journal lists one change in Okta.')).toBeVisible();
    await lookAt(tab, 'saved-setup', testInfo);
    await second.button('Continue this set-up').click();
    await expect(second.title('Connect Okta')).toBeVisible();
    await second.usePracticeToken();
    await second.oktopostToken(oktopostToken);
    await expect(tab.getByText(oktopostTokenWords.state.accepted).first()).toBeVisible();
    await tab.getByRole('button', { name: 'All steps' }).click();
    await tab.getByRole('button', { name: /^Turn SCIM on|^SCIM on/ }).click();
    await expect(second.title('Turn SCIM on')).toBeVisible();
    await walkGuided({ page: tab, follow: consolePage, region: 'us' }, oktopostToken);
    await walkToSummary({ page: tab, follow: consolePage, region: 'us' });
  } finally {
    await server.stop();
    await reapPracticeOrg(other);
    rmSync(parent, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
});
