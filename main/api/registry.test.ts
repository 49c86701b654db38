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
const noHandlers: Handlers = {
  'session.snapshot': unused,
  'session.chooseMode': unused,
  'session.go': unused,
  'session.startOver': unused,
  'session.planOnly': unused,
  'destination.choose': unused,
  'okta.checkAddress': unused,
  'okta.confirmHost': unused,
  'okta.usePracticeToken': unused,
  'okta.stopWaiting': unused,
  'okta.reconnect': unused,
  'secrets.submit': unused,
  'serviceApp.publicKey': unused,
  'serviceApp.connect': unused,
  'secrets.forget': unused,
  'secrets.copyOktopostToken': unused,
  'proxy.signIn': unused,
  'proxy.decline': unused,
  'proxy.askAgain': unused,
  'oktopost.askOtherRegion': unused,
  'oktopost.changeRegion': unused,
  'plan.preview': unused,
  'plan.export': unused,
  'plan.apply': unused,
  'run.cancel': unused,
  'guided.lookNow': unused,
  'guided.lookAgain': unused,
  'guided.state': unused,
  'userNames.rows': unused,
  'userNames.skip': unused,
  'app.choose': unused,
  'mapping.choose': unused,
  'app.lookNow': unused,
  'mapping.skip': unused,
  'users.search': unused,
  'test.preCheck': unused,
  'test.followAgain': unused,
  'test.stop': unused,
  'test.keep': unused,
  'rollout.match': unused,
  'rolloutList.export': unused,
  'rollout.chosen': unused,
  'rollout.choose': unused,
  'rollout.plan': unused,
  'rollout.start': unused,
  'rollout.stop': unused,
  'rollout.resume': unused,
  'rollout.forget': unused,
  'rollout.view': unused,
  'rollout.rows': unused,
  'rollout.planBack': unused,
  'rollout.takeBack': unused,
  'rollout.tooEarly': unused,
  'rollout.tooEarlyRows': unused,
  'rollout.repair': unused,
  'rollout.stopRepair': unused,
  'lifeCycle.plan': unused,
  'lifeCycle.start': unused,
  'lifeCycle.stop': unused,
  'lifeCycle.resume': unused,
  'lifeCycle.cleanUp': unused,
  'lifeCycle.saw': unused,
  'singleSignOn.read': unused,
  'singleSignOn.export': unused,
  'signIn.begin': unused,
  'signIn.decide': unused,
  'signIn.lookNow': unused,
  'signIn.later': unused,
  'tokenChange.begin': unused,
  'tokenChange.look': unused,
  'tokenChange.state': unused,
  'tokenChange.end': unused,
  'certificateChange.begin': unused,
  'certificateChange.look': unused,
  'certificateChange.state': unused,
  'certificateChange.end': unused,
  'summary.get': unused,
  'summary.state': unused,
  'summary.export': unused,
  'evidence.export': unused,
  'file.open': unused,
  'file.close': unused,
  'file.replay': unused,
  'file.takeOver': unused,
  'savedSetup.export': unused,
  'drift.check': unused,
  'drift.connect': unused,
  'drift.bringBack': unused,
  'explain.read': unused,
  'explain.last': unused,
  'explain.lookUp': unused,
  'explain.export': unused,
  'explain.forget': unused,
  'people.read': unused,
  'people.stop': unused,
  'people.resume': unused,
  'people.rows': unused,
  'people.person': unused,
  'people.groups': unused,
  'people.licences': unused,
  'people.export': unused,
  'support.message': unused,
  'support.export': unused,
};

function registryWith(handlers: Partial<Handlers>) {
  const logged: string[] = [];
  const write = (text: string, fields?: Record<string, unknown>): void => {
    logged.push(JSON.stringify({ text, ...fields }));
  };
  const log: Log = { info: write, warn: write, error: write };
  return { logged, ...createRegistry({ ...noHandlers, ...handlers }, log, () => new Date(at)) };
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
