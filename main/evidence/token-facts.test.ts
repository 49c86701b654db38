import { describe, expect, it } from 'vitest';
import { noTokenChange } from '../../shared/token-change';
import type { TokenChange } from '../../shared/token-change';
import { connected } from '../../shared/testing/snapshots';
import { exampleSummary } from '../../shared/testing/summary';
import { newSession } from '../storage/session';
import type { Session } from '../storage/session';
import type { TestCore } from '../testing/core';
import { tokenWalk } from '../testing/token-walk';
import { shownText, unzipped } from '../testing/unzipped';
import type { Fact } from './facts';
import { evidencePages } from './pages';
import { tokenFacts } from './token-facts';

const minuteOf = (n: number): string => `2026-11-24T02:0${n}:00.000Z`;
const sent = (n: number, failed: string | null = null) => ({
  ...{ eventId: `event-${n}`, at: minuteOf(n), who: 'kim@acme.example', failed },
});
const pasted = { by: 'ada@acme.example', at: minuteOf(1), after: null };
const walk = (change: Partial<TokenChange>): Session => ({
  ...newSession(),
  tokenChange: { ...noTokenChange, startedAt: minuteOf(0), madeAt: minuteOf(0), pasted, ...change },
});
const results = (session: Session): [Fact['result'], string, readonly string[]][] =>
  tokenFacts(session).map(({ result, what, events }) => [
    result,
    what.split(' the SCIM token')[0] ?? '',
    events,
  ]);

describe('the tests of a new SCIM token', () => {
  it('are all that Okta sent since it was pasted, and what became of the token before', () => {
    const revoked = { how: 'read', by: null, at: minuteOf(4), after: null } as const;
    const session = walk({ sentBefore: [sent(2, 'Unauthorized'), sent(3)], sent: sent(5), revoked });
    expect(results(session)).toEqual([
      ['fail', 'What Okta sends since', ['event-2']],
      ['pass', 'What Okta sends since', ['event-3']],
      ['pass', 'Okta sends with', ['event-5']],
      ['pass', 'The token before', []],
    ]);
    const [failed, either] = tokenFacts(session);
    expect(failed).toMatchObject({
      what: 'What Okta sends since the SCIM token that ada@acme.example stated as pasted, 2026-11-24 02:01 UTC',
      actual: 'not sent for kim@acme.example: Unauthorized',
      at: minuteOf(2),
    });
    expect(either?.actual).toContain('with which token, nothing shows');
  });

  it('are stated, and not read, where the revocation of the one before is', () => {
    const revoked = { how: 'stated', by: 'ada@acme.example', at: minuteOf(2), after: null } as const;
    expect(results(walk({ sent: sent(3), revoked })).map(([result]) => result)).toEqual(['stated', 'stated']);
  });

  it('are those of walks that ended too, and of one that was not kept whole its proof', () => {
    const earlierTokenChanges = [walk({ sent: sent(3, 'Unauthorized') }).tokenChange];
    const push = { eventId: 'event-8', at: minuteOf(8), who: null };
    const pastedToken = { by: null, since: minuteOf(7), isBeforeRefused: true, push };
    const session = { ...newSession(), earlierTokenChanges, pastedToken };
    expect(results(session).map(([result, , events]) => [result, ...events])).toEqual([
      ['fail', 'event-3'],
      ['pass', 'event-8'],
    ]);
    const twice = {
      ...session,
      earlierTokenChanges: [walk({ sent: { ...push, failed: null } }).tokenChange],
    };
    expect(results(twice)).toHaveLength(1);
  });

  it('say where not all is kept', () => {
    const sentBefore = Array.from({ length: 40 }, () => sent(2));
    const pagesOf = (session: Session): string =>
      JSON.stringify(
        evidencePages({
          ...{ summary: exampleSummary, session, entries: [], okta: connected, people: new Map(), rings: [] },
        }),
      );
    expect(pagesOf(walk({ sentBefore, sent: sent(3) }))).toContain('the newest 41 are among them');
    expect(pagesOf(walk({ sent: sent(3) }))).not.toContain('are among them');
  });
});

let core: TestCore;
const { begun, paste, renamed, revokeAllBut, look, change } = tokenWalk((started) => {
  ({ core } = started);
});

/** What the page of tests says. */
async function testsPage(): Promise<string> {
  const { download } = await core.call('evidence.export', {});
  const files = await unzipped(Buffer.from(download?.base64 ?? '', 'base64'));
  return shownText(new TextDecoder().decode(files['tests.html']));
}

describe('a walk to a new token', () => {
  it('leaves each of its proofs among the tests once it has ended, those that failed before it was pasted once more too', async () => {
    const text = await begun();
    await core.call('tokenChange.state', { what: 'pasted', done: true });
    revokeAllBut('New');
    await renamed('Brun');
    const wrong = (await look()).sent;
    expect(wrong?.failed).not.toBeNull();
    await core.call('tokenChange.state', { what: 'pasted', done: false });
    await paste(text);
    await renamed('Bruni');
    await renamed('Brunello');
    const { sent: last, sentBefore } = await look();
    expect(sentBefore.length).toBeGreaterThan(0);
    await look();
    await core.call('tokenChange.end', {});
    expect((await change()).startedAt).toBeNull();
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    const page = await testsPage();
    for (const event of [wrong, ...sentBefore, last]) expect(page).toContain(event?.eventId);
    expect(page).toMatch(/FAIL.*What Okta sends since the SCIM token/);
    expect(page).toContain('Oktopost refused the token before, read');
  });
});
