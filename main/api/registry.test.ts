import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { api } from '../../shared/api';
import { callNames } from '../../shared/call-names';
import { AppFailure, appErrorSchema } from '../../shared/errors';
import type { Log } from '../ports';
import { createRegistry } from './registry';
import type { Handlers } from './registry';
import { newSnapshot } from '../../shared/testing/snapshots';

const at = '2026-11-24T10:00:00.000Z';
const unused = (): Promise<never> => Promise.reject(new Error('not part of this test'));

function registryWith(handlers: Partial<Handlers>) {
  const logged: string[] = [];
  const write = (text: string, fields?: Record<string, unknown>): void => {
    logged.push(JSON.stringify({ text, ...fields }));
  };
  const log: Log = { info: write, warn: write, error: write };
  return {
    logged,
    ...createRegistry(
      (name) => handlers[name] ?? unused,
      log,
      () => new Date(at),
    ),
  };
}

describe('the registry', () => {
  it('has exactly the calls of the IPC contract', () => {
    expect(Object.keys(api)).toEqual([...callNames]);
  });

  it('decodes the payload, handles it and encodes the result', async () => {
    const seen: unknown[] = [];
    const { call } = registryWith({
      'destination.choose': (payload) => {
        seen.push(payload);
        return Promise.resolve(null);
      },
      'session.snapshot': () => Promise.resolve(newSnapshot(7)),
    });
    const payload = { destination: 'board', region: 'eu', label: '  My app ' };
    expect(await call('destination.choose', payload)).toEqual({ ok: true, value: null });
    expect(seen).toEqual([{ ...payload, label: 'My app', confirmedUndocumentedTarget: false }]);
    expect(await call('session.snapshot', {})).toMatchObject({ ok: true, value: { seq: 7 } });
  });

  it.each(['nothing.such', '', '__proto__', 'constructor', 'toString', 'Session.snapshot'])(
    'answers the unknown call "%s" with an error of its own',
    async (name) => {
      expect(await registryWith({}).call(name, {})).toMatchObject({
        ok: false,
        error: { code: 'unknown-call', at },
      });
    },
  );

  it.each([
    [
      'destination.choose',
      { destination: 'board', region: 'us', label: 'x'.repeat(101) },
      'label',
      'longer than 100',
    ],
    ['destination.choose', { destination: 'board', region: 'us', label: '  ' }, 'label', 'empty'],
    [
      'destination.choose',
      { destination: 'board', region: 'mars', label: 'x' },
      'region',
      'not of the expected kind',
    ],
    ['plan.preview', { scope: { kind: 'assign', userId: 7 } }, 'scope.userId', 'not of'],
    ['session.snapshot', { extra: 1 }, null, 'does not belong'],
    ['session.snapshot', undefined, null, 'missing'],
    ['session.snapshot', 'text', null, 'not of the expected kind'],
  ])('%s refuses %j', async (name, payload, field, words) => {
    const answer = await registryWith({}).call(name, payload);
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'bad-input', field, message: expect.stringContaining(words) },
    });
  });

  it('never repeats what was sent, in answer or log, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...callNames),
        fc.stringMatching(/^canary-[a-z0-9]{12}$/),
        async (name, canary) => {
          const { call, logged } = registryWith({});
          const wrong = [
            canary,
            { [canary]: 1 },
            { kind: canary, value: canary },
            { region: canary, scope: { kind: canary } },
          ];
          for (const payload of wrong) {
            const answer = await call(name, payload);
            expect(answer.ok).toBe(false);
            expect(JSON.stringify(answer) + logged.join('')).not.toContain(canary);
          }
        },
      ),
    );
  });

  it('passes on a failure that says what to do', async () => {
    const failure = new AppFailure({ code: 'busy', message: 'Busy.', owner: 'assistant', next: 'Wait.', at });
    const { call, logged } = registryWith({ 'session.startOver': () => Promise.reject(failure) });
    expect(await call('session.startOver', {})).toEqual({ ok: false, error: failure.error });
    expect(logged).toEqual([]);
  });

  it.each([
    ['a rejection', (): Promise<null> => Promise.reject(new Error('secret detail'))],
    [
      'a throw',
      (): Promise<null> => {
        throw new Error('secret detail');
      },
    ],
  ])('tells of %s only that it is a defect; the details go to the log', async (_, handler) => {
    const { call, logged } = registryWith({ 'session.startOver': handler });
    const answer = await call('session.startOver', {});
    expect(answer).toMatchObject({ ok: false, error: { code: 'defect', owner: 'assistant' } });
    expect(JSON.stringify(answer)).not.toContain('secret detail');
    expect(logged.join('')).toContain('secret detail');
  });

  it('lets nothing extra ride along with a result: that is a defect', async () => {
    const leaking = { ...newSnapshot(1), token: 'leaked' };
    const deep = { users: [{ ...user, token: 'leaked' }], more: false };
    const { call, logged } = registryWith({
      'session.snapshot': () => Promise.resolve(leaking),
      'users.search': () => Promise.resolve(deep),
    });
    for (const answer of [await call('session.snapshot', {}), await call('users.search', { query: '' })]) {
      expect(answer).toMatchObject({ ok: false, error: { code: 'defect' } });
      expect(JSON.stringify(answer) + logged.join('')).not.toContain('leaked');
    }
    expect(logged.join('')).toContain('users.0: unrecognized_keys');
  });

  it('makes errors that fit the contract’s error schema', async () => {
    const { call } = registryWith({});
    for (const answer of [
      await call('x', {}),
      await call('session.go', {}),
      await call('session.startOver', {}),
    ]) {
      expect(answer.ok ? null : appErrorSchema.safeParse(answer.error).success).toBe(true);
    }
  });
});

const user = {
  id: '00u1',
  login: 'a@b.c',
  email: 'a@b.c',
  givenName: 'A',
  familyName: 'B',
  status: 'ACTIVE',
};
