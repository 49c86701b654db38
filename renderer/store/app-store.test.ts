import { describe, expect, it } from 'vitest';
import type { AppError, Result } from '../../shared/errors';
import { noRollout } from '../../shared/rollout';
import type { Snapshot } from '../../shared/snapshot';
import type { ApiClient } from '../api';
import { snapshotAt } from '../../shared/testing/snapshots';
import { at } from '../../shared/testing/time';
import { createAppStore } from './app-store';

const failure: AppError = {
  code: 'unreachable',
  message: 'No answer.',
  owner: 'network',
  next: 'Try again.',
  retry: true,
  field: null,
  okta: null,
  at,
};

/** A client whose answers and events the test controls. */
function fakeClient() {
  const calls: { name: string; payload: unknown; answer: (result: Result<never>) => void }[] = [];
  let sendSnapshot: (snapshot: Snapshot) => void = () => undefined;
  let sendAlive: (alive: boolean) => void = () => undefined;
  const client: ApiClient = {
    call: (name, payload) =>
      new Promise((resolve) => {
        calls.push({ name, payload, answer: resolve });
      }),
    onSnapshot: (listener) => {
      sendSnapshot = listener;
      return () => undefined;
    },
    onAlive: (listener) => {
      sendAlive = listener;
      return () => undefined;
    },
  };
  const store = createAppStore(client);
  store.getState().start();
  return {
    calls,
    store,
    state: () => store.getState(),
    send: (seq: number, change: Partial<Snapshot> = {}) => {
      sendSnapshot(snapshotAt(change.screen ?? 'plan', { ...change, seq }));
    },
    alive: (alive: boolean) => {
      sendAlive(alive);
    },
  };
}

