import { expect, it } from 'vitest';
import { noLifeCycle } from '../../shared/life-cycle';
import { exampleSummary } from '../../shared/testing/summary';
import { connected } from '../../shared/testing/snapshots';
import { noTest } from '../../shared/verification';
import { evidencePages } from './pages';
import type { Page } from './pages';

const pagesOf = (destination: 'board' | 'admin-application'): Page[] =>
  evidencePages({
    summary: { ...exampleSummary, destination, region: 'us' },
    session: { lifeCycle: noLifeCycle, test: noTest },
    entries: [],
    okta: connected,
    people: new Map(),
  });
const textOf = (pages: readonly Page[], name: string): string =>
  JSON.stringify(pages.find((page) => page.name === name)?.document.blocks);

it('describes each page by what it answers', () => {
  const abouts = pagesOf('board').map(({ about }) => about);
  expect(new Set(abouts).size).toBe(abouts.length);
});

it('speaks of a SCIM token only where the app has one, and of the consent at Oktopost where it has that', () => {
  const [board, admin] = [pagesOf('board'), pagesOf('admin-application')];
  for (const name of ['who-creates-accounts', 'least-privilege']) {
    expect(textOf(board, name)).toContain('SCIM token');
    expect(textOf(admin, name)).not.toContain('SCIM token');
  }
  expect(textOf(board, 'by-hand')).not.toContain('consent');
  expect(textOf(admin, 'by-hand')).toContain('consent');
});
