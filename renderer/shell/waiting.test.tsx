import { expect, it } from 'vitest';
import { snapshotAt } from '../../shared/testing/snapshots';
import { renderPage, wordsOf } from '../testing/render';

it.each(['mapping', 'to-app', 'test-user', 'drift'] as const)(
  'what Okta is waited for is shown above %s, with since when, till when, and a way to stop',
  (screen) => {
    const since = new Date(Date.now() - 5_000).toISOString();
    const until = new Date(Date.now() + 34_500).toISOString();
    const oktaWait = { reason: 'Okta limits how often it may be asked.', since, until };
    const words = wordsOf(renderPage(snapshotAt(screen, { oktaWait })));
    expect(words).toContain('Okta limits how often it may be asked.');
    expect(words).toMatch(/in 3\d s/);
    expect(words).toContain('Stop waiting');
    expect(wordsOf(renderPage(snapshotAt(screen)))).not.toContain('Stop waiting');
  },
);
