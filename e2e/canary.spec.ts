import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretForms } from '../main/testing/canary';
import { plant } from './canary/plant';
import { watch } from './canary/watch';
import { expect, test } from './fixtures';
import { assistant } from './actions/assistant';
import { oktaConsole, oktopostConsole } from './actions/console';
import { walkGuided, walkToSummary } from './actions/walk';
import { practiceOrgOf } from './shells/practice-org';
import { sinks } from './canary/sinks';
import { words as oktopostTokenWords } from '../renderer/screens/oktopost-token/words';
import { planWords } from '../renderer/words/plan';

/** A token with characters that encoders treat differently. */
const strange = (name: string): string => `00${name}-a+b/c=="'\\&<%41~${randomBytes(9).toString('hex')}`;

/** A token in all forms, as a server may quote it in an error. */
function echo(token: string): string {
  const { plain, json, url, base64 } = secretForms(token);
  return [plain, json, ...url, ...base64].join(' or ');
}

const quoting = (target: 'okta' | 'oktopost', token: string) => ({
  target,
  times: 100,
  answer: {
    status: 400,
    headers: { 'content-type': 'application/json', 'x-okta-request-id': token },
    body: JSON.stringify({
      errorCode: 'E0000001',
      errorSummary: `Api validation failed: ${echo(token)}`,
      detail: `Api validation failed: ${echo(token)}`,
    }),
  },
});

// Shows: a token leaks
test('@board no token is found at any output of the product', async ({
  page,
  assistant: running,
  consolePage,
  control,
  folder,
}) => {
  test.setTimeout(240_000);
  const { canary, look, takeExport, collect, lookAtFiles } = await watch({ ...running, folder });
  const screen = assistant(page, consolePage);
  const refused = { refusedByOkta: strange('okta'), refusedByOktopost: strange('oktopost') };
  canary.guard(refused);
  await screen.practise();
  const org = practiceOrgOf(folder);
  if (org === null) throw new Error('no practice org was started');
  canary.guard({ practiceOkta: org.okta.apiToken, practiceOktopost: org.oktopost.bearerToken });
  await screen.destination('us');

  await control('POST', '/faults', [quoting('okta', refused.refusedByOkta)]);
  await screen.oktaToken(refused.refusedByOkta);
  await expect(page.getByText('Not connected.')).toBeVisible();
  await look();
  await control('DELETE', '/faults');
  await screen.oktaToken(refused.refusedByOkta);
  await expect(page.getByText('E0000011').first()).toBeAttached();
  await look();
  await screen.button('Use the practice org’s token').click();
  await expect(page.getByText('Bellwether Outfitters').first()).toBeVisible();
  await look();
  await screen.button('Enter another token').click();
  const apiTokens = await screen.follow('Open API tokens in Okta');
  const okta = await oktaConsole.makeApiToken(apiTokens, 'Canary', 'Super Administrator');
  canary.guard({ okta });
  await apiTokens.close();
  await screen.oktaToken(okta);
  await expect(screen.button('Continue')).toBeVisible();
  await look();
  await screen.onwards();

  await control('POST', '/faults', [quoting('oktopost', refused.refusedByOktopost)]);
  await screen.oktopostToken(refused.refusedByOktopost);
  await expect(page.getByText('Api validation failed').first()).toBeAttached();
  await look();
  await control('DELETE', '/faults');
  await screen.button('Enter another token').click();
  await screen.oktopostToken(refused.refusedByOktopost);
  await expect(page.getByText(oktopostTokenWords.state.refused).first()).toBeVisible();
  await look();
  const provisioning = await screen.follow('Open Oktopost');
  const oktopost = await oktopostConsole.makeToken(provisioning, 'Canary');
  canary.guard({ oktopost });
  await provisioning.close();
  await screen.oktopostToken(oktopost);
  await expect(page.getByText(oktopostTokenWords.state.accepted).first()).toBeVisible();
  await look();
  await screen.onwards();

  await expect(screen.button('Create the app')).toBeEnabled();
  await screen.button(planWords.export).click();
  for (const format of ['Markdown', 'HTML']) await takeExport(`Download plan as ${format}`);
  await screen.createApp();
  const walk = { page, follow: consolePage, region: 'us', onScreen: look } as const;
  await walkGuided(walk, oktopost);
  await walkToSummary(walk);
  for (const format of ['JSON', 'Markdown', 'HTML']) await takeExport(`Download ${format}`);
  await look();
  await collect();
  await running.stop();
  lookAtFiles();

  expect(canary.leaks()).toEqual([]);
  const silent = sinks.filter((sink) => canary.seen(sink) === 0);
  expect(silent.filter((sink) => sink !== 'console')).toEqual([]);
});

// Shows: a token leaks
test('@board a token leaked at any output is detected', async ({ page, assistant: running, folder }) => {
  const planted = {
    plain: strange('one'),
    json: strange('two'),
    url: strange('three'),
    base64: strange('four'),
  };
  const leak = [
    planted.plain,
    secretForms(planted.json).json,
    secretForms(planted.url).url[1],
    Buffer.from(`Authorization: Bearer ${planted.base64}`).toString('base64'),
  ].join(' ');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { canary, look, takeExport, collect, lookAtFiles } = await plant(leak, { ...running, folder });
  canary.guard(planted);
  await look();
  await takeExport('Download JSON');
  await collect();
  await running.stop();
  mkdirSync(join(folder, 'crashes'));
  writeFileSync(join(folder, 'crashes', 'last.dmp'), Buffer.from(leak, 'utf16le'));
  lookAtFiles();
  const caught = canary.leaks().map(({ sink, secret }) => `${sink}: ${secret}`);
  expect([...new Set(caught)].sort()).toEqual(
    sinks.flatMap((sink) => Object.keys(planted).map((form) => `${sink}: ${form}`)).sort(),
  );
});
