import { expect, it } from 'vitest';
import type { AppError } from '../../shared/errors';
import { snapshotAt } from '../../shared/testing/snapshots';
import { dateTime } from '../components/time';
import { renderPage, wordsOf } from '../testing/render';
import { words } from './words';

const full: AppError = {
  code: 'storage-failed',
  message: 'The assistant cannot write its own folder on this computer.',
  owner: 'okta-admin',
  next: 'Free disk space or fix the rights of the folder, then try again.',
  retry: true,
  field: null,
  okta: null,
  at: '2026-11-24T02:03:05.000Z',
};

it('a failure that no call answers with is shown above the screen, with the next action', () => {
  const page = (problem: AppError | null): string => wordsOf(renderPage(snapshotAt('mapping', { problem })));
  expect(page(full)).toContain(full.message);
  expect(page(full)).toContain(full.next);
  expect(page(null)).not.toContain(full.message);
});

it('a saved set-up of which the org has nothing says so where the org is chosen, and before the plan', () => {
  const page = (change: Parameters<typeof snapshotAt>[1], screen: 'plan' | 'destination' = 'plan'): string =>
    wordsOf(renderPage(snapshotAt(screen, change)));
  expect(page({ fileIsOfElsewhere: true })).toContain(words.elsewhere.real);
  expect(page({ fileIsOfElsewhere: true, mode: 'practice' })).toContain(words.elsewhere.practice);
  expect(page({})).not.toContain(words.elsewhere.title);
  expect(page({ fileIsOfElsewhere: true }, 'destination')).not.toContain(words.elsewhere.title);
});

it('accounts that an undo left are named on each screen but its own, with when they were read', () => {
  const accountsLeft = { at: '2026-11-24T02:03:05.000Z', text: '2 accounts are still active at Oktopost.' };
  const page = (screen: 'plan' | 'undo', left: typeof accountsLeft | null): string =>
    wordsOf(renderPage(snapshotAt(screen, { changed: 'undone', accountsLeft: left })));
  expect(page('plan', accountsLeft)).toContain(`${dateTime(accountsLeft.at)}: ${accountsLeft.text}`);
  expect(page('undo', accountsLeft)).not.toContain(accountsLeft.text);
  expect(page('plan', null)).not.toContain('still active');
});

it('a step that is lost says what was read of it, and only without that that Okta does not show it any more', () => {
  const { guided } = snapshotAt('mapping');
  const text = 'Oktopost refused the token that Okta sent.';
  const lost = (finding: { text: string; next: string } | null): string =>
    wordsOf(
      renderPage(
        snapshotAt('mapping', {
          guided: { ...guided, connection: { ...guided.connection, known: 'lost', finding } },
        }),
      ),
    );
  expect(lost({ text, next: 'Paste another one.' })).toContain(text);
  expect(lost({ text, next: 'Paste another one.' })).not.toContain(words.lost.text);
  expect(lost(null)).toContain(words.lost.text);
});

it.each([
  ['plan', 'Go to Plan'],
  ['okta', words.lost.open],
] as const)(
  'an app integration that is inactive is named in place of its steps, and leads to the %s',
  (settledBy, way) => {
    const { guided, links } = snapshotAt('mapping');
    const finding = { text: 'Okta shows it as inactive.', next: 'Activate it.', settledBy };
    const lost = { known: 'lost', finding } as const;
    const change = {
      guided: {
        ...guided,
        'to-app': { ...guided['to-app'], ...lost },
        'scim-on': { ...guided['scim-on'], ...lost },
      },
      links: { ...links, oktaApp: 'https://acme-admin.okta.com/app' },
    };
    const page = wordsOf(renderPage(snapshotAt('test-user', change)));
    expect(page).toContain(`${finding.text} ${finding.next} ${way}`);
    expect(page).not.toMatch(/No longer done|Go to T/);
    expect(page.includes(words.lost.open)).toBe(settledBy === 'okta');
  },
);

it('where the app integration is gone, lost steps lead to the plan that makes another one, and on that screen nowhere', () => {
  const { guided } = snapshotAt('mapping');
  const error: AppError = {
    code: 'not-found',
    message: 'The app integration is not in Okta any more.',
    next: 'Make another.',
    ...{ owner: 'okta-admin', retry: false, okta: null, field: null, at: '2026-11-24T02:03:05.000Z' },
  };
  const gone = { ...guided, 'scim-on': { ...guided['scim-on'], known: 'lost', error } } as const;
  const page = (screen: 'mapping' | 'plan'): string =>
    wordsOf(renderPage(snapshotAt(screen, { guided: gone })));
  expect(page('mapping')).toContain('The app integration is not in Okta any more. Make another. Go to Plan');
  expect(page('plan')).toContain(error.message);
  for (const screen of ['mapping', 'plan'] as const) {
    expect(page(screen)).not.toContain('Go to Turn SCIM on');
    expect(page(screen)).not.toContain('No longer done');
  }
  expect(page('plan')).not.toContain('Go to Plan');
});