describe('createAppStore', () => {
  it('hands a message to the screen that explains it, and keeps what is typed until the set-up is another', () => {
    const { state, calls, send } = fakeClient();
    send(1, { screen: 'mapping' });
    void state().explain('User limit reached');
    expect(calls.at(-1)?.payload).toEqual({ screen: 'explain' });
    state().type('emails', 'ana@acme.example');
    void state().go('plan', 'label');
    expect(state().askedField).toBe('label');
    send(2, { screen: 'plan' });
    expect(state().typed).toEqual({ explain: 'User limit reached', emails: 'ana@acme.example' });
    send(3, { screen: 'welcome', mode: 'unset' });
    expect(state().typed).toEqual({});
    state().type('explain', 'Conflict');
    send(4, { screen: 'welcome', mode: 'unset' });
    send(5, { screen: 'destination', mode: 'practice' });
    expect(state().typed).toEqual({ explain: 'Conflict' });
    void state().explain('Another');
    expect(state().askedField).toBeNull();
  });

  it('remembers the step that was shown last, not a screen beside the flow', () => {
    const { state, send } = fakeClient();
    expect(state().lastStep).toBeNull();
    send(1, { screen: 'mapping' });
    send(2, { screen: 'drift' });
    expect(state().lastStep).toBe('mapping');
  });

  it('asks for the first snapshot and keeps the newest', () => {
    const { calls, state, send } = fakeClient();
    expect(calls.map(({ name }) => name)).toEqual(['session.snapshot']);
    send(5);
    send(4, { label: 'older' });
    expect(state().snapshot).toMatchObject({ seq: 5, label: 'Oktopost Social Advocacy' });
    send(6, { label: 'newer' });
    expect(state().snapshot?.label).toBe('newer');
  });

  it('tells nobody of a snapshot that it has', () => {
    const { store, state, send } = fakeClient();
    send(5);
    const first = state().snapshot;
    let told = 0;
    store.subscribe(() => (told += 1));
    send(5);
    expect(told).toBe(0);
    expect(state().snapshot).toBe(first);
    send(6);
    expect(told).toBe(1);
  });

  it('takes a lower number from an assistant that was started again', () => {
    const { calls, state, send, alive } = fakeClient();
    send(50);
    alive(false);
    expect(state().alive).toBe(false);
    alive(true);
    expect(calls).toHaveLength(2);
    send(1, { label: 'after the restart' });
    expect(state()).toMatchObject({ alive: true, snapshot: { seq: 1, label: 'after the restart' } });
    send(0, { label: 'older' });
    expect(state().snapshot?.seq).toBe(1);
  });

  it('counts what is pending and keeps a failure for the screen it was called on', async () => {
    const { calls, state, send } = fakeClient();
    send(1, { screen: 'mapping' });
    const called = state().call('mapping.skip', { skip: true });
    expect(state().pending['mapping.skip']).toBe(1);
    send(2, { screen: 'plan' });
    calls[1]?.answer({ ok: false, error: failure });
    expect(await called).toEqual({ ok: false, error: failure });
    expect(state().pending['mapping.skip']).toBe(0);
    expect(state().errors).toEqual({ mapping: failure });
  });

  it('drops “still at work” once the rollout is not at work any more', async () => {
    const { calls, state, send } = fakeClient();
    send(1, { screen: 'rollout', rollout: { ...noRollout, state: 'running' } });
    const called = state().call('rollout.resume', { secondYes: false });
    calls[1]?.answer({ ok: false, error: { ...failure, code: 'busy' } });
    await called;
    send(2, { screen: 'rollout', rollout: { ...noRollout, state: 'running' } });
    expect(state().errors.rollout?.code).toBe('busy');
    send(3, { screen: 'rollout', rollout: { ...noRollout, state: 'paused' } });
    expect(state().errors).toEqual({});
  });

  it('clears the failure of a screen with its next call', async () => {
    const { calls, state, send } = fakeClient();
    send(1, { screen: 'mapping' });
    const called = state().call('mapping.skip', { skip: true });
    calls[1]?.answer({ ok: false, error: failure });
    await called;
    void state().call('mapping.skip', { skip: true });
    expect(state().errors).toEqual({});
  });

  it('lets a reading clear its own failure only', async () => {
    const { calls, state, send } = fakeClient();
    send(1, { screen: 'plan' });
    const applied = state().call('plan.apply', { planId: 'p' });
    calls[1]?.answer({ ok: false, error: failure });
    await applied;
    const preview = { scope: { kind: 'app' } } as const;
    const read = state().call('plan.preview', preview);
    expect(state().errors).toEqual({ plan: failure });
    calls[2]?.answer({ ok: false, error: failure });
    await read;
    void state().call('plan.preview', preview);
    expect(state().errors).toEqual({});
  });

  it('lets a drift check clear the failure of a file before: its result is shown instead', async () => {
    const { calls, state, send } = fakeClient();
    send(1, { screen: 'drift' });
    const opened = state().call('file.open', { name: 'summary.json', text: '' });
    calls[1]?.answer({ ok: false, error: failure });
    await opened;
    expect(state().errors).toEqual({ drift: failure });
    void state().call('drift.check', {});
    expect(state().errors).toEqual({});
  });

  it('never keeps a submitted secret', async () => {
    const { calls, state, send } = fakeClient();
    send(1, { screen: 'connect-okta' });
    const called = state().call('secrets.submit', { kind: 'okta-token', value: 'canary-token-value' });
    expect(calls[1]?.payload).toMatchObject({ value: 'canary-token-value' });
    expect(JSON.stringify(state())).not.toContain('canary-token-value');
    calls[1]?.answer({ ok: false, error: failure });
    await called;
    expect(JSON.stringify(state())).not.toContain('canary-token-value');
  });

  it('keeps the failure of the first snapshot where the start page shows it', async () => {
    const { calls, state } = fakeClient();
    calls[0]?.answer({ ok: false, error: failure });
    await Promise.resolve();
    expect(state().errors.welcome).toEqual(failure);
  });
});
