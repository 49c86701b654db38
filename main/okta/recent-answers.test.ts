import { beforeEach, describe, expect, it } from 'vitest';
import { NetworkFault } from '../net/fault';
import type { TextResponse } from '../net/fetch-text';
import { createRecentAnswers } from './recent-answers';
import type { RecentAnswers } from './recent-answers';

const origin = 'https://acme.okta.com';
const app = `${origin}/api/v1/apps/0oa1`;
const answer = (text: string, status = 200): TextResponse => ({ status, headers: new Headers(), text });

describe('recent answers', () => {
  let now: number;
  let recent: RecentAnswers;
  beforeEach(() => {
    now = 1_000_000;
    recent = createRecentAnswers(() => new Date(now));
  });
  const note = (url: string, text = 'read', status = 200): void => {
    recent.note(url, Promise.resolve(answer(text, status)));
  };
  const taken = async (url: string, withinMs = 5_000): Promise<string | null> =>
    (await recent.take(url, { withinMs }))?.text ?? null;

  it('are given back while they are young enough, and tell when they were asked for', async () => {
    note(app);
    now += 4_000;
    const askedAt: Date[] = [];
    expect(await recent.take(app, { withinMs: 5_000, onShared: (at) => askedAt.push(at) })).toMatchObject({
      text: 'read',
    });
    expect(askedAt).toEqual([new Date(1_000_000)]);
    expect(await taken(app, 3_000)).toBeNull();
    expect(await taken(`${app}/users`)).toBeNull();
    // A clock that was set back.
    now -= 60_000;
    expect(await taken(app)).toBeNull();
  });

  it('are shared while they are on their way; not found is an answer, a failure is none', async () => {
    let answered = (_answer: TextResponse): void => undefined;
    recent.note(app, new Promise((resolve) => (answered = resolve)));
    const waiting = taken(app);
    answered(answer('{}', 404));
    expect(await waiting).toBe('{}');
    note(app, 'refused', 403);
    expect(await taken(app)).toBeNull();
    recent.note(app, Promise.resolve(new NetworkFault('broken', 'ECONNRESET')));
    expect(await taken(app)).toBeNull();
    recent.note(app, Promise.reject(new Error('cancelled')));
    expect(await taken(app)).toBeNull();
  });

  it('are dropped by a write, also one that is sent while they are on their way', async () => {
    note(app);
    recent.written('/api/v1/apps/0oa1');
    expect(await taken(app)).toBeNull();
    let answered = (_answer: TextResponse): void => undefined;
    recent.note(app, new Promise((resolve) => (answered = resolve)));
    const waiting = taken(app);
    recent.written('/api/v1/apps/0oa2/lifecycle/deactivate');
    answered(answer('of before'));
    expect(await waiting).toBeNull();
  });

  it.each([
    [
      '/api/v1/apps/0oa1/users',
      ['users/00u1', 'meta/schemas/apps/0oa1/default', 'mappings/prm1', 'apps/0oa1'],
    ],
    ['/api/v1/mappings/prm1', ['users/00u1', 'meta/schemas/apps/0oa1/default', 'mappings', 'apps/0oa1']],
    ['/api/v1/meta/schemas/apps/0oa1/default', []],
    ['/api/v1/users/00u1', []],
  ])('a write to %s leaves only what it cannot change', async (path, left) => {
    const all = [
      ...['apps/0oa1', 'apps/0oa1/users', 'apps/0oa1/users/00u1', 'apps/0oa1/groups', 'apps'],
      ...['users/00u1', 'users/00u1/groups', 'mappings', 'mappings/prm1', 'meta/schemas/apps/0oa1/default'],
    ];
    for (const read of all) note(`${origin}/api/v1/${read}?limit=200`);
    recent.written(path);
    const kept = [];
    for (const read of all) if ((await taken(`${origin}/api/v1/${read}?limit=200`)) !== null) kept.push(read);
    expect(kept).toEqual(expect.arrayContaining(left));
    expect(kept).not.toContain('apps/0oa1/users');
    expect(kept).not.toContain('apps/0oa1/users/00u1');
    if (left.length === 0) expect(kept).toEqual([]);
    if (path.startsWith('/api/v1/mappings')) expect(kept).not.toContain('mappings/prm1');
  });

  it('are few, and none is long', async () => {
    note(app);
    for (let index = 0; index < 60; index += 1) note(`${app}/users/${index}`);
    expect(await taken(app)).toBeNull();
    expect(await taken(`${app}/users/59`)).toBe('read');
    note(app, 'x'.repeat(2_000_000));
    expect(await taken(app)).toBeNull();
  });
});
