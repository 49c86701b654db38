import { screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Summary } from '../../../shared/summary';
import { snapshotAt } from '../../../shared/testing/snapshots';
import { later, ok, press, show } from '../../testing/dom';
import type { Answers } from '../../testing/dom';
import { summary } from '../../testing/summary';
import { SummaryScreen } from './summary-screen';
import { words as common } from '../../words/common';
import { words } from './words';

const readAt = (made: string, label: string): Summary => ({
  ...summary,
  made,
  app: { ...summary.app, label },
});
const first = readAt('2026-11-24T10:00:00.000Z', 'as first read');
// It shares an answer with the first, and has the time of that.
const second = readAt('2026-11-24T09:59:59.000Z', 'as read for the file');
const third = readAt('2026-11-24T09:59:59.000Z', 'as read again');
const file = { savedAs: '/downloads/summary', download: null };

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (done: () => void) => setTimeout(done));
});

const open = (answers: Answers) =>
  show(<SummaryScreen />, snapshotAt('summary'), { 'summary.get': () => ok(first), ...answers });

it('says first what came of the set-up, once it was read', async () => {
  const answer = later<Awaited<ReturnType<NonNullable<Answers['summary.get']>>>>();
  await open({ 'summary.get': () => answer.promise });
  const lead = (): string | null | undefined =>
    screen.getByRole('heading', { level: 1 }).nextSibling?.textContent;
  expect(lead()).toBe(words.lead);
  await answer.give(ok(first));
  expect(lead()).toBe(first.verdict);
});

it('shows what was read for a file that was downloaded, and reads nothing more for it', async () => {
  const { callsOf } = await open({
    'summary.export': () => ok({ ...file, print: null, summary: second }),
  });
  expect(screen.getByText(/as first read/)).toBeDefined();
  await press('Download Markdown');
  expect(screen.getByText(/as read for the file/)).toBeDefined();
  expect(screen.queryByText(/as first read/)).toBeNull();
  expect(callsOf('summary.get')).toHaveLength(1);
});

it('shows what was read for the evidence', async () => {
  await open({ 'evidence.export': () => ok({ ...file, sealed: 'ab', summary: second }) });
  await press(words.export.evidence);
  expect(screen.getByText(/as read for the file/)).toBeDefined();
});

it('keeps a newer reading where the file is saved late', async () => {
  const saved = later<Awaited<ReturnType<NonNullable<Answers['summary.export']>>>>();
  const readings = [first, third];
  await open({
    'summary.get': () => ok(readings.shift() ?? third),
    'summary.export': () => saved.promise,
  });
  await press('Download Markdown');
  await press(common.checkAgain);
  await saved.give(ok({ ...file, print: null, summary: second }));
  expect(screen.getByText(/as read again/)).toBeDefined();
});
