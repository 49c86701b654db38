import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { expect, test } from '../fixtures';
import { assistant as actions } from '../actions/assistant';
import { root } from '../shells/processes';
import { words as connectOkta } from '../../renderer/screens/connect-okta/words';

test('the link works once, in one tab, where a reload keeps working', async ({
  page,
  assistant,
  browser,
  context,
}) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Practise first' })).toBeVisible();
  expect(await context.cookies()).toEqual([]);
  for (const other of [await context.newPage(), await (await browser.newContext()).newPage()]) {
    await other.goto(page.url());
    await expect(other.getByText('press Enter in the terminal')).toBeVisible();
    await expect(other.getByRole('button', { name: 'Practise first' })).toHaveCount(0);
  }
  await assistant.stop();
});

// Shows: another user of the computer talks to browser mode, or takes its port
test('who takes the port of an assistant that died is told nothing', async ({
  page,
  assistant,
  consolePage,
}) => {
  const screen = actions(page, consolePage);
  await screen.practise();
  await screen.destination('us');
  const field = page.getByLabel(connectOkta.token.label);
  await expect(field).toBeEditable();
  const requests: { url: string; body: string }[] = [];
  const html = readFileSync(join(root, 'out/renderer/index.html'));
  const neighbour = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      requests.push({ url: request.url ?? '', body });
      const isStream = request.url?.startsWith('/api/events') === true;
      response.writeHead(200, {
        'content-type': isStream ? 'text/event-stream' : 'text/html',
        'x-assistant-server': 'x'.repeat(43),
      });
      if (isStream) response.write(`event: proof\ndata: ${'x'.repeat(43)}\n\nevent: snapshot\ndata: {}\n\n`);
      else response.end(html);
    });
  });
  await assistant.kill();
  neighbour.listen(Number(new URL(page.url()).port), '127.0.0.1');
  await once(neighbour, 'listening');
  await expect(page.getByRole('alert').getByText('No connection to the assistant.')).toBeVisible();
  await expect(field).not.toBeEditable();
  await expect(page.getByRole('status').getByText('No connection to the assistant.')).toBeVisible();
  await expect(page.locator('.bar-primary button')).toBeDisabled();
  await expect
    .poll(() => requests.filter(({ url }) => url.startsWith('/api/events')).length)
    .toBeGreaterThan(1);
  await screen.button('Back').click();
  await expect(page.getByText(/The assistant does not answer this page/).first()).toBeVisible();
  expect(requests.filter(({ url, body }) => body !== '' || !url.startsWith('/api/events?page='))).toEqual([]);
  neighbour.closeAllConnections();
  neighbour.close();
});

test('the page violates no rule of its CSP', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(complaints).toEqual([]);
  expect(
    await page.evaluate(() => ['RTCPeerConnection', 'RTCDataChannel'].filter((name) => name in window)),
  ).toEqual([]);
});

// Shows: certificates are not checked
test('browser mode does not start where certificates are not checked', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'out/main/browser.cjs'), '--no-open'], {
    encoding: 'utf8',
    env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0', XDG_CONFIG_HOME: '/nonexistent' },
    timeout: 30_000,
  });
  expect(stderr).toContain('NODE_TLS_REJECT_UNAUTHORIZED=0 is set');
  expect(status).toBe(1);
});
