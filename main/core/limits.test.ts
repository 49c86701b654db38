import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { refusals } from '../../shared/bounded-json';
import { readMessages } from '../../shared/explain/log-input';
import { openParts, readOpened } from '../files/read';
import { savedSetupExport } from '../files/save-setup';
import { serve, testClock } from '../net/testing';
import { connectOktopost } from '../oktopost/scim';
import { failureOfResponse } from '../okta/failures';
import { errorOf, hide, routes, scriptedOrg } from '../okta/testing';
import { resolveCustomDomain } from '../okta/well-known';
import { refuseNewerFiles } from '../storage/newer-version';
import { newSession, sessionVersion } from '../storage/session';
import { openSession } from '../storage/session-store';
import type { Session } from '../storage/session';
import { journalVersion, parseLine } from '../storage/journal-entry';
import type { JournalEntry } from '../storage/journal-entry';
import { readJson } from '../summary/parse';

/** Nested deeper than any source takes, and otherwise harmless: what a source reads of it is all there. */
const deep: unknown = JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`);
const { 'too-deep': tooDeep } = refusals;

function folder(files: Record<string, unknown>): string {
  const made = mkdtempSync(join(tmpdir(), 'limits-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  for (const [name, value] of Object.entries(files)) writeFileSync(join(made, name), JSON.stringify(value));
  return made;
}

// Shows: input from outside costs time or memory
describe('an answer within its bytes that is nested too deep is refused', () => {
  it('of Okta', async () => {
    const org = { id: '00o1', companyName: 'Acme', subdomain: 'acme', deep };
    const { okta } = await scriptedOrg(routes({ 'GET /api/v1/org': { body: org } }));
    expect((await errorOf(okta.org())).message).toContain(tooDeep);
  });

  it('as an error of Okta: its code is not read', () => {
    const text = JSON.stringify({ errorCode: 'E0000047', errorSummary: 'x', deep });
    const request = { method: 'GET', path: '/', write: false };
    const { error } = failureOfResponse(request, { status: 400, headers: new Headers(), text }, hide);
    expect(error.okta?.errorCode).toBeNull();
  });

  it('of a custom domain', async () => {
    const body = { id: '00o1', _links: { organization: { href: 'https://acme.okta.com' } }, deep };
    const server = await serve(() => ({ body }));
    onTestFinished(() => server.close());
    const asking: typeof fetch = (_url, init) => fetch(server.url, init);
    expect((await errorOf(resolveCustomDomain(asking, 'login.acme.com'))).message).toContain('did not say');
  });

  it('of Oktopost', async () => {
    const server = await serve(() => ({ body: { totalResults: 1, Resources: [], deep } }));
    onTestFinished(() => server.close());
    const baseUrl = `${server.url}/scim/v2`;
    const scim = connectOktopost({ baseUrl, token: 'token', hide, fetch, clock: testClock() });
    expect((await errorOf(scim.countUsers())).message).toContain(tooDeep);
  });
});

it('Oktopost’s words in an error are no more than people read', async () => {
  const server = await serve(() => ({ status: 400, body: { detail: 'x'.repeat(50_000) } }));
  onTestFinished(() => server.close());
  const baseUrl = `${server.url}/scim/v2`;
  const scim = connectOktopost({ baseUrl, token: 'token', hide, fetch, clock: testClock() });
  expect(JSON.stringify(await errorOf(scim.countUsers())).length).toBeLessThan(2_000);
});

const at = '2026-11-24T00:00:00.000Z';
const session: Session = {
  ...newSession(),
  mode: 'real',
  destination: 'board',
  region: 'us',
  address: {
    input: 'acme.okta.com',
    kind: 'okta-host',
    orgUrl: 'https://acme.okta.com',
    adminUrl: 'https://acme-admin.okta.com',
    needsConfirmation: false,
  },
};
const entry = (details: Record<string, unknown>): JournalEntry => ({
  version: journalVersion,
  origin: 'local',
  at,
  setupId: session.setupId,
  runId: 'run',
  changeId: 'change',
  kind: 'result',
  title: 'Change',
  details,
});

const headOf = (journal: readonly JournalEntry[]): string =>
  savedSetupExport(session, journal, {
    ...{ assistant: '1', now: new Date(at), skipped: { count: 0, first: [] } },
  }).text.split('\n')[0] ?? '';

// Shows: input from outside costs time or memory
describe('a file that is nested too deep is refused', () => {
  it('a summary', () => {
    expect(() => readJson(JSON.stringify({ kind: 'oktopost-okta-summary', deep }))).toThrow(tooDeep);
  });

  it('a line of a saved set-up', () => {
    const open = (details: Record<string, unknown>) =>
      readOpened('f', `${headOf([entry({})])}\n${JSON.stringify(entry(details))}\n`);
    expect(open({}).kind).toBe('saved-setup');
    expect(() => open({ deep })).toThrow('at line 2');
  });

  it('a saved set-up in parts, by its whole length', () => {
    const head = `${headOf([])}\n`;
    openParts('f', head.length).add(head);
    expect(() => {
      openParts('f', head.length - 1).add(head);
    }).toThrow('too long');
  });

  it('a line of the journal', () => {
    expect(parseLine(JSON.stringify(entry({})))).not.toBeNull();
    expect(parseLine(JSON.stringify(entry({ deep })))).toBeNull();
  });

  it('the session file, whatever version it claims', () => {
    const broken: string[] = [];
    openSession(folder({ 'session.json': { session, deep } }), (movedTo) => broken.push(movedTo));
    expect(broken).toHaveLength(1);
    const newer = { session: { version: sessionVersion + 1 } };
    expect(() => refuseNewerFiles(folder({ 'session.json': newer }))).toThrow('newer version');
    expect(() => refuseNewerFiles(folder({ 'session.json': { ...newer, deep } }))).not.toThrow();
  });

  it('a System Log to be explained', () => {
    const event = { eventType: 'app.user_management', displayMessage: 'x' };
    expect(readMessages(JSON.stringify([event]))).toMatchObject({ ok: true });
    expect(readMessages(JSON.stringify([{ ...event, deep }]))).toMatchObject({ ok: false });
  });
});
